package io.rhapsode.workflows.command.option;

import io.rhapsode.workflows.console.Announcer;
import io.rhapsode.workflows.progress.JsonLinesView;
import io.rhapsode.workflows.run.DetachedJob;
import java.io.PrintStream;
import java.util.Map;
import picocli.CommandLine.Option;

/** The flag that leaves a job to its cluster. */
public final class DetachOption {
  @Option(
      names = "--detach",
      description =
          "Leave the job to the cluster of --flink and end; `rhapsode attach` follows it.")
  private boolean detach;

  public boolean detach() {
    return detach;
  }

  /** Says how a job that was left is found again. */
  public void tell(DetachedJob left, Announcer announcer, PrintStream out) {
    if (announcer.json()) {
      new JsonLinesView(out)
          .event("detached", Map.of("job", left.id(), "flinkJob", left.flinkJob()));
    } else if (!announcer.quiet()) {
      out.println(
          "job %s is left to %s; `rhapsode attach %s` with the same --work follows it"
              .formatted(left.id(), left.address(), left.id()));
    }
  }
}
