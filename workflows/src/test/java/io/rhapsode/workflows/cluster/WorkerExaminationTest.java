package io.rhapsode.workflows.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.registry.SpeechEngines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** This process as a worker that is asked by another. */
class WorkerExaminationTest {
  private static final Voice VOICE = SpeechEngines.standard().voice("en-gb").orElseThrow();

  @TempDir private Path folder;

  @Test
  void aWorkerThatHasAllOfItHasNoProblems() throws IOException {
    Path probe = Files.writeString(folder.resolve("probe"), "job");
    Path source = Files.writeString(folder.resolve("a.txt"), "text");
    WorkerQuestion question =
        WorkerQuestion.of(
            Map.of(probe.toString(), "job"),
            List.of(source),
            List.of(VOICE),
            NeuralRuntime.STANDARD);
    assertEquals(List.of(), WorkerExamination.problems(question));
  }

  @Test
  void whatIsMissingIsNamed() throws IOException {
    Path old = Files.writeString(folder.resolve("probe"), "another job");
    Voice other =
        new Voice(VOICE.name(), VOICE.engine(), "0", "f", "en", List.of("en"), Map.of(), 100);
    Voice missing = new Voice("nobody", "none", "0", "f", "en", List.of("en"), Map.of(), 100);
    WorkerQuestion question =
        new WorkerQuestion(
            "of another program",
            List.of("pytorch.jar"),
            Map.of(old.toString(), "job"),
            Map.of("/nowhere/a.txt", 4L),
            Map.of("no-model", "of its files"),
            List.of(other, missing),
            NeuralRuntime.STANDARD);
    assertEquals(
        List.of(
            "its Rhapsode is another; fill its folder again with `rhapsode cluster pack` of the one"
                + " that submits, and start it again",
            "it lacks pytorch.jar",
            "it does not see what is written in %s; mount the same storage there".formatted(folder),
            "it cannot read /nowhere/a.txt; have documents on storage that all machines see",
            "it has no model no-model",
            "its voice en-gb is not the one here; share RHAPSODE_HOME, or install the same model"
                + " there",
            "it has no voice nobody; share RHAPSODE_HOME, or install the model there"),
        WorkerExamination.problems(question));
  }

  @Test
  void aJarHasTheFingerprintOfItsClasses() throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes").resolve("a"));
    Files.writeString(classes.resolve("B.class"), "code");
    Path jar = folder.resolve("a.jar");
    try (JarOutputStream content = new JarOutputStream(Files.newOutputStream(jar))) {
      content.putNextEntry(new JarEntry("META-INF/MANIFEST.MF"));
      content.putNextEntry(new JarEntry("a/B.class"));
      content.write("code".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    String before = ProgramFingerprint.of(classes.getParent());
    assertEquals(before, ProgramFingerprint.of(jar));
    Files.writeString(classes.resolve("B.class"), "other code");
    assertNotEquals(before, ProgramFingerprint.of(classes.getParent()));
  }
}
