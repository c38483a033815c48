package io.rhapsode.workflows.command.option;

import io.rhapsode.workflows.settings.NarrateSettings.Runner;
import io.rhapsode.workflows.settings.SettingsReader;
import picocli.CommandLine.Option;

/** The flags that say where and how widely a job runs. */
public final class RunningOptions {
  @Option(
      names = "--jobs",
      description =
          "How much is done at once in this process (default: one job a book, up to one a"
              + " processor).",
      paramLabel = "N")
  private Integer jobs;

  @Option(
      names = "--runner",
      description = "direct (default), or flink: a small cluster inside this process.",
      paramLabel = "RUNNER")
  private Runner runner;

  @Option(
      names = "--flink",
      description =
          "Run on this Flink cluster, whose machines were laid out by `rhapsode cluster pack`: the"
              + " REST address of its job manager.",
      paramLabel = "HOST:PORT")
  private String flink;

  @Option(
      names = "--slots",
      description = "Slots of the cluster that are used (default: all that are free).",
      paramLabel = "N")
  private Integer slots;

  public void overlay(SettingsReader reader) {
    SynthesisOptions.overlay(reader, "--jobs", "run/jobs", jobs);
    SynthesisOptions.overlay(
        reader, "--runner", "run/runner", flink == null ? runner : Runner.FLINK);
    SynthesisOptions.overlay(reader, "--flink", "run/flink/address", flink);
    SynthesisOptions.overlay(reader, "--slots", "run/flink/parallelism", slots);
  }
}
