package io.rhapsode.synth.bench;

import io.rhapsode.synth.frame.Chunk;
import io.rhapsode.synth.frame.FrameVoice;
import io.rhapsode.synth.generate.FrameStream;
import io.rhapsode.synth.generate.Scheduler;
import io.rhapsode.synth.generate.chunk.Utterance;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Streams that are listened to beside a batch job, each by a thread of its own. */
final class Listeners {
  private static final double NANOS_PER_MILLI = 1e6;

  private final Scheduler scheduler;
  private final FrameVoice voice;
  private final Chunk chunk;

  /**
   * What a listener met, in nanoseconds.
   *
   * @param first until the first frame
   * @param gap longest between two frames
   */
  private record Wait(long first, long gap) {}

  Listeners(Scheduler scheduler, FrameVoice voice, Chunk chunk) {
    this.scheduler = scheduler;
    this.voice = voice;
    this.chunk = chunk;
  }

  /** Starts the batch, then so many streams at once, and waits for the streams. */
  Measurement.Crowd beside(List<Utterance> batch, int streams, int workers) {
    CompletableFuture<Void> job = started(() -> scheduler.speak(batch));
    List<Wait> waits = new ArrayList<>();
    List<CompletableFuture<Void>> listeners = new ArrayList<>();
    for (int seed = 0; seed < streams; seed++) {
      int own = seed;
      listeners.add(
          started(
              () -> {
                Wait wait = listen(own);
                synchronized (waits) {
                  waits.add(wait);
                }
              }));
    }
    listeners.forEach(CompletableFuture::join);
    job.join();
    return new Measurement.Crowd(
        streams,
        workers,
        waits.stream().mapToLong(Wait::first).max().orElse(0) / NANOS_PER_MILLI,
        waits.stream().mapToLong(Wait::gap).max().orElse(0) / NANOS_PER_MILLI);
  }

  private Wait listen(int seed) {
    try (FrameStream stream = scheduler.stream(voice, seed)) {
      long start = System.nanoTime();
      stream.push(List.of(chunk));
      stream.next();
      long last = System.nanoTime();
      long first = last - start;
      long gap = 0;
      while (stream.next().isPresent()) {
        gap = Math.max(gap, System.nanoTime() - last);
        last = System.nanoTime();
      }
      return new Wait(first, gap);
    }
  }

  private static CompletableFuture<Void> started(Runnable work) {
    return CompletableFuture.runAsync(work, task -> new Thread(task, "listener").start());
  }
}
