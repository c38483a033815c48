package io.rhapsode.pipeline.timeline;

import java.io.Serializable;

/**
 * Silence around what is heard.
 *
 * @param headMillis silence before the first utterance, in milliseconds
 * @param tailMillis least silence after the last utterance, in milliseconds
 * @param everyChapter whether each chapter has its own margins, because it is a file of its own
 */
public record Margins(int headMillis, int tailMillis, boolean everyChapter)
    implements Serializable {
  /** No silence but the pauses of the plan. */
  public static final Margins NONE = new Margins(0, 0, false);

  public Margins {
    if (headMillis < 0 || tailMillis < 0) {
      throw new IllegalArgumentException(
          "head %d ms or tail %d ms is negative".formatted(headMillis, tailMillis));
    }
  }
}
