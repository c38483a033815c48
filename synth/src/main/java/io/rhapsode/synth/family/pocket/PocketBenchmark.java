package io.rhapsode.synth.family.pocket;

import io.rhapsode.synth.compute.torch.TensorData;
import io.rhapsode.synth.compute.torch.TensorScope;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.noise.GaussianNoise;
import io.rhapsode.synth.voice.PromptState;
import io.rhapsode.synth.voice.VoiceProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;

/**
 * Measures a model of the published English sizes with random weights: how fast it speaks, how soon
 * it starts and what it needs. The loop measured is the product's own; only the end of speech,
 * which random weights do not know, is replaced by a fixed number of frames.
 */
public final class PocketBenchmark {
  private static final String CONFIG = "english_2026-04.yaml";
  private static final int CLIP_SECONDS = 5;
  private static final int ROUNDS = 5;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MILLI = 1e6;

  /**
   * What to measure.
   *
   * @param device where to run
   * @param precision how the weights are kept
   * @param slots numbers of utterances in flight
   * @param workers numbers of threads
   * @param tokens tokens of each text; a sentence of ten words has about 15
   * @param frames frames of 80 ms to make of each
   */
  public record Plan(
      TorchDevice device,
      WeightPrecision precision,
      List<Integer> slots,
      List<Integer> workers,
      int tokens,
      int frames) {
    /** Copies the lists. */
    public Plan {
      slots = List.copyOf(slots);
      workers = List.copyOf(workers);
    }
  }

  /** Stages of synthesis. */
  public enum Stage {
    /** Reading the text of one utterance into its cache. */
    TEXT,
    /** Making the next frame of every utterance. */
    STEP,
    /** Turning latents of one utterance into sound. */
    DECODE
  }

  /** One measurement. */
  public sealed interface Measurement {
    /**
     * Speed of a batch.
     *
     * @param slots utterances in flight
     * @param workers threads
     * @param audioSecondsPerSecond seconds of sound made in a second
     */
    record Throughput(int slots, int workers, double audioSecondsPerSecond)
        implements Measurement {}

    /**
     * From asking for a text to holding its first 80 ms, the voice being loaded.
     *
     * @param workers threads
     * @param millis milliseconds
     */
    record FirstAudio(int workers, double millis) implements Measurement {}

    /**
     * Making a voice of a clip.
     *
     * @param clipSeconds length of the clip
     * @param encodeMillis milliseconds in the codec's encoder
     * @param promptMillis milliseconds in the language model
     */
    record VoiceMaking(int clipSeconds, double encodeMillis, double promptMillis)
        implements Measurement {}

    /**
     * Where the time goes: one native call of a stage, on one thread.
     *
     * @param stage what was called
     * @param rows utterances of a step, frames of a decoding, tokens of a text
     * @param millis best of several, in milliseconds
     */
    record StageTime(Stage stage, int rows, double millis) implements Measurement {}

    /**
     * What is left at the end, everything being closed.
     *
     * @param peakMebibytes highest resident set of the process so far in MiB, -1 where unknown
     * @param liveTensors native handles not freed
     */
    record Memory(long peakMebibytes, long liveTensors) implements Measurement {}
  }

  private final PocketConfig config;
  private final Plan plan;
  private final Consumer<Measurement> report;

  private PocketBenchmark(PocketConfig config, Plan plan, Consumer<Measurement> report) {
    this.config = config;
    this.plan = plan;
    this.report = report;
  }

  /**
   * Runs the measurements.
   *
   * @param plan what to measure
   * @param report takes each measurement as it is made
   */
  public static void run(Plan plan, Consumer<Measurement> report) {
    run(PocketSamples.config(CONFIG), plan, report);
  }

  static void run(PocketConfig config, Plan plan, Consumer<Measurement> report) {
    new PocketBenchmark(config, plan, report).run();
  }

  private void run() {
    Map<String, TensorData> weights = PocketSamples.weights(config, 1);
    try (PocketModel model =
        PocketModel.load(config, weights, plan.device(), 1, plan.precision())) {
      try (PocketVoice voice = model.openVoice(makeVoice(model))) {
        stages(model, voice);
        for (int workers : plan.workers()) {
          report.accept(firstAudio(model, voice, workers));
          for (int slots : plan.slots()) {
            report.accept(throughput(model, voice, slots, workers));
          }
        }
      }
    }
    report.accept(
        new Measurement.Memory(ResidentMemory.peakMebibytes(), TensorScope.liveHandles()));
  }

  /** The first second is for warming up and does not count. */
  private PromptState makeVoice(PocketModel model) {
    int sampleRateHz = config.codec().sampleRateHz();
    float[] clip = new GaussianNoise(2).frame(0, 0, 0, CLIP_SECONDS * sampleRateHz, 0.1);
    model.prompt(model.encode(Arrays.copyOf(clip, sampleRateHz)));
    long start = System.nanoTime();
    VoiceProfile.Latents latents = model.encode(clip);
    long encoded = System.nanoTime();
    PromptState prompt = model.prompt(latents);
    long done = System.nanoTime();
    report.accept(
        new Measurement.VoiceMaking(
            CLIP_SECONDS, (encoded - start) / NANOS_PER_MILLI, (done - encoded) / NANOS_PER_MILLI));
    return prompt;
  }

  private void stages(PocketModel model, PocketVoice voice) {
    PocketText.Chunk chunk = chunk();
    report(Stage.TEXT, plan.tokens(), () -> model.start(voice, chunk.ids(), 1).close());
    for (int slots : plan.slots()) {
      List<PocketSequence> sequences = new ArrayList<>();
      try {
        while (sequences.size() < slots) {
          sequences.add(model.start(voice, chunk.ids(), ROUNDS));
        }
        int rows = PocketModel.steadyRows(slots, slots);
        float[] noise = new float[rows * model.latentWidth()];
        report(Stage.STEP, slots, () -> model.step(sequences, noise));
      } finally {
        sequences.forEach(PocketSequence::close);
      }
    }
    for (int frames : new int[] {1, PocketModel.FRAMES_PER_CALL}) {
      float[] latents = new float[frames * model.latentWidth()];
      try (PocketDecoding decoding = model.startDecoding()) {
        report(Stage.DECODE, frames, () -> decoding.decode(latents));
      }
    }
  }

  private void report(Stage stage, int rows, Runnable call) {
    double best = Double.POSITIVE_INFINITY;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      call.run();
      best = Math.min(best, (System.nanoTime() - start) / NANOS_PER_MILLI);
    }
    report.accept(new Measurement.StageTime(stage, rows, best));
  }

  private Measurement firstAudio(PocketModel model, PocketVoice voice, int workers) {
    PocketUtterance utterance = new PocketUtterance(voice, List.of(chunk()), 3);
    PocketSettings settings = settings(1, workers);
    double best = Double.POSITIVE_INFINITY;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      try (PocketStream stream = new PocketStream(model, settings, utterance)) {
        stream.next();
        best = Math.min(best, (System.nanoTime() - start) / NANOS_PER_MILLI);
      }
    }
    return new Measurement.FirstAudio(workers, best);
  }

  /** Twice as many utterances as slots, so that slots are refilled. */
  private Measurement throughput(PocketModel model, PocketVoice voice, int slots, int workers) {
    List<ChunkTask> tasks = new ArrayList<>();
    for (int i = 0; i < 2 * slots; i++) {
      tasks.add(new ChunkTask(i, 0, voice, chunk(), new GaussianNoise(i), 0));
    }
    ForkJoinPool pool = new ForkJoinPool(workers);
    try {
      long start = System.nanoTime();
      long samples =
          ChunkBatch.speak(model, settings(slots, workers), tasks, pool).stream()
              .mapToLong(chunk -> chunk.samples().length)
              .sum();
      double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
      double audio = (double) samples / model.config().codec().sampleRateHz();
      return new Measurement.Throughput(slots, workers, audio / seconds);
    } finally {
      pool.shutdown();
    }
  }

  private PocketText.Chunk chunk() {
    int[] ids = new int[plan.tokens()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = 4 + i;
    }
    return new PocketText.Chunk("", ids, 0, plan.frames());
  }

  /** The end is out of reach: every chunk runs to its bound. */
  private static PocketSettings settings(int slots, int workers) {
    return new PocketSettings(slots, workers, 0.7, Double.POSITIVE_INFINITY, 1, 0, 0);
  }
}
