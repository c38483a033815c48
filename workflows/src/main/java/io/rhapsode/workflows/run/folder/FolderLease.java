package io.rhapsode.workflows.run.folder;

import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps jobs of other machines out of a folder on shared storage, where the locks of an operating
 * system may not reach them: a file that says which machine works there, renewed as long as it
 * does. One that nobody renews is taken over. Ages are measured by the clock of the storage.
 */
final class FolderLease implements AutoCloseable {
  static final String NAME = ".rhapsode.lease";

  /** A machine that renewed its lease within this time is at work. */
  static final Duration VALID = Duration.ofSeconds(60);

  private static final Logger LOGGER = LoggerFactory.getLogger(FolderLease.class);
  private static final Duration RENEWED_EVERY = Duration.ofSeconds(10);

  private final Path file;
  private final String host;
  private final ScheduledExecutorService renewals;

  private FolderLease(Path file, String host) {
    this.file = file;
    this.host = host;
    this.renewals =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "lease");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Takes a folder that the operating system has locked for this process already.
   *
   * @param flag names the folder in messages
   * @throws UsageException when another machine is at work there
   */
  static FolderLease take(Path folder, String flag) throws IOException, UsageException {
    return take(folder, flag, hostName());
  }

  static FolderLease take(Path folder, String flag, String host)
      throws IOException, UsageException {
    Path file = folder.resolve(NAME);
    String holder = holder(file);
    // A former job of this machine has ended: its lock was free.
    if (!holder.isEmpty() && !holder.equals(host) && isValid(file)) {
      throw new UsageException(
          "another job is running in %s on %s; wait for it, or give this one its own %s folder"
              .formatted(folder, holder, flag));
    }
    FolderLease lease = new FolderLease(file, host);
    lease.write();
    lease.renewals.scheduleWithFixedDelay(
        lease::renew, RENEWED_EVERY.toSeconds(), RENEWED_EVERY.toSeconds(), TimeUnit.SECONDS);
    return lease;
  }

  private static String holder(Path file) throws IOException {
    try {
      return Files.readString(file).strip();
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  private static boolean isValid(Path file) throws IOException {
    Path now = file.resolveSibling(NAME + "." + UUID.randomUUID());
    Files.createFile(now);
    try {
      long age =
          Files.getLastModifiedTime(now).toMillis() - Files.getLastModifiedTime(file).toMillis();
      return age < VALID.toMillis();
    } catch (NoSuchFileException e) {
      return false;
    } finally {
      Files.delete(now);
    }
  }

  private void write() throws IOException {
    Path made = file.resolveSibling(NAME + "." + UUID.randomUUID());
    Files.writeString(made, host);
    Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private void renew() {
    try {
      write();
    } catch (IOException e) {
      LOGGER.warn("{} is not renewed", file, e);
    }
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "a machine without a name";
    }
  }

  @Override
  public void close() throws IOException {
    renewals.shutdown();
    try {
      if (!renewals.awaitTermination(1, TimeUnit.MINUTES)) {
        LOGGER.warn("renewing {} does not end", file);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Files.deleteIfExists(file);
  }
}
