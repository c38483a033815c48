package io.rhapsode.synth.bench;

import io.rhapsode.synth.compute.torch.TensorScope;
import io.rhapsode.synth.frame.GenerationSettings;
import io.rhapsode.synth.frame.SampleModel;
import io.rhapsode.synth.generate.FrameStream;
import io.rhapsode.synth.generate.Scheduler;
import io.rhapsode.synth.generate.chunk.Utterance;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Speaks very many short utterances with a tiny model, in batches and as streams, and watches the
 * native memory: it must not grow. For a resident set that tells, start Java with {@code -Xms}
 * equal to {@code -Xmx} and {@code -XX:+AlwaysPreTouch}: otherwise the pages of the heap become
 * resident one by one.
 */
public final class Soak {
  private static final int BATCH = 10;
  private static final long BYTES_PER_MEBIBYTE = 1 << 20;
  private static final int SLOTS = 4;
  private static final int MOST_TOKENS = 12;
  private static final int FRAMES = 6;

  /**
   * State of the process.
   *
   * @param utterances spoken so far
   * @param residentMebibytes resident set in MiB, -1 where unknown
   * @param heapMebibytes size of the Java heap in MiB, part of it once touched
   * @param liveTensors native handles in use between batches: those of the model and the voice
   */
  public record Reading(
      int utterances, long residentMebibytes, long heapMebibytes, long liveTensors) {}

  private Soak() {}

  /**
   * Runs the soak and closes the model.
   *
   * @param utterances how many, a multiple of {@code every}
   * @param every how many between two readings, a multiple of 10
   * @param report takes each reading
   */
  public static void run(SampleModel sample, int utterances, int every, Consumer<Reading> report) {
    if (every < BATCH || every % BATCH != 0 || utterances % every != 0) {
      throw new IllegalArgumentException(
          "%d utterances cannot be read every %d: take multiples of %d"
              .formatted(utterances, every, BATCH));
    }
    GenerationSettings settings =
        new GenerationSettings(SLOTS, 2, 0.7, Double.POSITIVE_INFINITY, 0, 1, 0, 0);
    try (sample;
        Scheduler scheduler = new Scheduler(sample.model(), settings)) {
      for (int spoken = BATCH; spoken <= utterances; spoken += BATCH) {
        List<Utterance> batch = batch(sample, spoken);
        scheduler.speak(batch);
        listen(scheduler, batch.get(0));
        if (spoken % every == 0) {
          report.accept(
              new Reading(
                  spoken,
                  ResidentMemory.presentMebibytes(),
                  Runtime.getRuntime().totalMemory() / BYTES_PER_MEBIBYTE,
                  TensorScope.liveHandles()));
        }
      }
    }
  }

  private static List<Utterance> batch(SampleModel sample, int seed) {
    List<Utterance> batch = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      int tokens = 1 + (seed + i) % MOST_TOKENS;
      batch.add(
          new Utterance(sample.voice(), List.of(sample.chunk(tokens, 1 + i % FRAMES)), seed + i));
    }
    return batch;
  }

  private static void listen(Scheduler scheduler, Utterance utterance) {
    try (FrameStream stream = scheduler.stream(utterance.voice(), utterance.seed())) {
      stream.push(utterance.chunks());
      stream.next();
    }
  }
}
