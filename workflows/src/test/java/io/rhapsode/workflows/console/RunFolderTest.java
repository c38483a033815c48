package io.rhapsode.workflows.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  @TempDir Path cache;

  @Test
  void removesWhatKilledRunsLeftAndNothingElse() throws Exception {
    Path own = Files.createDirectory(cache.resolve("run.1"));
    Files.createFile(Files.createDirectory(cache.resolve("run.2")).resolve("lock"));
    Files.writeString(cache.resolve("run.2").resolve("libjnidispatch.so"), "native");
    Files.createDirectory(cache.resolve("run.3"));
    Path old = Files.createDirectory(cache.resolve("run.4"));
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
    Files.createDirectory(cache.resolve("espeak-ng-12"));
    Process other = lockedByAnotherProcess(Files.createDirectory(cache.resolve("run.5")));
    try {
      RunFolder.removeAbandoned(own);
    } finally {
      other.destroy();
      other.waitFor();
    }

    assertEquals(List.of("espeak-ng-12", "run.1", "run.3", "run.5"), names());
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static Process lockedByAnotherProcess(Path run) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Locking.class.getName(),
                run.resolve("lock").toString())
            .start();
    assertEquals('l', process.getInputStream().read(), "it says that it has the lock");
    return process;
  }

  /** Holds a lock until it is killed. */
  static final class Locking {
    private Locking() {}

    public static void main(String[] arguments) throws Exception {
      FileChannel.open(Path.of(arguments[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE)
          .lock();
      System.out.print("l");
      System.out.flush();
      Thread.sleep(60_000);
    }
  }
}
