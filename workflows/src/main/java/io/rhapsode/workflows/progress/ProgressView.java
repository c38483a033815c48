package io.rhapsode.workflows.progress;

import io.rhapsode.pipeline.report.WorkReport;

/**
 * Shows how far a job is. Events come from the workers' threads one at a time; updates from a
 * thread of their own. Closing leaves the terminal clean.
 */
public interface ProgressView extends AutoCloseable {
  /** Shows nothing. */
  ProgressView SILENT =
      new ProgressView() {
        @Override
        public void update(Snapshot snapshot) {}

        @Override
        public long intervalMillis() {
          return 60_000;
        }

        @Override
        public void close() {}
      };

  /**
   * @param source the document, as it was asked for
   */
  default void planned(String source, String title, int utterances, long spokenCharacters) {}

  /**
   * @param source the document, as it was asked for
   */
  default void unreadable(String source, String message) {}

  default void warned(String message) {}

  default void finished(WorkReport report) {}

  /** Called every now and then, and once at the end. */
  void update(Snapshot snapshot);

  /** Milliseconds between updates. */
  long intervalMillis();

  @Override
  void close();
}
