package io.rhapsode.workflows.serve.job;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.dub.DubSource;
import io.rhapsode.pipeline.progress.JobProgress;
import io.rhapsode.pipeline.report.WorkReport;
import io.rhapsode.workflows.definition.DubJob;
import io.rhapsode.workflows.definition.NarrateJob;
import io.rhapsode.workflows.progress.JobMeter;
import io.rhapsode.workflows.progress.ProgressTicker;
import io.rhapsode.workflows.review.Library;
import io.rhapsode.workflows.review.WorkRequest;
import io.rhapsode.workflows.run.DubRunner;
import io.rhapsode.workflows.run.NarrateRunner;
import io.rhapsode.workflows.run.StageFactory;
import io.rhapsode.workflows.run.folder.JobFolders;
import io.rhapsode.workflows.run.folder.JobLock;
import io.rhapsode.workflows.serve.api.ApiError;
import io.rhapsode.workflows.serve.api.ApiException;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes works again, one after the other, as the command line would. Thread-safe. */
public final class JobDesk implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(JobDesk.class);
  private static final int MOST_WAITING = 32;
  private static final int MOST_KEPT = 100;

  private final JobFolders folders;
  private final StageFactory stages;
  private final Library library;
  private final Clock clock;
  private final Deque<ReviewJob> jobs = new ArrayDeque<>();
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "review job");
            thread.setDaemon(true);
            return thread;
          });

  public JobDesk(JobFolders folders, StageFactory stages, Library library, Clock clock) {
    this.folders = requireNonNull(folders, "folders is null");
    this.stages = requireNonNull(stages, "stages is null");
    this.library = requireNonNull(library, "library is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /**
   * Has a work made again; a job that does not run yet is not asked for twice.
   *
   * @throws ApiException when there is no such work, or too much waits already
   */
  public ReviewJob start(String workId) throws IOException, ApiException {
    Library.Entry entry =
        library
            .entry(workId)
            .orElseThrow(
                () ->
                    ApiException.unknown(
                        "work_not_found", "work", "there is no such book or film"));
    synchronized (jobs) {
      Optional<ReviewJob> same =
          jobs.stream()
              .filter(job -> job.workId().equals(workId))
              .filter(job -> job.view().state() == ReviewJob.State.WAITING)
              .findFirst();
      if (same.isPresent()) {
        return same.get();
      }
      if (jobs.stream().filter(job -> !job.view().isOver()).count() >= MOST_WAITING) {
        throw ApiException.busy("%d jobs wait already".formatted(MOST_WAITING), 60);
      }
      ReviewJob job =
          new ReviewJob(
              UUID.randomUUID().toString(), workId, entry.record().title(), clock.instant());
      jobs.addFirst(job);
      while (jobs.size() > MOST_KEPT) {
        jobs.removeLast();
      }
      worker.execute(() -> run(job));
      return job;
    }
  }

  /**
   * Ends a job; one that waits is not begun.
   *
   * @throws ApiException when there is no such job, or it is over, or runs on a cluster, which ends
   *     its jobs itself
   */
  public ReviewJob cancel(String id) throws ApiException {
    ReviewJob job = job(id);
    if (job.isElsewhere()) {
      throw new ApiException(
          ApiError.invalid(
              409, "job_on_cluster", "job", "the job runs on a Flink cluster: cancel it there"));
    }
    if (!job.cancel()) {
      throw new ApiException(ApiError.invalid(409, "job_over", "job", "the job is over already"));
    }
    return job;
  }

  /**
   * @throws ApiException when there is no such job
   */
  public ReviewJob job(String id) throws ApiException {
    return jobs().stream()
        .filter(job -> job.id().equals(id))
        .findFirst()
        .orElseThrow(() -> ApiException.unknown("job_not_found", "job", "there is no such job"));
  }

  /** The latest first. */
  public List<ReviewJob> jobs() {
    synchronized (jobs) {
      return new ArrayList<>(jobs);
    }
  }

  private void run(ReviewJob job) {
    if (!job.begin()) {
      return;
    }
    try (JobLock lock = JobLock.acquire(folders)) {
      Library.Entry entry = library.entry(job.workId()).orElseThrow();
      WorkRequest request = library.currentRequest(entry);
      if (!job.takesPlace(request.settings().run().cluster().isPresent())) {
        return;
      }
      JobMeter meter = new JobMeter(1, job, System::nanoTime);
      CancellableProgress progress = new CancellableProgress(meter, job::isCancelled);
      WorkReport report;
      try (ProgressTicker ticker = new ProgressTicker(meter, job)) {
        report = request.book().isPresent() ? narrate(request, progress) : dub(request, progress);
      }
      if (progress.hasEnded()) {
        job.endCancelled();
        return;
      }
      library.made(entry, request);
      folders.evictTakes(request.settings());
      job.end(report);
    } catch (UsageException | IOException | RuntimeException e) {
      LOGGER.warn("a job of the review page failed", e);
      job.fail(String.valueOf(e.getMessage()));
    }
  }

  private WorkReport narrate(WorkRequest request, JobProgress progress)
      throws IOException, UsageException {
    BookSource book = request.book().orElseThrow();
    NarrateRunner runner =
        new NarrateRunner(new NarrateJob(request.settings(), List.of(book)), folders, stages);
    return runner.narrate(progress).books().get(0);
  }

  private WorkReport dub(WorkRequest request, JobProgress progress)
      throws IOException, UsageException {
    DubSource film = request.film().orElseThrow();
    DubRunner runner =
        new DubRunner(
            new DubJob(
                request.settings(),
                request.settings().dub().assembly(folders.output(), request.sceneCutMillis()),
                List.of(film)),
            folders,
            stages);
    return runner.dub(progress).books().get(0);
  }

  /** Waits for nothing: a job that runs is gone on with by the next run. */
  @Override
  public void close() {
    worker.shutdownNow();
  }
}
