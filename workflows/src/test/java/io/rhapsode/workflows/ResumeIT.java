package io.rhapsode.workflows;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.pipeline.coder.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job that is killed and run again. */
class ResumeIT {
  private static final int SENTENCES = 80;
  private static final String FLAC = "--format=flac";

  @TempDir Path folder;

  @Test
  void killedJobGoesOnWhereItWas() throws IOException, InterruptedException {
    Path book = Files.writeString(folder.resolve("counting.txt"), text());
    killWhileSpeaking(book);
    long kept = takes();
    assertTrue(kept > 0, "killed before anything was kept");
    Invocation resumed = Invocation.narrate(folder, book, FLAC);
    assertEquals(0, resumed.exitCode(), resumed.err());
    assertEquals(
        SENTENCES - kept, resumed.book().get("made").asLong(), "of %d kept".formatted(kept));
    assertEquals(kept, resumed.book().get("reused").asLong());
    Invocation undisturbed = Invocation.narrate(folder.resolve("undisturbed"), book, FLAC);
    assertEquals(0, undisturbed.exitCode(), undisturbed.err());
    assertEquals(SENTENCES, undisturbed.book().get("made").asInt());
    assertArrayEquals(Files.readAllBytes(undisturbed.audio()), Files.readAllBytes(resumed.audio()));
  }

  /** Runs the job in a process of its own and kills it when it says that it has spoken. */
  private void killWhileSpeaking(Path book) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path")));
    command.add("-Dlogback.configurationFile=" + Path.of("..", "conf", "logback.xml"));
    command.add(Main.class.getName());
    command.addAll(Invocation.arguments(folder, book, FLAC));
    Path errors = folder.resolve("errors.txt");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    try (BufferedReader events =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      boolean spoke = false;
      for (String line = events.readLine(); line != null && !spoke; line = events.readLine()) {
        spoke = Json.MAPPER.readTree(line).path("madeUtterances").asInt() > 0;
      }
      assertTrue(spoke, () -> "ended without speaking: " + read(errors));
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private long takes() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("work").resolve("takes"))) {
      return files.filter(file -> file.toString().endsWith(".json")).count();
    }
  }

  private static String text() {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= SENTENCES; i++) {
      text.append("Sheep number %d went over the fence.".formatted(i));
      text.append(i % 10 == 0 ? "\n\n" : " ");
    }
    return text.toString();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
