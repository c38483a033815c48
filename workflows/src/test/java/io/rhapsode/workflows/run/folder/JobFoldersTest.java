package io.rhapsode.workflows.run.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.workflows.settings.SettingsReader;
import io.rhapsode.workflows.settings.UsageException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobFoldersTest {
  private static final Path HERE = Path.of("/here");

  @Test
  void relativeFoldersAreBelowTheDirectory() throws UsageException {
    JobFolders folders = folders("w [1] %d", "o:ut/../b");
    assertEquals(Optional.of(Path.of("/here/w [1] %d")), folders.localWork());
    assertEquals(Path.of("/here/b"), folders.output());
    assertEquals(Path.of("/here/w [1] %d/rhapsode.log"), folders.log());
  }

  @Test
  void aFileUriIsTheFolderThatItNames() throws UsageException {
    JobFolders folders = folders("file:///srv/my%20work", "file:/srv/books");
    assertEquals(Optional.of(Path.of("/srv/my work")), folders.localWork());
    assertEquals(Path.of("/srv/books"), folders.output());
  }

  @ParameterizedTest
  @CsvSource({
    "s3://bucket/x, add org.apache.beam:beam-sdks-java-io-amazon-web-services2 to the class path",
    "gs://bucket/x, beam-sdks-java-extensions-google-cloud-platform-core",
    "hdfs://127.0.0.1:9/x, beam-sdks-java-io-hadoop-file-system",
    "ftp://host/x, mount it"
  })
  void aFileSystemThatIsNotThereIsNamedWithWhatToDo(String work, String remedy) {
    String message = assertThrows(UsageException.class, () -> folders(work, "out")).getMessage();
    String scheme = work.substring(0, work.indexOf(':'));
    assertTrue(
        message.startsWith(
            "--work: %s: there is no file system for %s:// here, only paths of this machine and file://"
                .formatted(work, scheme)),
        message);
    assertTrue(message.contains(remedy), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3://bucket/books", "classpath://books"})
  void booksAreDeliveredToThisMachine(String output) {
    String message = assertThrows(UsageException.class, () -> folders("work", output)).getMessage();
    assertTrue(message.startsWith("--out: " + output + ": works are delivered into"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"file://host/x", "file:///a%zz"})
  void aFileUriOfNoFolderHereIsRefused(String folder) {
    assertEquals(
        "--work: " + folder + " names no folder of this machine; write the path instead",
        assertThrows(UsageException.class, () -> folders(folder, "out")).getMessage());
  }

  @Test
  void namesThatAreNotUtf8AreRefused() {
    assertEquals(
        "--out: the name b\uFFFDcher is not in UTF-8; rename the folder",
        assertThrows(UsageException.class, () -> folders("work", "b\uFFFDcher")).getMessage());
  }

  private static JobFolders folders(String work, String output) throws UsageException {
    SettingsReader reader = new SettingsReader();
    reader.overlay("--work", "work/folder", work).overlay("--out", "audio/folder", output);
    return JobFolders.of(reader.settings(), HERE);
  }
}
