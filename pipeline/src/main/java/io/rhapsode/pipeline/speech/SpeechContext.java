package io.rhapsode.pipeline.speech;

import static java.util.Objects.requireNonNull;

/**
 * What stands around a text that is spoken and may colour its melody; it is not spoken itself.
 *
 * @param before normalised text before it; possibly empty
 * @param after normalised text after it; possibly empty
 */
public record SpeechContext(String before, String after) {
  /** A text on its own. */
  public static final SpeechContext NONE = new SpeechContext("", "");

  public SpeechContext {
    requireNonNull(before, "before is null");
    requireNonNull(after, "after is null");
  }
}
