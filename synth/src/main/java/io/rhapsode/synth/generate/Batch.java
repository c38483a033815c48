package io.rhapsode.synth.generate;

import io.rhapsode.synth.generate.chunk.SpokenChunk;
import io.rhapsode.synth.generate.chunk.Utterance;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The chunks of one call and what became of them. Guarded by the queue's lock but for {@link
 * #result}.
 */
final class Batch {
  private final List<SpokenChunk[]> spoken = new ArrayList<>();
  private final CompletableFuture<List<SpokenChunk[]>> result = new CompletableFuture<>();
  private final long number;
  private int missing;

  /**
   * @param number of the call; earlier calls go first
   */
  Batch(long number, List<Utterance> utterances) {
    this.number = number;
    for (Utterance utterance : utterances) {
      spoken.add(new SpokenChunk[utterance.chunks().size()]);
      missing += utterance.chunks().size();
    }
    if (missing == 0) {
      result.complete(spoken);
    }
  }

  long number() {
    return number;
  }

  /** Takes a chunk that needs no further attempt. */
  void settle(SpokenChunk chunk) {
    spoken.get(chunk.task().utterance())[chunk.task().index()] = chunk;
    missing--;
    if (missing == 0) {
      result.complete(spoken);
    }
  }

  void fail(Throwable cause) {
    result.completeExceptionally(cause);
  }

  /** Whether nobody waits for it any more: it is done, failed or cancelled. */
  boolean isOver() {
    return result.isDone();
  }

  /** The chunks of each utterance, in their order, once all are there. */
  CompletableFuture<List<SpokenChunk[]>> result() {
    return result;
  }
}
