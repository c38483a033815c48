package io.rhapsode.pipeline.graph;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.store.TakeReference;

/**
 * The take that serves an utterance.
 *
 * @param ordinal position of the utterance in its book, from 0
 */
public record UtteranceTake(int ordinal, TakeReference take) {
  public UtteranceTake {
    requireNonNull(take, "take is null");
  }
}
