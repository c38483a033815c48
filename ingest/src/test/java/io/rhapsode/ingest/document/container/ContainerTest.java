package io.rhapsode.ingest.document.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rhapsode.ingest.document.ContainerLimits;
import io.rhapsode.ingest.document.UnreadableDocumentException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerTest {
  @TempDir private Path folder;

  @Test
  void whatToolsConfuseInNamesIsForgiven() throws Exception {
    Path file = zip("e\u0301te\u0301.xhtml", "100%25.xhtml", "Case.XHTML", "a b.xhtml", "a.xhtml");
    try (Container container = Container.open(file, ContainerLimits.DEFAULTS)) {
      assertEquals(
          Optional.of("e\u0301te\u0301.xhtml"), container.resolve("x", "%C3%A9t%C3%A9.xhtml"));
      assertEquals(Optional.of("100%25.xhtml"), container.resolve("x", "100%.xhtml"));
      assertEquals(Optional.of("Case.XHTML"), container.resolve("x", "case.xhtml"));
      assertEquals(Optional.of("a b.xhtml"), container.resolve("x", "a%2520b.xhtml"));
      assertEquals(Optional.of("a.xhtml"), container.resolve("text/x", "../a.xhtml#here"));
      assertEquals(Optional.of("none.xhtml"), container.resolve("x", "none.xhtml"));
      assertEquals(Optional.empty(), container.resolve("x", "https://example.org/a.xhtml"));
    }
  }

  @Test
  void anUnpackedFolderIsAContainer() throws Exception {
    Files.createDirectories(folder.resolve("book/text"));
    Files.writeString(folder.resolve("book/text/a.xhtml"), "one");
    Files.writeString(folder.resolve("secret.txt"), "secret");
    Files.createSymbolicLink(folder.resolve("book/link.txt"), folder.resolve("secret.txt"));
    try (Container container = Container.open(folder.resolve("book"), ContainerLimits.DEFAULTS)) {
      assertEquals(List.of("text/a.xhtml"), container.names());
      assertEquals("one", new String(container.read("text/A.xhtml").orElseThrow()));
      assertEquals(Optional.empty(), container.read("../secret.txt"));
    }
  }

  @Test
  void aFileBeyondTheLimitsCanBeDoneWithout() throws Exception {
    Path file = folder.resolve("a.zip");
    try (OutputStream stream = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(stream)) {
      zip.putNextEntry(new ZipEntry("cover.png"));
      zip.write(new byte[4 << 20]);
      zip.putNextEntry(new ZipEntry("a.xhtml"));
      zip.write('a');
    }
    List<String> warnings = new ArrayList<>();
    try (Container container = Container.open(file, ContainerLimits.DEFAULTS)) {
      assertThrows(UnreadableDocumentException.class, () -> container.read("cover.png"));
      assertEquals(Optional.empty(), container.readIfPossible("cover.png", warnings));
      assertEquals(1, container.read("a.xhtml").orElseThrow().length);
    }
    assertEquals(1, warnings.size());
  }

  private Path zip(String... names) throws IOException {
    Path file = folder.resolve("names.zip");
    try (OutputStream stream = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(stream)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write('x');
      }
    }
    return file;
  }
}
