package io.rhapsode.workflows.command.bench;

import static java.util.Objects.requireNonNull;

import io.rhapsode.synth.bench.Measurement;
import io.rhapsode.synth.bench.Measurement.Crowd;
import io.rhapsode.synth.bench.Measurement.Extra;
import io.rhapsode.synth.bench.Measurement.FirstAudio;
import io.rhapsode.synth.bench.Measurement.Memory;
import io.rhapsode.synth.bench.Measurement.StageTime;
import io.rhapsode.synth.bench.Measurement.StepCounts;
import io.rhapsode.synth.bench.Measurement.StepWork;
import io.rhapsode.synth.bench.Measurement.StreamSpeed;
import io.rhapsode.synth.bench.Measurement.Throughput;
import io.rhapsode.synth.bench.SynthBenchmark;
import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.compute.SynthesisSettings;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.family.ModelFamily;
import io.rhapsode.synth.frame.FrameModel;
import io.rhapsode.synth.frame.SampleModel;
import io.rhapsode.synth.registry.ModelFamilies;
import io.rhapsode.workflows.console.TextTable;
import io.rhapsode.workflows.run.JobResult;
import io.rhapsode.workflows.settings.UsageException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the neural engine; needs no model, since weights are made up in the published sizes. */
@Command(
    name = "synth",
    description = {
      "Measures neural speech on made-up weights of the published sizes.",
      "Stop other programs first: figures of a busy machine mean little."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class BenchSynthCommand implements Callable<Integer> {
  private static final int SENTENCE_TOKENS = 15;
  private static final double SENTENCE_SECONDS = 4.0;
  private static final double QUICK_SECONDS = 1.2;
  private static final int STREAMS = 10;

  private final PrintStream out;

  @Option(
      names = "--device",
      defaultValue = "auto",
      paramLabel = "DEVICE",
      description = "auto, cpu or cuda:N.")
  private String device;

  @Option(
      names = "--family",
      paramLabel = "FAMILY",
      description = "Which family of models (default: the first that can be measured).")
  private String family;

  @Option(
      names = "--precision",
      split = ",",
      description = "What to measure, of float32, int8 and bfloat16 (default: float32,int8).",
      paramLabel = "PRECISION")
  private List<WeightPrecision> precisions = List.of(WeightPrecision.FLOAT32, WeightPrecision.INT8);

  @Option(
      names = "--quick",
      description = "Short sentences, batches of 1 and 4, one thread: half a minute.")
  private boolean quick;

  public BenchSynthCommand(PrintStream out) {
    this.out = requireNonNull(out, "out is null");
  }

  @Override
  public Integer call() throws UsageException {
    for (WeightPrecision precision : precisions) {
      NeuralRuntime runtime = new NeuralRuntime(new SynthesisSettings(device, precision, 1), 1);
      SampleModel sample = sample(runtime);
      SynthBenchmark.Plan plan = plan(sample.model());
      out.println(
          "%s on %s; sentences of %d tokens and %.1f s"
              .formatted(precision, runtime.requireDevice(), plan.tokens(), seconds()));
      List<Measurement> measured = new ArrayList<>();
      SynthBenchmark.run(sample, plan, runtime.requireDevice(), measured::add);
      print(plan, measured);
    }
    return JobResult.COMPLETE;
  }

  private SampleModel sample(NeuralRuntime runtime) throws UsageException {
    try {
      for (ModelFamily known : ModelFamilies.all()) {
        if (family == null || family.equals(known.id())) {
          Optional<SampleModel> sample = known.sampleModel(SampleModel.Size.PUBLISHED, runtime);
          if (sample.isPresent()) {
            return sample.get();
          }
        }
      }
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
    throw new UsageException(
        "--family: no family '%s' can be measured; there are %s"
            .formatted(
                family,
                String.join(", ", ModelFamilies.all().stream().map(ModelFamily::id).toList())));
  }

  private double seconds() {
    return quick ? QUICK_SECONDS : SENTENCE_SECONDS;
  }

  private SynthBenchmark.Plan plan(FrameModel model) {
    double framesPerSecond = (double) model.sampleRateHz() / model.samplesPerFrame();
    return new SynthBenchmark.Plan(
        quick ? List.of(1, 4) : List.of(1, 4, 16, 32),
        quick ? List.of(1) : List.of(1, 2),
        SENTENCE_TOKENS,
        (int) Math.round(seconds() * framesPerSecond),
        quick ? 0 : STREAMS);
  }

  private void print(SynthBenchmark.Plan plan, List<Measurement> measured) {
    List<String> header = new ArrayList<>(List.of("measured"));
    plan.workers().forEach(n -> header.add(n == 1 ? "1 thread" : n + " threads"));
    List<List<String>> rows = new ArrayList<>(speeds(plan, measured));
    rows.addAll(singles(measured));
    for (List<String> row : rows) {
      while (row.size() < header.size()) {
        row.add("");
      }
    }
    out.print(TextTable.of(header, rows));
  }

  /** What depends on the number of threads. */
  private static List<List<String>> speeds(SynthBenchmark.Plan plan, List<Measurement> measured) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        row(
            "time to first audio",
            of(measured, FirstAudio.class).map(each -> millis(each.millis()))));
    rows.add(
        row(
            "audio s/s, one stream",
            of(measured, StreamSpeed.class)
                .map(each -> "%.2f".formatted(each.audioSecondsPerSecond()))));
    for (int slots : plan.slots()) {
      rows.add(
          row(
              "audio s/s, batch " + slots,
              of(measured, Throughput.class)
                  .filter(each -> each.slots() == slots)
                  .map(each -> "%.2f".formatted(each.audioSecondsPerSecond()))));
    }
    if (plan.streams() > 0) {
      String crowd = "%d streams beside a batch: ".formatted(plan.streams());
      rows.add(
          row(
              crowd + "first audio",
              of(measured, Crowd.class).map(each -> millis(each.firstAudioMillis()))));
      rows.add(
          row(
              crowd + "largest gap",
              of(measured, Crowd.class).map(each -> millis(each.gapMillis()))));
    }
    return rows;
  }

  /** What was measured once, on one thread. */
  private static List<List<String>> singles(List<Measurement> measured) {
    List<List<String>> rows = new ArrayList<>();
    for (Measurement each : measured) {
      if (each instanceof Extra extra) {
        rows.add(row(extra.name(), Stream.of(millis(extra.millis()))));
      } else if (each instanceof StepWork work) {
        rows.addAll(machine(work));
      } else if (each instanceof StageTime time) {
        rows.add(row(stage(time), Stream.of(millis(time.millis()))));
        of(measured, StepWork.class).forEach(work -> shares(work, time).ifPresent(rows::add));
      } else if (each instanceof StepCounts counts) {
        rows.add(
            row(
                "  native calls, waits for the device, handles kept",
                Stream.of(
                    "%.0f, %.0f, %.0f"
                        .formatted(counts.calls(), counts.reads(), counts.keptHandles()))));
      } else if (each instanceof Memory memory) {
        rows.add(row("peak memory of the process", Stream.of(memory.peakMebibytes() + " MiB")));
        rows.add(row("tensors alive at the end", Stream.of("" + memory.liveTensors())));
      }
    }
    return rows;
  }

  private static List<List<String>> machine(StepWork work) {
    return List.of(
        row(
            "this machine reads, one thread",
            Stream.of(giga(work.machine().bytesPerSecond(), "GB/s"))),
        row("this machine computes", Stream.of(giga(work.machine().flopPerSecond(), "GFLOP/s"))),
        row("a step reads", Stream.of(giga(work.stepBytes(), "GB"))),
        row("a frame takes", Stream.of(giga(work.stepFlop(), "GFLOP"))));
  }

  private static Optional<List<String>> shares(StepWork work, StageTime time) {
    return time.stage() != Measurement.Stage.STEP
        ? Optional.empty()
        : Optional.of(
            row(
                "  of what the machine reads, computes",
                Stream.of(
                    "%.0f %%, %.0f %%"
                        .formatted(100 * work.bandwidthShare(time), 100 * work.flopShare(time)))));
  }

  private static String giga(double number, String unit) {
    return "%.2f %s".formatted(number / 1e9, unit);
  }

  private static String stage(StageTime time) {
    String name = time.stage().name().toLowerCase(Locale.ROOT);
    return switch (time.stage()) {
      case TEXT -> "one call of %s, %d tokens".formatted(name, time.rows());
      case STEP -> "one call of %s, batch %d".formatted(name, time.rows());
      case DECODE -> "one call of %s, frames: %d".formatted(name, time.rows());
    };
  }

  private static <T extends Measurement> Stream<T> of(List<Measurement> measured, Class<T> kind) {
    return measured.stream().filter(kind::isInstance).map(kind::cast);
  }

  private static List<String> row(String name, Stream<String> values) {
    List<String> row = new ArrayList<>(List.of(name));
    values.forEach(row::add);
    return row;
  }

  private static String millis(double millis) {
    return "%.1f ms".formatted(millis);
  }
}
