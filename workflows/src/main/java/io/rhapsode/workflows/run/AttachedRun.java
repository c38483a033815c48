package io.rhapsode.workflows.run;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.progress.JobAddress;
import io.rhapsode.pipeline.progress.JobProgress;
import io.rhapsode.pipeline.progress.ProgressReader;
import io.rhapsode.pipeline.report.BookReport;
import io.rhapsode.pipeline.report.JobReports;
import io.rhapsode.pipeline.report.WorkReport;
import io.rhapsode.pipeline.report.dub.DubReport;
import io.rhapsode.workflows.cluster.ClusterException;
import io.rhapsode.workflows.cluster.FlinkAddress;
import io.rhapsode.workflows.cluster.FlinkCluster;
import io.rhapsode.workflows.run.folder.JobFolders;
import io.rhapsode.workflows.run.graph.ProgressFollower;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.JobID;

/** Follows a job that was left to its cluster, from its begin to its end. Used once. */
public final class AttachedRun {
  private static final double MILLIS = 1_000;

  private final DetachedJob job;
  private final JobFolders folders;

  /**
   * @param folders those of the job
   */
  public AttachedRun(DetachedJob job, JobFolders folders) {
    this.job = requireNonNull(job, "job is null");
    this.folders = requireNonNull(folders, "folders is null");
  }

  /**
   * Waits for the end of the job, and brings its reports home.
   *
   * @throws UsageException when its cluster does not answer; the job can still be found
   */
  public JobResult<? extends WorkReport> follow(JobProgress progress)
      throws IOException, UsageException {
    JobResult<? extends WorkReport> result =
        job.films().isEmpty() ? followBooks(progress) : followFilms(progress);
    new DetachedJobs(folders).remove(job);
    return result;
  }

  private JobResult<BookReport> followBooks(JobProgress progress)
      throws IOException, UsageException {
    FinishedBooks finished = new FinishedBooks(progress);
    JobReports<BookReport> reports = new JobReports<>(folders.work(), job.id(), BookReport.class);
    Optional<Failure> broken = await(reports, finished, BookReports.STAGE);
    return result(BookReports.collect(job.books(), reports, finished, broken));
  }

  private JobResult<DubReport> followFilms(JobProgress progress)
      throws IOException, UsageException {
    JobReports<DubReport> reports = new JobReports<>(folders.work(), job.id(), DubReport.class);
    Optional<Failure> broken = await(reports, progress, DubRunner.STAGE);
    return result(DubRunner.collect(job.films(), reports, broken));
  }

  private <R extends WorkReport> JobResult<R> result(List<R> reports) {
    double seconds = (System.currentTimeMillis() - job.startedMillis()) / MILLIS;
    return new JobResult<>(reports, seconds, job.voices());
  }

  /** Why the job failed, if it did. */
  private Optional<Failure> await(JobReports<?> reports, JobProgress listener, String stage)
      throws UsageException {
    JobAddress address = new JobAddress(job.id(), folders.work());
    try (FlinkCluster cluster = FlinkCluster.connect(FlinkAddress.parse(job.address()));
        ProgressFollower follower =
            new ProgressFollower(new ProgressReader<>(address, reports, listener))) {
      return await(cluster, stage);
    } catch (ClusterException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private Optional<Failure> await(FlinkCluster cluster, String stage) throws ClusterException {
    try {
      return cluster
          .failure(JobID.fromHexString(job.flinkJob()))
          .map(why -> Failure.of(FailureCode.INTERNAL, stage, "", why));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("interrupted while the job runs on " + cluster.address(), e);
    }
  }
}
