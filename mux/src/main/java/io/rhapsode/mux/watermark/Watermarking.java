package io.rhapsode.mux.watermark;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which books of a job are marked.
 *
 * @param key of the marks
 * @param voices names of the voices whose books are marked
 */
public record Watermarking(WatermarkKey key, SortedSet<String> voices) implements Serializable {
  public Watermarking {
    requireNonNull(key, "key is null");
    voices = new TreeSet<>(voices);
  }

  /** No book is marked. */
  public static Watermarking none() {
    return new Watermarking(WatermarkKey.PUBLIC, new TreeSet<>());
  }

  /** Whether a book in which these voices speak is marked. */
  public boolean marks(Collection<String> speaking) {
    return speaking.stream().anyMatch(voices::contains);
  }
}
