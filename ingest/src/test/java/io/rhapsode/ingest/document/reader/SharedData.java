package io.rhapsode.ingest.document.reader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The collection of real documents that may lie beside the repository. */
final class SharedData {
  private SharedData() {}

  /** The files of a folder under shared/data in the order of their names; skips without them. */
  static List<Path> files(String folder) throws IOException {
    Path found = folder(folder);
    Assumptions.assumeTrue(found != null, "no ../shared/data/" + folder + " beside the repository");
    try (Stream<Path> files = Files.list(found)) {
      return files.filter(file -> !file.toString().endsWith(".tsv")).sorted().toList();
    }
  }

  static Path file(String folder, String name) throws IOException {
    return files(folder).stream()
        .filter(file -> file.getFileName().toString().equals(name))
        .findFirst()
        .orElseGet(() -> Assumptions.abort("no " + name + " in ../shared/data/" + folder));
  }

  private static Path folder(String name) {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null) {
      Path candidate = folder.resolve("shared/data").resolve(name);
      if (Files.isDirectory(candidate)) {
        return candidate;
      }
      folder = folder.getParent();
    }
    return null;
  }
}
