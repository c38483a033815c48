package io.rhapsode.workflows.command.option;

import io.rhapsode.workflows.cluster.FlinkAccess;
import io.rhapsode.workflows.cluster.FlinkAddress;
import io.rhapsode.workflows.settings.NarrateSettings.Runner;
import io.rhapsode.workflows.settings.SettingsReader;
import io.rhapsode.workflows.settings.UsageException;
import java.util.Optional;
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

  /**
   * @throws UsageException when a cluster is named where Flink itself has started the program
   */
  public void overlay(SettingsReader reader) throws UsageException {
    Optional<String> surrounding = FlinkAccess.surrounding().map(FlinkAddress::toString);
    if (surrounding.isPresent() && (flink != null || runner != null)) {
      throw new UsageException("Flink runs this program: leave --flink and --runner out");
    }
    String cluster = surrounding.orElse(flink);
    SynthesisOptions.overlay(reader, "--jobs", "run/jobs", jobs);
    SynthesisOptions.overlay(
        reader, "--runner", "run/runner", cluster == null ? runner : Runner.FLINK);
    SynthesisOptions.overlay(reader, "--flink", "run/flink/address", cluster);
    SynthesisOptions.overlay(reader, "--slots", "run/flink/parallelism", slots);
  }
}
