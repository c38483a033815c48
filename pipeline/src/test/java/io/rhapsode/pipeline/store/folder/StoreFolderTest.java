package io.rhapsode.pipeline.store.folder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.pipeline.store.folder.StoreFolder.StoredFile;
import io.rhapsode.pipeline.testing.FailingFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreFolderTest {
  @TempDir Path root;

  private enum Kind {
    LOCAL {
      @Override
      StoreFolder at(Path root) {
        return StoreFolder.at(root.toString());
      }
    },
    REMOTE {
      @Override
      StoreFolder at(Path root) {
        return new RemoteStoreFolder(root.toString()); // Beam's own file system for local files
      }
    };

    abstract StoreFolder at(Path root);
  }

  @ParameterizedTest
  @EnumSource
  void writesReadsListsAndDeletes(Kind kind) throws IOException {
    StoreFolder folder = kind.at(root.resolve("work"));
    assertEquals(List.of(), folder.list("takes/"));
    assertEquals(Optional.empty(), folder.read("takes/ab/one"));
    folder.write("takes/ab/one", bytes("1"));
    folder.write("takes/cd/two", bytes("22"));
    folder.write("takes/ab/one", bytes("333"));

    assertArrayEquals(bytes("333"), folder.read("takes/ab/one").orElseThrow());
    assertEquals(List.of("takes/ab/one", "takes/cd/two"), paths(folder, "takes/"));
    assertEquals(List.of(3L, 2L), folder.list("takes/").stream().map(StoredFile::bytes).toList());
    assertEquals("two", folder.list("takes/cd/").get(0).name());
    folder.delete("takes/ab/one");
    folder.delete("takes/ab/one");
    assertEquals(List.of("takes/cd/two"), paths(folder, "takes/"));
    assertEquals(List.of(), paths(folder, "incoming/"));
  }

  @ParameterizedTest
  @EnumSource
  void touchesWhatWasUnchangedForLong(Kind kind) throws IOException {
    StoreFolder folder = kind.at(root);
    folder.write("a/old", bytes("1"));
    folder.write("a/new", bytes("1"));
    FileTime old = FileTime.from(Instant.now().minus(Duration.ofHours(2)));
    FileTime recent = FileTime.from(Instant.now().minus(Duration.ofMinutes(2)));
    Files.setLastModifiedTime(root.resolve("a/old"), old);
    Files.setLastModifiedTime(root.resolve("a/new"), recent);

    folder.touch("a/old", Duration.ofHours(1));
    folder.touch("a/new", Duration.ofHours(1));

    assertTrue(Files.getLastModifiedTime(root.resolve("a/old")).compareTo(recent) > 0);
    assertEquals(recent, Files.getLastModifiedTime(root.resolve("a/new")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"w[1]", "w{a,b}", "w*", "w?x", "w %41", "w#x", "w\\b", "w'\"q", "a:b", "~"})
  void aPathIsThatPathWhateverItsCharacters(String name) throws IOException {
    Path work = root.resolve(name);
    StoreFolder folder = StoreFolder.at(work.toString());
    folder.write("takes/ab/one", bytes("1"));

    assertArrayEquals(bytes("1"), Files.readAllBytes(work.resolve("takes/ab/one")));
    assertEquals(List.of("takes/ab/one"), paths(folder, "takes/"));
    assertArrayEquals(bytes("1"), folder.read("takes/ab/one").orElseThrow());
  }

  @Test
  void aFileUriIsTheFolderThatItNames() throws IOException {
    Path work = root.resolve("a folder");

    StoreFolder.at(work.toUri().toString()).write("one", bytes("1"));

    assertArrayEquals(bytes("1"), Files.readAllBytes(work.resolve("one")));
  }

  @Test
  void aFileThatIsMovedIntoPlaceIsTheOneThatWasWritten() throws IOException {
    Path from = root.resolve("from");
    DurableFiles.STANDARD.write(from, bytes("1"));
    Files.write(root.resolve("to"), bytes("2"));
    Object written = Files.readAttributes(from, "fileKey").get("fileKey");

    DurableFiles.STANDARD.move(from, root.resolve("to"));

    Object moved = Files.readAttributes(root.resolve("to"), "fileKey").get("fileKey");
    assertEquals(written, moved, "a copy can be seen half written");
    assertTrue(Files.notExists(from));
  }

  @Test
  void whateverStepFailsAFileIsTheOldOneOrTheNew() throws IOException {
    int step = 0;
    boolean failed = true;
    while (failed) {
      step++;
      Path work = root.resolve("work" + step);
      StoreFolder.at(work.toString()).write("takes/ab/one", bytes("old"));
      FailingFiles files = new FailingFiles(step);
      StoreFolder folder = new LocalStoreFolder(work.toString(), files);
      if (step == 1) {
        IOException error =
            assertThrows(IOException.class, () -> folder.write("takes/ab/one", bytes("newer")));
        assertTrue(
            error.getMessage().startsWith(work.resolve("takes/ab/one") + " cannot be written: no"),
            error.getMessage());
      } else {
        write(folder);
      }
      failed = files.failed();
      String content = Files.readString(work.resolve("takes/ab/one"));
      assertTrue(failed ? List.of("old", "newer").contains(content) : content.equals("newer"));
      StoreFolder.at(work.toString()).write("takes/ab/one", bytes("newer"));
      assertEquals("newer", Files.readString(work.resolve("takes/ab/one")));
    }
    assertTrue(step > 5, "folder, write, folder, move, sync, and only then all is well");
  }

  private static void write(StoreFolder folder) {
    try {
      folder.write("takes/ab/one", bytes("newer"));
    } catch (IOException e) {
      assertTrue(e.getMessage().contains("no space left on device"), e.getMessage());
    }
  }

  @Test
  void removesWhatKilledJobsLeft() throws IOException {
    StoreFolder folder = StoreFolder.at(root.toString());
    for (String file : List.of("incoming/abandoned", "incoming/under-way", "reports/job/b.json")) {
      folder.write(file, bytes("1"));
    }
    FileTime old = FileTime.from(Instant.now().minus(Duration.ofDays(2)));
    Files.setLastModifiedTime(root.resolve("incoming/abandoned"), old);
    Files.setLastModifiedTime(root.resolve("reports/job/b.json"), old);

    folder.removeUnfinished();

    try (Stream<Path> left = Files.walk(root)) {
      assertEquals(
          List.of(root.resolve("incoming/under-way")), left.filter(Files::isRegularFile).toList());
    }
  }

  private static List<String> paths(StoreFolder folder, String below) throws IOException {
    return folder.list(below).stream().map(StoredFile::path).toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
