package io.rhapsode.pipeline.progress;

import io.rhapsode.pipeline.report.WorkReport;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where the stages of a job say how far they are. The graph carries only the {@link JobAddress},
 * which finds the listener. All methods may be called from any thread.
 */
public interface JobProgress {
  /**
   * A document is about to be read.
   *
   * @param source its path or address, as it was asked for
   */
  default void reading(String workId, String source) {}

  /** A work was read and planned. */
  void planned(String workId, String title, int utterances, long spokenCharacters);

  /** A work has utterances that are said once more, beyond those that were planned. */
  default void repeated(String workId, int utterances) {}

  /** A document could not be read. */
  void unreadable(String workId, String message);

  /**
   * Utterances were served.
   *
   * @param audioSeconds length of their audio, in seconds; 0 for failed ones
   * @param reused whether they were served without synthesis
   */
  void spoken(int utterances, double audioSeconds, boolean reused);

  /**
   * An engine has made takes.
   *
   * @param engine its id
   * @param audioSeconds length of their audio, in seconds
   * @param synthesisSeconds how long they took to make
   * @param queuedSeconds how long each of them had waited for the engine, added up
   */
  default void synthesised(
      String engine, double audioSeconds, double synthesisSeconds, double queuedSeconds) {}

  /**
   * A work is being assembled.
   *
   * @param fraction how much of the work is done, 0 to 1
   */
  void assembling(String workId, double fraction);

  /** Something was found wrong and was put right. */
  default void warned(String message) {}

  /** The runner begins again after a loss: what was told so far is told once more. */
  default void restarted() {}

  /** A work is finished or given up. */
  void finished(WorkReport report);

  /** Listens to nothing. */
  JobProgress SILENT =
      new JobProgress() {
        @Override
        public void planned(String workId, String title, int utterances, long characters) {}

        @Override
        public void unreadable(String workId, String message) {}

        @Override
        public void spoken(int utterances, double audioSeconds, boolean reused) {}

        @Override
        public void assembling(String workId, double fraction) {}

        @Override
        public void finished(WorkReport report) {}
      };

  /** Registers the listener of a job in this JVM. */
  static void register(String jobId, JobProgress progress) {
    Registry.LISTENERS.put(jobId, progress);
  }

  /** Forgets the listener of a job. */
  static void unregister(String jobId) {
    Registry.LISTENERS.remove(jobId);
  }

  /** The listener of a job, or {@link #SILENT}. */
  static JobProgress of(String jobId) {
    return Registry.LISTENERS.getOrDefault(jobId, SILENT);
  }

  /** Holds the listeners of this JVM. */
  final class Registry {
    private static final Map<String, JobProgress> LISTENERS = new ConcurrentHashMap<>();

    private Registry() {}
  }
}
