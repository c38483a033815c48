package io.rhapsode.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive as somebody uses it who has Java and nothing else, and may not write where it is. */
class DistributionIT {
  @TempDir static Path shelf;
  private static Path home;

  @TempDir Path folder;

  @BeforeAll
  static void unpack() throws Exception {
    Path archive = only(Path.of("target", "dist"), ".tar.gz");
    assertEquals("", say(shelf, List.of("tar", "xzf", archive.toAbsolutePath().toString())));
    home = only(shelf, "");
    assertEquals("", say(shelf, List.of("chmod", "-R", "a-w", home.toString())));
  }

  @AfterAll
  static void letItBeDeleted() throws Exception {
    assertEquals("", say(shelf, List.of("chmod", "-R", "u+w", home.toString())));
  }

  @Test
  void narratesFromAReadOnlyPlace() throws Exception {
    Map<String, String> before = contents();
    String said =
        rhapsode("narrate", home.resolve("samples").resolve("aesop-fables.epub").toString());
    Path book = folder.resolve("out").resolve("Four Fables").resolve("Four Fables.m4b");
    assertTrue(Files.size(book) > 500_000, said);
    assertEquals(before, contents());
  }

  @Test
  void tellsItsVersionThroughALink() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("r"), home.resolve("bin/rhapsode"));
    String name = home.getFileName().toString();
    assertEquals(
        name.replaceFirst("-", " ") + "\n", say(folder, List.of(link.toString(), "--version")));
  }

  @Test
  void knowsItsModelsAndHoldsWhatGoesWithIt() throws Exception {
    assertTrue(rhapsode("models", "list").contains("pocket-tts-english"));
    for (String file : List.of("README.md", "NOTICE", "conf/narrate.yaml", "synth/README.md")) {
      assertTrue(Files.exists(home.resolve(file)), file + " is missing");
    }
  }

  private String rhapsode(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(home.resolve("bin/rhapsode").toString()));
    command.addAll(List.of(arguments));
    return say(folder, command);
  }

  /** Runs a command that must succeed, with the least of an environment. */
  private static String say(Path directory, List<String> command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("HOME", directory.toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }

  /** Every file of the installation with its time; the owner root could write in spite of all. */
  private static Map<String, String> contents() throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.toList()) {
        contents.put(file.toString(), Files.getLastModifiedTime(file).toString());
      }
    }
    return contents;
  }

  private static Path only(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found = files.filter(file -> file.toString().endsWith(ending)).toList();
      assertEquals(1, found.size(), found.toString());
      return found.get(0);
    }
  }
}
