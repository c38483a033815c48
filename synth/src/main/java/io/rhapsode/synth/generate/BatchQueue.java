package io.rhapsode.synth.generate;

import io.rhapsode.synth.generate.chunk.ChunkTask;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** The chunks of all batches: those that wait, that take steps, and that are decoded. */
final class BatchQueue {
  /** A chunk whose turn has not come. */
  record Waiting(Batch batch, ChunkTask task) {
    /**
     * Earlier calls first; within one the longest first, so that few slots run empty at its end.
     */
    private static final Comparator<Waiting> ORDER =
        Comparator.<Waiting>comparingLong(each -> each.batch().number())
            .thenComparing(each -> -each.task().tokens())
            .thenComparing(each -> each.task().utterance())
            .thenComparing(each -> each.task().index());
  }

  private final PriorityQueue<Waiting> waiting = new PriorityQueue<>(Waiting.ORDER);
  private final List<BatchEntry> running = new ArrayList<>();
  private final List<BatchEntry> undecoded = new ArrayList<>();

  void add(Batch batch, ChunkTask task) {
    waiting.add(new Waiting(batch, task));
  }

  /** The next chunk to be started, if fewer than so many are running. */
  Optional<Waiting> next(int slots) {
    return running.size() < slots ? Optional.ofNullable(waiting.poll()) : Optional.empty();
  }

  void begin(BatchEntry entry) {
    running.add(entry);
    undecoded.add(entry);
  }

  boolean wantsStep() {
    return !running.isEmpty() || !waiting.isEmpty();
  }

  /** Those that take part in the next step, the oldest first. */
  List<BatchEntry> running(int most) {
    return List.copyOf(running.subList(0, Math.min(most, running.size())));
  }

  /** Frees the slots of chunks whose frames are all made. */
  void retire() {
    running.removeIf(
        entry -> {
          boolean isFinished = entry.generation().isFinished();
          if (isFinished) {
            entry.generation().close();
          }
          return isFinished;
        });
  }

  /** How many have all their frames and not yet their sound. */
  int finished() {
    return undecoded.size() - running.size();
  }

  /** The oldest entry that has something to decode. */
  Optional<BatchEntry> decodable() {
    return undecoded.stream().filter(BatchEntry::wantsDecoding).findFirst();
  }

  /** Takes out an entry whose last group is decoded. */
  void remove(BatchEntry entry) {
    undecoded.remove(entry);
  }

  /**
   * Forgets what nobody waits for.
   *
   * @param isStepping whether a step is running; what takes part in it stays until it is over
   */
  void dropOver(boolean isStepping) {
    waiting.removeIf(each -> each.batch().isOver());
    if (isStepping) {
      return;
    }
    running.removeIf(
        entry -> {
          if (entry.batch().isOver()) {
            entry.generation().close();
          }
          return entry.batch().isOver();
        });
    undecoded.removeIf(
        entry -> {
          boolean isOver = entry.batch().isOver() && !entry.isBusy();
          if (isOver) {
            entry.closeDecoding();
          }
          return isOver;
        });
  }

  /** Fails every batch that has a chunk here. */
  void fail(Throwable cause) {
    waiting.forEach(each -> each.batch().fail(cause));
    undecoded.forEach(entry -> entry.batch().fail(cause));
  }
}
