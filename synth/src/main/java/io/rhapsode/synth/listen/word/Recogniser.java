package io.rhapsode.synth.listen.word;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.audio.PcmClip;
import java.io.IOException;
import java.util.List;

/**
 * Writes down what is said. The same clip gives the same words, whatever is heard beside it. Used
 * by one thread at a time; whoever opened it closes it.
 */
public interface Recogniser extends AutoCloseable {
  /** The model with what else decides its results. */
  String identity();

  /** Whether it knows a language, by its BCP 47 primary tag. */
  boolean knows(String primaryLanguage);

  /**
   * The words of each clip in order.
   *
   * @param clips at any sample rates, of any lengths
   * @param language BCP 47 tag of what is said; one that it knows
   * @throws IOException if the model refuses a clip
   */
  List<List<HeardWord>> recognise(List<PcmClip> clips, String language, Care care)
      throws IOException;

  @Override
  void close();

  /** How closely to listen. */
  enum Care {
    /** At a fraction of the cost; now and then something is heard that is not there. */
    QUICK,
    /** As well as the model can. */
    THOROUGH
  }

  /**
   * A word that was heard.
   *
   * @param text as it is written, with the punctuation that belongs to it, without spaces around it
   * @param startSeconds when it begins in the clip
   * @param endSeconds when it ends
   * @param confidence mean probability of its parts, 0 to 1
   */
  record HeardWord(String text, double startSeconds, double endSeconds, double confidence) {
    public HeardWord {
      requireNonNull(text, "text is null");
    }
  }
}
