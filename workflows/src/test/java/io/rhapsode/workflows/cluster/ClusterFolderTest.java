package io.rhapsode.workflows.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.workflows.JobMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterFolderTest {
  private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

  @TempDir Path folder;
  private Path jar;
  private Path machine;

  @BeforeEach
  void install() throws IOException {
    Path lib = Files.createDirectories(folder.resolve("installed").resolve("lib"));
    jar = Files.writeString(lib.resolveSibling("rhapsode.jar"), "program");
    Files.writeString(lib.resolve("pipeline.jar"), "module");
    Files.writeString(lib.resolve("flink-core-1.jar"), "flink");
    machine = folder.resolve("machine");
  }

  @Test
  void holdsLibrariesSettingsAndScripts() throws IOException, ClusterException {
    fill();
    assertEquals(Set.of("rhapsode.jar", "pipeline.jar"), names("lib"));
    assertEquals(Set.of("flink-core-1.jar"), names("flink"));
    assertEquals(
        Set.of("config.yaml", "logback.xml", "narrate.yaml", "profiles", "models", "lexicons"),
        names("conf"));
    assertTrue(names("conf/profiles").contains("m4b.yaml"));
    assertEquals(
        Set.of("jobmanager", "taskmanager", "application", "flink", "start.sh", "launch.sh"),
        names("bin"));
    assertTrue(Files.isExecutable(machine.resolve("bin").resolve("taskmanager")));
  }

  @Test
  void theJobJarNamesTheClassThatFlinkStarts() throws Exception {
    fill();
    try (JarFile job = new JarFile(machine.resolve("job").resolve("rhapsode-job.jar").toFile())) {
      Attributes manifest = job.getManifest().getMainAttributes();
      assertEquals(JobMain.class.getName(), manifest.getValue(Attributes.Name.MAIN_CLASS));
    }
  }

  @Test
  void anotherFillingTakesNewLibrariesAndKeepsTheSettings() throws IOException, ClusterException {
    fill();
    Path settings = Files.writeString(machine.resolve("conf").resolve("config.yaml"), "mine");
    Files.writeString(machine.resolve("lib").resolve("old.jar"), "of an earlier version");
    fill();
    assertEquals("mine", Files.readString(settings));
    assertFalse(Files.exists(machine.resolve("lib").resolve("old.jar")));
  }

  @Test
  void aFolderOfSomethingElseIsLeftAlone() throws IOException {
    Files.writeString(Files.createDirectory(machine).resolve("letter.txt"), "dear");
    ClusterException refusal = assertThrows(ClusterException.class, this::fill);
    assertEquals(
        machine + " holds something else; name a new folder, or an empty one",
        refusal.getMessage());
    try (Stream<Path> left = Files.list(machine)) {
      assertEquals(1, left.count());
    }
  }

  private void fill() throws IOException, ClusterException {
    new ClusterFolder(CHECKOUT, jar).fill(machine);
  }

  private Set<String> names(String part) throws IOException {
    try (Stream<Path> files = Files.list(machine.resolve(part))) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }
}
