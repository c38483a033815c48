package io.rhapsode.workflows.command;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.report.WorkReport;
import io.rhapsode.workflows.command.job.SpokenJob;
import io.rhapsode.workflows.command.option.AnnouncingOptions;
import io.rhapsode.workflows.command.option.WorkFolderOption;
import io.rhapsode.workflows.console.Announcer;
import io.rhapsode.workflows.console.Installation;
import io.rhapsode.workflows.progress.JobMeter;
import io.rhapsode.workflows.progress.ProgressTicker;
import io.rhapsode.workflows.progress.ProgressView;
import io.rhapsode.workflows.run.AttachedRun;
import io.rhapsode.workflows.run.DetachedJob;
import io.rhapsode.workflows.run.DetachedJobs;
import io.rhapsode.workflows.run.JobResult;
import io.rhapsode.workflows.run.folder.JobFolders;
import io.rhapsode.workflows.run.folder.JobLock;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Follows a job that was left to a cluster. */
@Command(
    name = "attach",
    description =
        "Follows a job that was left to a cluster with --detach, to its end, and says what became"
            + " of it. Ctrl-C leaves the job alone.",
    mixinStandardHelpOptions = true)
final class AttachCommand implements Callable<Integer> {
  private final PrintStream out;
  private final PrintStream err;

  @Parameters(paramLabel = "JOB", description = "The job's id, or how it begins.")
  private String id;

  @Mixin private WorkFolderOption work;

  @Mixin private AnnouncingOptions announcing;

  AttachCommand(PrintStream out, PrintStream err) {
    this.out = requireNonNull(out, "out is null");
    this.err = requireNonNull(err, "err is null");
  }

  @Override
  public Integer call() throws IOException, UsageException {
    JobFolders named = work.folders();
    DetachedJob job = new DetachedJobs(named).require(id);
    JobFolders folders = new JobFolders(named.work(), Path.of(job.output()));
    try (JobLock lock = JobLock.acquire(folders)) {
      Installation.logTo(folders.log());
      Announcer announcer = announcing.announcer(out, err);
      ProgressView view = announcer.view();
      JobMeter meter = new JobMeter(job.works(), view, System::nanoTime);
      JobResult<? extends WorkReport> result;
      try (ProgressTicker ticker = new ProgressTicker(meter, view)) {
        result = new AttachedRun(job, folders).follow(meter);
      }
      if (job.signed()) {
        SpokenJob.sign(result, announcer);
      }
      announcer.announce(result, folders);
      return result.exitCode();
    }
  }
}
