package io.rhapsode.workflows.console;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of one run, which the start script has made for the temporary files and unpacked
 * natives of all libraries. It is removed when the run ends; when the run was killed, by the next.
 * A lock tells which runs are still under way: the operating system drops it with its process.
 */
public final class RunFolder {
  /** System property with the path of the folder, whose name begins with {@link #PREFIX}. */
  public static final String PROPERTY = "rhapsode.run";

  private static final Logger LOGGER = LoggerFactory.getLogger(RunFolder.class);
  private static final String PREFIX = "run.";
  private static final String LOCK = "lock";

  /** Longer than a run takes from its start script to its lock. */
  private static final Duration UNLOCKED_AFTER = Duration.ofMinutes(10);

  /** Held here, because a channel that nobody can reach is closed, and its lock dropped. */
  @SuppressWarnings("unused")
  private static FileLock held;

  private RunFolder() {}

  /** Keeps the folder of this run, if it has one, and removes those of runs that were killed. */
  public static void open() {
    Optional<Path> folder = Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of);
    if (folder.isEmpty()) {
      return;
    }
    try {
      held =
          FileChannel.open(
                  folder.get().resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)
              .lock();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder.get())));
      removeAbandoned(folder.get());
    } catch (IOException e) {
      LOGGER.warn("folders of earlier runs beside {} are left", folder.get(), e);
    }
  }

  static void removeAbandoned(Path own) throws IOException {
    try (DirectoryStream<Path> runs =
        Files.newDirectoryStream(own.toAbsolutePath().getParent(), PREFIX + "*")) {
      for (Path run : runs) {
        if (!run.getFileName().equals(own.getFileName()) && isAbandoned(run)) {
          remove(run);
        }
      }
    }
  }

  private static boolean isAbandoned(Path run) throws IOException {
    Path lock = run.resolve(LOCK);
    if (!Files.exists(lock)) {
      Instant made = Files.getLastModifiedTime(run).toInstant();
      return made.isBefore(Instant.now().minus(UNLOCKED_AFTER));
    }
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
      return channel.tryLock() != null;
    }
  }

  /** As far as it can be: what is left is removed by a later run. */
  private static void remove(Path run) {
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | RuntimeException e) {
      LOGGER.info("{} is left", run, e);
    }
  }
}
