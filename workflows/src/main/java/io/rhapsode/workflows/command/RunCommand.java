package io.rhapsode.workflows.command;

import static java.util.Objects.requireNonNull;

import io.rhapsode.workflows.command.job.SpokenJob;
import io.rhapsode.workflows.command.option.AnnouncingOptions;
import io.rhapsode.workflows.command.option.SettingsOptions;
import io.rhapsode.workflows.console.Announcer;
import io.rhapsode.workflows.console.Installation;
import io.rhapsode.workflows.job.JobPlan;
import io.rhapsode.workflows.job.JobRun;
import io.rhapsode.workflows.job.StatusFile;
import io.rhapsode.workflows.job.file.PointInTime;
import io.rhapsode.workflows.run.JobResult;
import io.rhapsode.workflows.run.StageFactory;
import io.rhapsode.workflows.run.folder.JobFolders;
import io.rhapsode.workflows.run.folder.JobLock;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a job of many works. */
@Command(
    name = "run",
    description = {
      "Makes the works that a job file names: audiobooks and dubs.",
      "What is finished and unchanged is left as it is, so that the same job can be run every"
          + " night."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:every work is complete",
      "1:no work was made",
      "2:nothing was begun: a flag, a setting, the job file or a folder is wrong",
      "3:some works or parts of them are missing, or rows of the job are wrong",
      "130, 143:stopped by Ctrl-C or a signal; run the same command to go on"
    })
final class RunCommand implements Callable<Integer> {
  private final StageFactory stages;
  private final PrintStream out;
  private final PrintStream err;

  @Parameters(
      paramLabel = "JOB",
      description =
          "YAML with 'settings' and 'works', or CSV with a row a work; see conf/jobs for both."
              + " Flags win over what it says.")
  private Path file;

  @Mixin private SettingsOptions options;

  @Option(
      names = "--since",
      description =
          "Only works of which a file was changed since then: 2026-11-24, 2026-11-24T18:00Z, or 36h"
              + " or 7d ago.",
      paramLabel = "TIME")
  private String since;

  @Option(
      names = "--status",
      description = "JSON for monitoring, kept up to date (default: status.json in --out).",
      paramLabel = "FILE")
  private Path status;

  @Mixin private AnnouncingOptions announcing;

  RunCommand(StageFactory stages, PrintStream out, PrintStream err) {
    this.stages = requireNonNull(stages, "stages is null");
    this.out = requireNonNull(out, "out is null");
    this.err = requireNonNull(err, "err is null");
  }

  @Override
  public Integer call() throws IOException, UsageException {
    Optional<Instant> after =
        since == null
            ? Optional.empty()
            : Optional.of(PointInTime.parse("--since", since, Clock.systemDefaultZone()));
    JobPlan plan =
        JobPlan.of(file, options.files(Installation.home()), options::settings, stages, after);
    JobRun run = new JobRun(plan, stages);
    JobFolders folders = run.folders();
    try (JobLock lock = JobLock.acquire(folders, run.furtherOutputs())) {
      Installation.logTo(folders.log());
      Announcer announcer = announcing.announcer(out, err);
      if (plan.older() > 0 && !announcer.quiet() && !announcer.json()) {
        err.println("passed over: %d works unchanged since %s".formatted(plan.older(), since));
      }
      if (run.works() == 0) {
        return JobResult.COMPLETE;
      }
      SpokenJob spoken = new SpokenJob(plan.settings(), folders, announcer);
      spoken.requireMeans(run.voices());
      Path monitored = status == null ? folders.output().resolve("status.json") : status;
      StatusFile[] told = new StatusFile[1];
      int exitCode =
          spoken.run(
              run.works(), view -> told[0] = new StatusFile(monitored, file, view), run::run);
      told[0].end(exitCode);
      return exitCode;
    }
  }
}
