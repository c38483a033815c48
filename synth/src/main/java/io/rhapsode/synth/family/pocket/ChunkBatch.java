package io.rhapsode.synth.family.pocket;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

/**
 * Continuous batching: keeps up to so many chunks in flight, one frame of each per step, and fills
 * a slot again the moment its chunk ends. A finished chunk is decoded as a task of its own: another
 * worker takes it while the steps go on, and with one worker it runs when the steps are done.
 *
 * <p>Everything that a chunk's sound depends on is in its {@link ChunkTask}; which others it shares
 * steps with changes nothing, see {@link PocketModel#steadyRows}.
 */
final class ChunkBatch {
  private final PocketModel model;
  private final PocketSettings settings;
  private final Deque<ChunkTask> waiting;
  private final List<ChunkGeneration> running = new ArrayList<>();
  private final List<ForkJoinTask<SpokenChunk>> decoding = new ArrayList<>();

  private ChunkBatch(PocketModel model, PocketSettings settings, List<ChunkTask> tasks) {
    this.model = model;
    this.settings = settings;
    // The longest first, so that few slots run empty at the end.
    this.waiting =
        new ArrayDeque<>(
            tasks.stream().sorted(Comparator.comparingInt(ChunkTask::tokens).reversed()).toList());
  }

  /**
   * Speaks chunks.
   *
   * @param tasks what to speak, in any order
   * @param pool whose workers compute; the calling thread only waits
   * @return one result for each task, in no particular order
   */
  static List<SpokenChunk> speak(
      PocketModel model, PocketSettings settings, List<ChunkTask> tasks, ForkJoinPool pool) {
    Callable<List<SpokenChunk>> work = new ChunkBatch(model, settings, tasks)::run;
    return pool.submit(work).join();
  }

  private List<SpokenChunk> run() {
    try {
      fill();
      while (!running.isEmpty()) {
        step();
        retire();
        fill();
      }
    } finally {
      running.forEach(ChunkGeneration::close);
    }
    return decoding.stream().map(ForkJoinTask::join).toList();
  }

  private void fill() {
    while (running.size() < settings.slots() && !waiting.isEmpty()) {
      running.add(new ChunkGeneration(waiting.remove(), settings, model));
    }
  }

  /** Makes one frame of every running chunk. */
  private void step() {
    int width = model.latentWidth();
    int rows = PocketModel.steadyRows(running.size(), settings.slots());
    float[] noise = new float[rows * width];
    for (int i = 0; i < running.size(); i++) {
      System.arraycopy(running.get(i).nextNoise(width), 0, noise, i * width, width);
    }
    float[] endLogits = model.step(running.stream().map(ChunkGeneration::sequence).toList(), noise);
    for (int i = 0; i < endLogits.length; i++) {
      running.get(i).accept(endLogits[i]);
    }
  }

  /** Frees the slots of finished chunks and hands their frames over to be decoded. */
  private void retire() {
    for (Iterator<ChunkGeneration> each = running.iterator(); each.hasNext(); ) {
      ChunkGeneration generation = each.next();
      if (generation.isFinished()) {
        each.remove();
        generation.close();
        Callable<SpokenChunk> decode = () -> SpokenChunk.of(generation, model, settings);
        decoding.add(ForkJoinTask.adapt(decode).fork());
      }
    }
  }
}
