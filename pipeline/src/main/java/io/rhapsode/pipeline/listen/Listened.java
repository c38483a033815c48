package io.rhapsode.pipeline.listen;

import static java.util.Objects.requireNonNull;

/**
 * What came of listening to the takes of an utterance.
 *
 * @param verdict on the take that is kept
 * @param refused how many takes before it were refused, in this job or an earlier one
 */
public record Listened(Verdict verdict, int refused) {
  public Listened {
    requireNonNull(verdict, "verdict is null");
    if (refused < 0) {
      throw new IllegalArgumentException("refused is negative: " + refused);
    }
  }
}
