package io.rhapsode.workflows.run.folder;

import io.rhapsode.pipeline.failure.IoProblem;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps two jobs out of the same folders. The operating system holds the locks and drops them when
 * the process ends, however it ends; the files stay behind and mean nothing. For jobs of other
 * machines there is a {@link FolderLease} beside each lock.
 */
public final class JobLock implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(JobLock.class);
  private static final String NAME = ".rhapsode.lock";

  private final List<FileChannel> channels = new ArrayList<>();
  private final List<FolderLease> leases = new ArrayList<>();

  private JobLock() {}

  /**
   * Locks the work and the output folder of a job.
   *
   * @throws UsageException when another job has one of them
   */
  public static JobLock acquire(JobFolders folders) throws UsageException {
    return acquire(folders, Set.of());
  }

  /**
   * Locks the work and the output folder of a job.
   *
   * @param further output folders that it has besides
   * @throws UsageException when another job has one of them
   */
  public static JobLock acquire(JobFolders folders, Set<Path> further) throws UsageException {
    JobLock lock = ofWork(folders);
    try {
      lock.add(folders.output(), "--out");
      for (Path output : further) {
        lock.add(output, "--out");
      }
      return lock;
    } catch (UsageException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Locks the work folder of a job that makes no output.
   *
   * @throws UsageException when another job has it
   */
  public static JobLock ofWork(JobFolders folders) throws UsageException {
    JobLock lock = new JobLock();
    try {
      if (folders.localWork().isPresent()) {
        lock.add(folders.localWork().get(), "--work");
      }
      return lock;
    } catch (UsageException e) {
      lock.close();
      throw e;
    }
  }

  private void add(Path folder, String flag) throws UsageException {
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      channels.add(channel);
      if (!locked(channel)) {
        throw new UsageException(
            "another job is running in %s; wait for it, or give this one its own %s folder"
                .formatted(folder, flag));
      }
      leases.add(FolderLease.take(folder, flag));
    } catch (IOException e) {
      throw new UsageException(
          "folder %s cannot be used: %s".formatted(folder, IoProblem.reason(e)), e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() {
    for (FolderLease lease : leases) {
      try {
        lease.close();
      } catch (IOException e) {
        LOGGER.warn("a lease is left, and will be taken over", e);
      }
    }
    for (FileChannel channel : channels) {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException("a lock cannot be released", e);
      }
    }
  }
}
