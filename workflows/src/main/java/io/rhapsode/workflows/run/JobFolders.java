package io.rhapsode.workflows.run;

import static java.util.Objects.requireNonNull;

import io.rhapsode.mux.FlacCodec;
import io.rhapsode.pipeline.store.BlobStore;
import io.rhapsode.pipeline.store.StoreFolder;
import io.rhapsode.pipeline.store.TakeStore;
import io.rhapsode.workflows.settings.NarrateSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The folders of a job, absolute.
 *
 * @param work path or file-system URI of the work folder
 * @param output where the books go
 */
public record JobFolders(String work, Path output) {
  public JobFolders {
    requireNonNull(work, "work is null");
    requireNonNull(output, "output is null");
  }

  /** The folders of the settings, relative ones below {@code directory}. */
  public static JobFolders of(NarrateSettings settings, Path directory) {
    String work = settings.work().folder();
    return new JobFolders(
        work.contains("://") ? work : directory.resolve(work).toAbsolutePath().normalize() + "/",
        directory.resolve(settings.audio().folder()).toAbsolutePath().normalize());
  }

  /** The work folder, when it is on a local or mounted file system. */
  public Optional<Path> localWork() {
    return work.contains("://") ? Optional.empty() : Optional.of(Path.of(work));
  }

  /** The log file: in the work folder, or in the output folder when the work folder is remote. */
  public Path log() {
    return localWork().orElse(output).resolve("rhapsode.log");
  }

  /** Plans and covers. */
  public BlobStore blobs() {
    return new BlobStore(work);
  }

  /** Everything that was ever spoken. */
  public TakeStore takes() {
    return new TakeStore(work, new FlacCodec());
  }

  /** Removes what killed jobs have left in the work folder, and plans that no job uses any more. */
  public void tidy() throws IOException {
    new StoreFolder(work).removeUnfinished();
    blobs().removeUnused();
  }
}
