package io.rhapsode.pipeline.progress;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * A job as its stages know it, wherever they run: how to tell whoever started it how far they are.
 *
 * @param id name of the job, unlike every other
 * @param folder the work folder, where workers in other processes leave word; empty when all of
 *     them are in the process that started the job
 */
public record JobAddress(String id, String folder) implements Serializable {
  public JobAddress {
    requireNonNull(id, "id is null");
    requireNonNull(folder, "folder is null");
  }

  /** A job whose stages all run in this process. */
  public static JobAddress here(String id) {
    return new JobAddress(id, "");
  }

  /** Whether workers are in other processes. */
  public boolean remote() {
    return !folder.isEmpty();
  }

  /** Where a stage tells how far it is; {@link JobProgress#SILENT} when nobody listens. */
  public JobProgress progress() {
    JobProgress listener = JobProgress.of(id);
    return remote() && listener == JobProgress.SILENT
        ? new MeteredProgress(new ProgressFile(this))
        : listener;
  }
}
