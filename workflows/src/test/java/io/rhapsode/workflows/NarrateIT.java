package io.rhapsode.workflows;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.rhapsode.pipeline.coder.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole product on small texts: real Tika, espeak-ng, FFmpeg and Flink. */
class NarrateIT {
  private static final Path SAMPLE = Path.of("..", "samples", "aesop-fables.epub");
  private static final String TEXT =
      """
      # The Lighthouse

      ## Morning

      The keeper woke at five. He climbed the stairs and put out the lamp.

      ## Evening

      A storm came in from the west. The lamp was lit again before dark.
      """;

  @TempDir Path folder;

  @Test
  void bothRunnersMakeTheSameBytes() throws IOException {
    Invocation direct = Invocation.narrate(folder.resolve("direct"), SAMPLE, "--chapters", "3-");
    Invocation flink =
        Invocation.narrate(
            folder.resolve("flink"),
            SAMPLE,
            "--chapters",
            "3-",
            "--runner",
            "flink",
            "--jobs",
            "2");
    assertEquals(0, direct.exitCode(), direct.err());
    assertEquals(0, flink.exitCode(), flink.err());
    assertEquals("COMPLETE", direct.book().get("status").asText());
    assertTrue(direct.book().get("made").asInt() > 5, direct.out());
    assertArrayEquals(Files.readAllBytes(direct.audio()), Files.readAllBytes(flink.audio()));
  }

  @Test
  void secondRunMakesNothing() throws IOException {
    Path book = write("lighthouse.md", TEXT);
    Invocation first = Invocation.narrate(folder, book);
    assertEquals(0, first.exitCode(), first.err());
    byte[] audio = Files.readAllBytes(first.audio());
    Invocation second = Invocation.narrate(folder, book);
    assertEquals(0, second.exitCode(), second.err());
    assertEquals(0, second.book().get("made").asInt());
    assertEquals(
        first.book().get("made").asInt() + first.book().get("reused").asInt(),
        second.book().get("reused").asInt());
    assertArrayEquals(audio, Files.readAllBytes(second.audio()));
  }

  @Test
  void editedSentenceIsTheOnlyOneMade() throws IOException {
    Path book = write("lighthouse.md", TEXT);
    Invocation first = Invocation.narrate(folder, book);
    assertEquals(0, first.exitCode(), first.err());
    write("lighthouse.md", TEXT.replace("from the west", "from the north"));
    Invocation second = Invocation.narrate(folder, book);
    assertEquals(0, second.exitCode(), second.err());
    assertEquals(1, second.book().get("made").asInt());
    assertEquals(
        first.book().get("made").asInt() - 1, second.book().get("reused").asInt(), second.out());
  }

  @Test
  void editedManifestIsHonoured() throws IOException {
    Path book = write("lighthouse.md", TEXT);
    Path manifest = folder.resolve("book.yaml");
    Invocation planned =
        Invocation.narrate(folder, book, "--dry-run", "--manifest", manifest.toString());
    assertEquals(0, planned.exitCode(), planned.err());
    assertEquals(false, Files.exists(folder.resolve("out")));
    String yaml = Files.readString(manifest);
    String evening = yaml.substring(0, yaml.indexOf("title: \"Evening\""));
    Files.writeString(
        manifest,
        evening.replace("read: true", "read: false")
            + yaml.substring(evening.length())
                .replace("\"Evening\"", "\"Nightfall\"")
                .replace("read: true", "read: true\n    voice: fr"));
    Invocation narrated = Invocation.narrate(folder, book, "--manifest", manifest.toString());
    assertEquals(0, narrated.exitCode(), narrated.err());
    JsonNode report = report();
    assertEquals(List.of("Nightfall"), values(report.get("chapters"), "title"));
    assertTrue(
        values(report.get("skips"), "reason").contains("MANIFEST"), report.get("skips").toString());
  }

  @Test
  void twoSpeakersHaveTwoVoices() throws IOException {
    Path book = write("door.md", "# The Door\n\n“Come in,” said Ada. “Thank you!” said Ben.\n");
    Path manifest = folder.resolve("book.yaml");
    Invocation planned =
        Invocation.narrate(folder, book, "--dry-run", "--manifest", manifest.toString());
    assertEquals(0, planned.exitCode(), planned.err());
    Invocation alone = Invocation.narrate(folder, book, "--manifest", manifest.toString());
    byte[] narrated = Files.readAllBytes(alone.audio());
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replace("cast: {}", "cast: {Ada: en-us, Ben: en-gb+m3}")
            .replace(
                "lines: []",
                """
                lines:
                  - {block: 2, characters: 0-11, speaker: Ada}
                  - {block: 2, characters: 21-33, speaker: Ben}
                """));
    Invocation played = Invocation.narrate(folder, book, "--manifest", manifest.toString());
    assertEquals(0, played.exitCode(), played.out() + played.err());
    assertEquals("COMPLETE", played.book().get("status").asText());
    // The title and what the narrator says between the lines.
    assertEquals(4, played.book().get("made").asInt(), played.out());
    assertEquals(1, played.book().get("reused").asInt(), played.out());
    assertEquals(List.of("en-gb", "en-gb+m3", "en-us"), voices());
    assertFalse(Arrays.equals(narrated, Files.readAllBytes(played.audio())));
    assertEquals(
        List.of("“Come in,”", "said Ada.", "“Thank you!”", "said Ben."), captions().subList(1, 5));
  }

  @Test
  void unknownVoiceOfAManifestStopsTheJobBeforeItStarts() throws IOException {
    Path book = write("lighthouse.md", TEXT);
    Path manifest = folder.resolve("book.yaml");
    Invocation.narrate(folder, book, "--dry-run", "--manifest", manifest.toString());
    String yaml = Files.readString(manifest);
    Files.writeString(manifest, yaml.replace("voice: \"en-gb\"", "voice: \"en-gbb\""));
    Invocation narrated = Invocation.narrate(folder, book, "--manifest", manifest.toString());
    assertEquals(2, narrated.exitCode());
    assertEquals(
        "rhapsode: there is no voice 'en-gbb'; the nearest is 'en-gb' (`rhapsode voices` lists"
            + " all)\n",
        narrated.err());
  }

  @Test
  void badDocumentsCostThemselvesOnly() throws IOException {
    Path shelf = Files.createDirectories(folder.resolve("shelf"));
    Files.writeString(shelf.resolve("good.md"), TEXT);
    byte[] epub = Files.readAllBytes(SAMPLE);
    Files.write(shelf.resolve("cut.epub"), Arrays.copyOf(epub, epub.length / 2));
    Files.writeString(shelf.resolve("empty.txt"), "");
    Files.write(shelf.resolve("noise.pdf"), "%PDF-1.7 nothing".getBytes(StandardCharsets.UTF_8));
    Files.write(shelf.resolve("escape.epub"), HostileEpub.escaping("../../../escaped.txt"));
    TreeSet<String> before = files();
    Invocation job = Invocation.narrate(folder, shelf);
    assertEquals(3, job.exitCode(), job.out() + job.err());
    List<String> failed = new ArrayList<>();
    for (JsonNode book : job.events("book")) {
      boolean complete = book.get("status").asText().equals("COMPLETE");
      if (!complete) {
        failed.add(Path.of(book.get("source").asText()).getFileName().toString());
        assertEquals(1, book.get("errors").size(), book.toString());
      }
    }
    assertEquals(List.of("cut.epub", "empty.txt", "noise.pdf"), failed.stream().sorted().toList());
    TreeSet<String> after = files();
    after.removeIf(name -> name.startsWith("out/") || name.startsWith("work/"));
    assertEquals(before, after);
  }

  @Test
  void everyErrorIsSaidOnceAndTheEndCountsTheBooks() throws IOException {
    Path shelf = Files.createDirectories(folder.resolve("shelf"));
    Files.writeString(shelf.resolve("good.md"), TEXT);
    Files.writeString(shelf.resolve("empty.txt"), "");
    Invocation job =
        Invocation.of(
            "narrate",
            shelf.toString(),
            "--work",
            folder.resolve("work").toString(),
            "--out",
            folder.resolve("out").toString());
    assertEquals(3, job.exitCode(), job.err());
    assertEquals(1, job.err().lines().filter(line -> line.contains("empty.txt")).count());
    assertTrue(job.err().contains("finished 'The Lighthouse', 0:00:"), job.err());
    List<String> said = job.out().lines().toList();
    assertTrue(said.get(1).matches("empty.txt +failed .*"), job.out());
    assertTrue(said.get(2).matches("The Lighthouse +complete .*The Lighthouse.m4b"), job.out());
    assertTrue(
        said.get(3).startsWith("2 books: 1 complete, 1 failed; 0:00:")
            && said.get(3).endsWith("; the report is in " + folder.resolve("out/report.json")),
        job.out());
  }

  @Test
  void plansAreEventsToo() throws IOException {
    Path shelf = Files.createDirectories(folder.resolve("shelf"));
    Files.writeString(shelf.resolve("good.md"), TEXT);
    Files.writeString(shelf.resolve("empty.txt"), "");
    Invocation plan = Invocation.narrate(folder, shelf, "--dry-run");
    assertEquals("", plan.err());
    assertEquals(1, plan.events("plan").size());
    assertTrue(plan.events("unreadable").get(0).get("message").asText().contains("empty.txt"));
    assertEquals(3, plan.events("job").get(0).get("exitCode").asInt());
  }

  private List<String> voices() throws IOException {
    JsonNode job = Json.MAPPER.readTree(folder.resolve("out").resolve("report.json").toFile());
    return values(job.get("voices"), "name").stream().sorted().toList();
  }

  /** The lines of the only book's captions. */
  private List<String> captions() throws IOException {
    String subRip = Files.readString(folder.resolve("out/The Door/The Door.srt"));
    return subRip.lines().filter(line -> line.matches(".*\\p{L}.*")).toList();
  }

  private JsonNode report() throws IOException {
    JsonNode job = Json.MAPPER.readTree(folder.resolve("out").resolve("report.json").toFile());
    return job.get("books").get(0);
  }

  private static List<String> values(JsonNode rows, String key) {
    List<String> values = new ArrayList<>();
    rows.forEach(row -> values.add(row.get(key).asText()));
    return values;
  }

  private TreeSet<String> files() throws IOException {
    TreeSet<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(Files::isRegularFile)
          .forEach(file -> names.add(folder.relativize(file).toString()));
    }
    return names;
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
