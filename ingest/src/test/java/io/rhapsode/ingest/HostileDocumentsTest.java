package io.rhapsode.ingest;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Documents that mean harm, read in a process of 512 MB: each is planned or refused in one line
 * within its time, connects to nothing, shows nothing of other files, loses none of its text, and
 * leaves no work behind. Those in the resources were made for this project (CC0).
 */
class HostileDocumentsTest {
  private static final Path COPIES = Path.of("src/test/resources/io/rhapsode/ingest/hostile");
  private static final Path GATHERED = Path.of("../../shared/data/field-hostile");

  /** For one document; far more than any of them takes, also where many others compute. */
  private static final int MOST_SECONDS = 300;

  @TempDir Path folder;

  @Test
  void theKeyCases() throws Exception {
    List<Path> documents = new ArrayList<>();
    try (Stream<Path> files = Files.list(COPIES)) {
      files.sorted().forEach(documents::add);
    }
    assertHandled(documents);
  }

  @Test
  void allThatWereGathered() throws Exception {
    Path manifest = GATHERED.resolve("MANIFEST.tsv");
    Assumptions.assumeTrue(Files.exists(manifest), "no " + manifest + " beside the repository");
    assertHandled(
        Files.readAllLines(manifest).stream()
            .skip(1)
            .map(line -> GATHERED.resolve(line.substring(0, line.indexOf('\t'))))
            .filter(file -> !file.toString().endsWith(".py"))
            .toList());
  }

  private void assertHandled(List<Path> documents) throws IOException, InterruptedException {
    List<String> lines = read(documents);
    assertEquals(
        documents.stream().map(file -> file.getFileName().toString()).toList(),
        lines.stream().map(line -> line.split("\t")[0]).toList());
    assertAll(lines.stream().map(line -> () -> assertHandled(line)));
  }

  private static void assertHandled(String line) {
    String[] cells = line.split("\t", -1);
    assertTrue(cells[2].matches("planned \\d+|refused .+"), line);
    assertTrue(!cells[2].contains("was given up"), line);
    assertEquals("", cells[3], line);
  }

  private List<String> read(List<Path> documents) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(HostileReader.class.getName());
    command.add(folder.resolve("work").toString());
    command.add(Integer.toString(MOST_SECONDS));
    documents.forEach(document -> command.add(document.toString()));
    Path out = folder.resolve("out.tsv");
    Path err = folder.resolve("err.txt");
    Process reader =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      assertTrue(reader.waitFor(MOST_SECONDS * 4L, TimeUnit.SECONDS), () -> text(out));
      assertEquals(0, reader.exitValue(), () -> text(err));
    } finally {
      reader.destroyForcibly();
    }
    // The log goes there too.
    return Files.readAllLines(out).stream()
        .filter(line -> line.split("\t", -1).length == 4)
        .toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
