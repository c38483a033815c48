package io.rhapsode.workflows.serve.job;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.dub.DubSource;
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

  /** The latest first. */
  public List<ReviewJob> jobs() {
    synchronized (jobs) {
      return new ArrayList<>(jobs);
    }
  }

  private void run(ReviewJob job) {
    job.begin();
    try (JobLock lock = JobLock.acquire(folders)) {
      Library.Entry entry = library.entry(job.workId()).orElseThrow();
      WorkRequest request = library.currentRequest(entry);
      JobMeter meter = new JobMeter(1, job, System::nanoTime);
      WorkReport report;
      try (ProgressTicker ticker = new ProgressTicker(meter, job)) {
        report = request.book().isPresent() ? narrate(request, meter) : dub(request, meter);
      }
      library.made(entry, request);
      folders.evictTakes(request.settings());
      job.end(report);
    } catch (UsageException | IOException | RuntimeException e) {
      LOGGER.warn("a job of the review page failed", e);
      job.fail(String.valueOf(e.getMessage()));
    }
  }

  private WorkReport narrate(WorkRequest request, JobMeter meter)
      throws IOException, UsageException {
    BookSource book = request.book().orElseThrow();
    NarrateRunner runner =
        new NarrateRunner(new NarrateJob(request.settings(), List.of(book)), folders, stages);
    return runner.narrate(meter).books().get(0);
  }

  private WorkReport dub(WorkRequest request, JobMeter meter) throws IOException, UsageException {
    DubSource film = request.film().orElseThrow();
    DubRunner runner =
        new DubRunner(
            new DubJob(
                request.settings(),
                request.settings().dub().assembly(folders.output(), request.sceneCutMillis()),
                List.of(film)),
            folders,
            stages);
    return runner.dub(meter).books().get(0);
  }

  /** Waits for nothing: a job that runs is gone on with by the next run. */
  @Override
  public void close() {
    worker.shutdownNow();
  }
}
