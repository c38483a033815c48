package io.rhapsode.workflows.run;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.progress.JobProgress;
import io.rhapsode.pipeline.report.BookReport;
import io.rhapsode.pipeline.report.WorkReport;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the reports of a job's books, and tells its listener of them. A book that lost takes is
 * narrated once more, and told of when that is done. Safe for threads.
 */
final class FinishedBooks implements JobProgress {
  private final JobProgress listener;
  private final Map<String, BookReport> reports = new ConcurrentHashMap<>();
  private volatile boolean again;

  FinishedBooks(JobProgress listener) {
    this.listener = requireNonNull(listener, "listener is null");
  }

  /** The reports so far, by book. */
  Map<String, BookReport> reports() {
    return Map.copyOf(reports);
  }

  /** Whether a book would be complete, had the store not lost a take that it can make again. */
  static boolean hasLostTakes(WorkReport report) {
    return report.failures().stream().anyMatch(failure -> failure.code() == FailureCode.TAKE_LOST);
  }

  /**
   * From now on books are narrated for the second time: what was told of them is not told again.
   */
  void again() {
    again = true;
  }

  @Override
  public void finished(WorkReport report) {
    if (report instanceof BookReport book) {
      reports.put(book.workId(), book);
    }
    if (again || !hasLostTakes(report)) {
      listener.finished(report);
    } else {
      report.failures().forEach(failure -> listener.warned(failure.describe()));
    }
  }

  @Override
  public void reading(String workId, String source) {
    if (!again) {
      listener.reading(workId, source);
    }
  }

  @Override
  public void planned(String workId, String title, int utterances, long spokenCharacters) {
    if (!again) {
      listener.planned(workId, title, utterances, spokenCharacters);
    }
  }

  @Override
  public void repeated(String workId, int utterances) {
    if (!again) {
      listener.repeated(workId, utterances);
    }
  }

  @Override
  public void unreadable(String workId, String message) {
    if (!again) {
      listener.unreadable(workId, message);
    }
  }

  @Override
  public void spoken(int utterances, double audioSeconds, boolean reused) {
    if (!again) {
      listener.spoken(utterances, audioSeconds, reused);
    }
  }

  @Override
  public void assembling(String workId, double fraction) {
    listener.assembling(workId, fraction);
  }

  @Override
  public void restarted() {
    listener.restarted();
  }

  @Override
  public void warned(String message) {
    listener.warned(message);
  }
}
