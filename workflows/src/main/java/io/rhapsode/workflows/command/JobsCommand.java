package io.rhapsode.workflows.command;

import static java.util.Objects.requireNonNull;

import io.rhapsode.workflows.command.option.WorkFolderOption;
import io.rhapsode.workflows.run.DetachedJob;
import io.rhapsode.workflows.run.DetachedJobs;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the jobs that were left to clusters. */
@Command(
    name = "jobs",
    description = "Lists the jobs of a work folder that were left to a cluster with --detach.",
    mixinStandardHelpOptions = true)
final class JobsCommand implements Callable<Integer> {
  private final PrintStream out;

  @Mixin private WorkFolderOption work;

  JobsCommand(PrintStream out) {
    this.out = requireNonNull(out, "out is null");
  }

  @Override
  public Integer call() throws IOException, UsageException {
    List<DetachedJob> jobs = new DetachedJobs(work.folders()).all();
    if (jobs.isEmpty()) {
      out.println("no job of this work folder was left to a cluster");
      return 0;
    }
    for (DetachedJob job : jobs) {
      out.println(
          "%s  %s  %d works since %s on %s: %s"
              .formatted(
                  job.id(),
                  job.output(),
                  job.works(),
                  Instant.ofEpochMilli(job.startedMillis()),
                  job.address(),
                  DetachedJobs.state(job)));
    }
    return 0;
  }
}
