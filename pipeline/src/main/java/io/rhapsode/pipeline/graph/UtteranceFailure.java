package io.rhapsode.pipeline.graph;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.failure.Failure;

/**
 * Why an utterance has no take.
 *
 * @param ordinal position of the utterance in its book, from 0
 */
public record UtteranceFailure(int ordinal, Failure failure) {
  public UtteranceFailure {
    requireNonNull(failure, "failure is null");
  }
}
