package io.rhapsode.workflows.serve.job;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.progress.JobProgress;
import io.rhapsode.pipeline.report.WorkReport;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Ends a job where a stage says how far it is: what is under way is finished and kept, and nothing
 * else is begun. Safe for threads.
 */
final class CancellableProgress implements JobProgress {
  private final JobProgress listener;
  private final BooleanSupplier cancelled;
  private volatile boolean ended;

  /**
   * @param cancelled whether nobody waits for the job any more
   */
  CancellableProgress(JobProgress listener, BooleanSupplier cancelled) {
    this.listener = requireNonNull(listener, "listener is null");
    this.cancelled = requireNonNull(cancelled, "cancelled is null");
  }

  /** Whether a stage was told to end. */
  boolean hasEnded() {
    return ended;
  }

  /**
   * @throws CancellationException when the job is to end
   */
  private void goOn() {
    if (cancelled.getAsBoolean()) {
      ended = true;
      throw new CancellationException("it was cancelled");
    }
  }

  @Override
  public void reading(String workId, String source) {
    goOn();
    listener.reading(workId, source);
  }

  @Override
  public void planned(String workId, String title, int utterances, long spokenCharacters) {
    listener.planned(workId, title, utterances, spokenCharacters);
    goOn();
  }

  @Override
  public void repeated(String workId, int utterances) {
    listener.repeated(workId, utterances);
    goOn();
  }

  @Override
  public void spoken(int utterances, double audioSeconds, boolean reused) {
    listener.spoken(utterances, audioSeconds, reused);
    goOn();
  }

  @Override
  public void assembling(String workId, double fraction) {
    goOn();
    listener.assembling(workId, fraction);
  }

  @Override
  public void unreadable(String workId, String message) {
    listener.unreadable(workId, message);
  }

  @Override
  public void warned(String message) {
    listener.warned(message);
  }

  @Override
  public void restarted() {
    listener.restarted();
  }

  @Override
  public void finished(WorkReport report) {
    listener.finished(report);
  }
}
