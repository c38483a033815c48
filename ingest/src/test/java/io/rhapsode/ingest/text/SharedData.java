package io.rhapsode.ingest.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Test data that lies beside the checkout and is too large to be part of it. */
public final class SharedData {
  private SharedData() {}

  /** The file, looked for in the folders above; the test is skipped where there is none. */
  public static Path file(String name) {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null) {
      Path file = folder.resolve("shared").resolve(name);
      if (Files.exists(file)) {
        return file;
      }
      folder = folder.getParent();
    }
    return Assumptions.abort("shared/" + name + " is not beside this checkout");
  }

  public static List<String> lines(String name) throws IOException {
    return Files.readAllLines(file(name));
  }
}
