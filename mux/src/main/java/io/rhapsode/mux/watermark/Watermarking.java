package io.rhapsode.mux.watermark;

import static java.util.Objects.requireNonNull;

import io.rhapsode.mux.tag.DigitalSource;
import java.io.Serializable;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How the books of a job are marked as synthetic.
 *
 * @param key of the marks in the audio
 * @param voices names of the voices whose books are marked in the audio
 * @param trained names of the voices that models were trained to speak, which tags tell
 */
public record Watermarking(WatermarkKey key, SortedSet<String> voices, SortedSet<String> trained)
    implements Serializable {
  public Watermarking {
    requireNonNull(key, "key is null");
    voices = new TreeSet<>(voices);
    trained = new TreeSet<>(trained);
  }

  /** Of voices that no model was trained for. */
  public Watermarking(WatermarkKey key, SortedSet<String> voices) {
    this(key, voices, new TreeSet<>());
  }

  /** No book is marked. */
  public static Watermarking none() {
    return new Watermarking(WatermarkKey.PUBLIC, new TreeSet<>());
  }

  /** What the audio of a book in which these voices speak was made by. */
  public DigitalSource source(Collection<String> speaking) {
    return speaking.stream().anyMatch(trained::contains)
        ? DigitalSource.TRAINED
        : DigitalSource.ALGORITHMIC;
  }

  /** Whether a book in which these voices speak is marked. */
  public boolean marks(Collection<String> speaking) {
    return speaking.stream().anyMatch(voices::contains);
  }
}
