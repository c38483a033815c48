package io.rhapsode.workflows.run.folder;

import static java.util.Objects.requireNonNull;

import io.rhapsode.mux.clip.FlacCodec;
import io.rhapsode.mux.dub.separate.SeparatedBeds;
import io.rhapsode.pipeline.record.WorkRecords;
import io.rhapsode.pipeline.store.BlobStore;
import io.rhapsode.pipeline.store.TakeStore;
import io.rhapsode.pipeline.store.folder.FileSystemUri;
import io.rhapsode.pipeline.store.folder.StoreFolder;
import io.rhapsode.workflows.settings.NarrateSettings;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The folders of a job, absolute.
 *
 * @param work path of the work folder
 * @param output where finished works go
 */
public record JobFolders(String work, Path output) {
  /** What Java puts in the place of bytes that are no UTF-8; it cannot open such a file. */
  private static final char UNDECODED = '\uFFFD';

  private static final long BYTES_PER_MEGABYTE = 1_000_000;

  public JobFolders {
    requireNonNull(work, "work is null");
    requireNonNull(output, "output is null");
  }

  /**
   * The folders of the settings, relative ones below {@code directory}.
   *
   * @throws UsageException when one of them is on a file system that cannot be reached
   */
  public static JobFolders of(NarrateSettings settings, Path directory) throws UsageException {
    String work = settings.work().folder();
    String output = settings.audio().folder();
    Optional<Path> localOutput = local("--out", output);
    if (localOutput.isEmpty()) {
      throw new UsageException(
          "--out: %s: works are delivered into folders of this machine; name one, or mount the storage and name the folder where it is mounted"
              .formatted(output));
    }
    Optional<Path> localWork = local("--work", work);
    if (localWork.isEmpty()) {
      requireReachable(work);
    }
    return new JobFolders(
        localWork.map(path -> absolute(directory, path).toString()).orElse(work),
        absolute(directory, localOutput.get()));
  }

  private static Path absolute(Path directory, Path path) {
    return directory.resolve(path).toAbsolutePath().normalize();
  }

  private static Optional<Path> local(String flag, String folder) throws UsageException {
    if (folder.indexOf(UNDECODED) >= 0) {
      throw new UsageException(
          "%s: the name %s is not in UTF-8; rename the folder".formatted(flag, folder));
    }
    try {
      return FileSystemUri.local(folder);
    } catch (IllegalArgumentException e) {
      throw new UsageException("%s: %s".formatted(flag, e.getMessage()), e);
    }
  }

  private static void requireReachable(String work) throws UsageException {
    try {
      FileSystemUri.requireReachable(work);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--work: %s: %s".formatted(work, e.getMessage()), e);
    }
  }

  /** The work folder, when it is on a local or mounted file system. */
  public Optional<Path> localWork() {
    return FileSystemUri.local(work);
  }

  /** The log file: in the work folder, or in the output folder when the work folder is remote. */
  public Path log() {
    return localWork().orElse(output).resolve("rhapsode.log");
  }

  /** Plans and covers. */
  public BlobStore blobs() {
    return new BlobStore(work);
  }

  /** What was made of each work last. */
  public WorkRecords records() {
    return new WorkRecords(work);
  }

  /** Everything that was ever spoken. */
  public TakeStore takes() {
    return new TakeStore(work, new FlacCodec());
  }

  /**
   * Films' sounds without their dialogue: in the work folder, or in the output folder when the work
   * folder is remote.
   */
  public SeparatedBeds beds() {
    return SeparatedBeds.in(localWork().orElse(output));
  }

  /** Removes what killed jobs have left in the work folder, and what no job uses any more. */
  public void tidy() throws IOException {
    StoreFolder.at(work).removeUnfinished();
    blobs().removeUnused();
    beds().removeUnused();
  }

  /** Removes the takes used least recently beyond the limit of the settings, if they have one. */
  public void evictTakes(NarrateSettings settings) throws IOException {
    long limit = settings.work().limitMegabytes();
    if (limit > 0) {
      takes().evict(limit * BYTES_PER_MEGABYTE);
    }
  }
}
