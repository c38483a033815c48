package io.rhapsode.synth.bench;

import io.rhapsode.synth.bench.Measurement.Stage;
import io.rhapsode.synth.compute.demand.ModelDemand;
import io.rhapsode.synth.compute.torch.TensorScope;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.compute.torch.TorchModule;
import io.rhapsode.synth.frame.FrameDecoding;
import io.rhapsode.synth.frame.FrameModel;
import io.rhapsode.synth.frame.FrameNoise;
import io.rhapsode.synth.frame.FrameSequence;
import io.rhapsode.synth.frame.GenerationSettings;
import io.rhapsode.synth.frame.SampleModel;
import io.rhapsode.synth.generate.FrameStream;
import io.rhapsode.synth.generate.Scheduler;
import io.rhapsode.synth.generate.chunk.Outcome;
import io.rhapsode.synth.generate.chunk.Utterance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * Measures a model with random weights: how fast it speaks, how soon it starts and what it needs.
 * The loop measured is the product's own; only the end of speech, which random weights do not know,
 * is replaced by a fixed number of frames.
 */
public final class SynthBenchmark {
  private static final int ROUNDS = 5;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MILLI = 1e6;

  /**
   * What to measure.
   *
   * @param slots numbers of utterances in flight
   * @param workers numbers of threads
   * @param tokens tokens of each text; a sentence of ten words has about 15
   * @param frames frames to make of each
   * @param streams streams beside a batch of as many slots as the most; 0 to leave that out
   */
  public record Plan(
      List<Integer> slots, List<Integer> workers, int tokens, int frames, int streams) {
    /** Copies the lists. */
    public Plan {
      slots = List.copyOf(slots);
      workers = List.copyOf(workers);
    }
  }

  private final SampleModel sample;
  private final FrameModel model;
  private final Plan plan;
  private final TorchDevice device;
  private final Consumer<Measurement> report;

  private SynthBenchmark(
      SampleModel sample, Plan plan, TorchDevice device, Consumer<Measurement> report) {
    this.sample = sample;
    this.model = sample.model();
    this.plan = plan;
    this.device = device;
    this.report = report;
  }

  /**
   * Runs the measurements and closes the model.
   *
   * @param plan what to measure
   * @param device where the model is
   * @param report takes each measurement as it is made
   */
  public static void run(
      SampleModel sample, Plan plan, TorchDevice device, Consumer<Measurement> report) {
    try (sample) {
      new SynthBenchmark(sample, plan, device, report).run();
    }
    report.accept(
        new Measurement.Memory(ResidentMemory.peakMebibytes(), TensorScope.liveHandles()));
  }

  private void run() {
    for (SampleModel.Work work : sample.work()) {
      work.run().run();
      report.accept(new Measurement.Extra(work.name(), millis(work.run())));
    }
    if (sample.demand().isPresent()) {
      ModelDemand demand = sample.demand().get();
      report.accept(
          new Measurement.StepWork(
              demand.stepBytes(), demand.stepFlop(), MachineSpeed.measure(device)));
    }
    stages();
    for (int workers : plan.workers()) {
      report.accept(firstAudio(workers));
      report.accept(streamSpeed(workers));
      for (int slots : plan.slots()) {
        report.accept(throughput(slots, workers));
      }
      if (plan.streams() > 0) {
        report.accept(crowd(workers));
      }
    }
  }

  private void stages() {
    report(Stage.TEXT, plan.tokens(), () -> start(1).close());
    for (int slots : plan.slots()) {
      List<FrameSequence> sequences = new ArrayList<>();
      try {
        while (sequences.size() < slots) {
          sequences.add(start(2 * ROUNDS));
        }
        report(Stage.STEP, slots, () -> model.step(sequences, slots > 1));
        report.accept(counts(sequences));
      } finally {
        sequences.forEach(FrameSequence::close);
      }
    }
    float[] frame = frame();
    for (int frames : new int[] {1, model.framesPerCall()}) {
      try (FrameDecoding decoding = model.startDecoding()) {
        report(Stage.DECODE, frames, () -> decoding.decode(Collections.nCopies(frames, frame)));
      }
    }
  }

  private Measurement counts(List<FrameSequence> sequences) {
    long calls = TorchModule.calls();
    long reads = TensorScope.reads();
    long handles = TensorScope.liveHandles();
    for (int round = 0; round < ROUNDS; round++) {
      model.step(sequences, sequences.size() > 1);
    }
    return new Measurement.StepCounts(
        sequences.size(),
        (double) (TorchModule.calls() - calls) / ROUNDS,
        (double) (TensorScope.reads() - reads) / ROUNDS,
        (double) (TensorScope.liveHandles() - handles) / ROUNDS);
  }

  private FrameSequence start(int frames) {
    FrameNoise silence = (step, count) -> new float[count];
    return model.start(sample.voice(), sample.chunk(plan.tokens(), frames), silence);
  }

  private float[] frame() {
    try (FrameSequence sequence = start(1)) {
      return model.step(List.of(sequence), false).get(0).frame();
    }
  }

  private void report(Stage stage, int rows, Runnable call) {
    double best = Double.POSITIVE_INFINITY;
    for (int round = 0; round < ROUNDS; round++) {
      best = Math.min(best, millis(call));
    }
    report.accept(new Measurement.StageTime(stage, rows, best));
  }

  private Measurement firstAudio(int workers) {
    double best = Double.POSITIVE_INFINITY;
    try (Scheduler scheduler = new Scheduler(model, settings(1, workers))) {
      for (int round = 0; round < ROUNDS; round++) {
        try (FrameStream stream = scheduler.stream(sample.voice(), 3)) {
          best =
              Math.min(
                  best,
                  millis(
                      () -> {
                        stream.push(List.of(sample.chunk(plan.tokens(), plan.frames())));
                        stream.next();
                      }));
        }
      }
    }
    return new Measurement.FirstAudio(workers, best);
  }

  private Measurement streamSpeed(int workers) {
    try (Scheduler scheduler = new Scheduler(model, settings(1, workers));
        FrameStream stream = scheduler.stream(sample.voice(), 3)) {
      long start = System.nanoTime();
      stream.push(List.of(sample.chunk(plan.tokens(), plan.frames())));
      long samples = 0;
      for (var frame = stream.next(); frame.isPresent(); frame = stream.next()) {
        samples += frame.get().length;
      }
      return new Measurement.StreamSpeed(workers, audioPerSecond(samples, start));
    }
  }

  /** Twice as many utterances as slots, so that slots are refilled. */
  private Measurement throughput(int slots, int workers) {
    try (Scheduler scheduler = new Scheduler(model, settings(slots, workers))) {
      long start = System.nanoTime();
      // The end is out of reach: every outcome is a defect, its sound being made all the same.
      List<Outcome> outcomes = scheduler.speak(utterances(2 * slots));
      long samples = (long) outcomes.size() * plan.frames() * model.samplesPerFrame();
      return new Measurement.Throughput(slots, workers, audioPerSecond(samples, start));
    }
  }

  private Measurement crowd(int workers) {
    int slots = Collections.max(plan.slots());
    try (Scheduler scheduler = new Scheduler(model, settings(slots, workers))) {
      Listeners listeners =
          new Listeners(scheduler, sample.voice(), sample.chunk(plan.tokens(), plan.frames()));
      return listeners.beside(utterances(2 * slots), plan.streams(), workers);
    }
  }

  private List<Utterance> utterances(int count) {
    List<Utterance> utterances = new ArrayList<>();
    for (int seed = 0; seed < count; seed++) {
      utterances.add(
          new Utterance(sample.voice(), List.of(sample.chunk(plan.tokens(), plan.frames())), seed));
    }
    return utterances;
  }

  private double audioPerSecond(long samples, long startNanos) {
    double seconds = (System.nanoTime() - startNanos) / NANOS_PER_SECOND;
    return (double) samples / model.sampleRateHz() / seconds;
  }

  private static double millis(Runnable call) {
    long start = System.nanoTime();
    call.run();
    return (System.nanoTime() - start) / NANOS_PER_MILLI;
  }

  /** The end is out of reach: every chunk runs to its bound. */
  private static GenerationSettings settings(int slots, int workers) {
    return new GenerationSettings(slots, workers, 0.7, Double.POSITIVE_INFINITY, 0, 1, 0, 0);
  }
}
