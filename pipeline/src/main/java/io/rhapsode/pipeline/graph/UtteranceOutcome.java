package io.rhapsode.pipeline.graph;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.store.TakeReference;
import java.util.Optional;

/**
 * What became of one utterance: it has a take or a failure.
 *
 * @param ordinal position in the book, from 0
 * @param made whether its take was synthesised for it in this job
 * @param synthesisNanos what making the take cost, in nanoseconds
 */
record UtteranceOutcome(
    int ordinal,
    Optional<TakeReference> take,
    Optional<Failure> failure,
    boolean made,
    long synthesisNanos) {
  UtteranceOutcome {
    requireNonNull(take, "take is null");
    requireNonNull(failure, "failure is null");
    if (take.isPresent() == failure.isPresent()) {
      throw new IllegalArgumentException("an utterance has either a take or a failure");
    }
  }
}
