package io.rhapsode.workflows;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.workflows.command.RhapsodeCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dubs the sample: real subtitles, espeak-ng, FFmpeg and Flink. */
class DubIT {
  private static final Path SAMPLES = Path.of("..", "samples");
  private static final String FILM = SAMPLES.resolve("clock.mp4").toString();

  @TempDir Path folder;

  @Test
  void bothRunnersMakeTheSameFilm() throws IOException {
    JsonNode direct = dub("direct", "de=" + SAMPLES.resolve("clock.de.srt"), FILM);
    dub("flink", "de=" + SAMPLES.resolve("clock.de.srt"), FILM, "--runner", "flink");
    assertEquals(0, direct.at("/languages/0/flagged").asInt());
    direct
        .at("/languages/0/lines")
        .forEach(line -> assertEquals(0, line.get("lateMillis").asDouble(), 20, line.toString()));
    assertArrayEquals(film("direct"), film("flink"));
  }

  @Test
  void onlyAnEditedLineIsSpokenAgain() throws IOException {
    Path plan = folder.resolve("plan.yaml");
    String subtitles = "es=" + SAMPLES.resolve("clock.es.srt");
    assertEquals(0, run("out", subtitles, FILM, "--dry-run", "--plan", plan.toString()));
    assertFalse(Files.exists(folder.resolve("out").resolve("clock")));
    assertEquals(3, dub("out", subtitles, FILM, "--plan", plan.toString()).get("made").asInt());
    byte[] before = film("out");
    assertTrue(Files.exists(folder.resolve("out/clock/provenance.json")), "signed");
    JsonNode same = dub("out", subtitles, FILM, "--plan", plan.toString());
    assertTrue(same.get("upToDate").asBoolean());
    assertArrayEquals(before, film("out"));
    Files.writeString(plan, Files.readString(plan).replace("Adi\u00f3s", "Hasta luego"));
    JsonNode edited = dub("out", subtitles, FILM, "--plan", plan.toString());
    assertEquals(1, edited.get("made").asInt());
    assertEquals(2, edited.get("reused").asInt());
  }

  @Test
  void whatIsWrongIsRefusedBeforeAnythingIsBegun() {
    String subtitles = "de=" + SAMPLES.resolve("clock.de.srt");
    assertEquals(2, run("out", "de=missing.srt", FILM));
    assertEquals(2, run("out", subtitles, "missing.mp4"));
    assertEquals(2, run("out", subtitles, FILM, "--bed", "missing.wav"));
    assertEquals(2, run("out", subtitles, FILM, "--most-stretch", "2"));
  }

  @Test
  void aFilmThatIsNoneFails() throws IOException {
    Path film = Files.writeString(folder.resolve("film.mp4"), "no film");
    assertEquals(1, run("out", "de=" + SAMPLES.resolve("clock.de.srt"), film.toString()));
  }

  @Test
  void filmsOfAJobAreMadeInOneGraphAndABadOneCostsItselfOnly() throws IOException {
    String samples = SAMPLES.toAbsolutePath().normalize().toString();
    Files.writeString(folder.resolve("bad.mp4"), "no film");
    Path job =
        Files.writeString(
            folder.resolve("job.csv"),
            """
            film,language,subtitles
            %1$s/clock.mp4,de,%1$s/clock.de.srt
            bad.mp4,de,%1$s/clock.de.srt
            %1$s/clock.mp4,es,%1$s/clock.es.srt
            ,es,missing.srt
            """
                .formatted(samples));
    assertEquals(3, job(job));
    JsonNode books =
        Json.MAPPER.readTree(folder.resolve("job").resolve("report.json").toFile()).get("books");
    assertEquals(3, books.size());
    assertEquals(2, books.get(0).get("languages").size());
    assertEquals("COMPLETE", books.get(0).get("status").asText());
    assertEquals("MALFORMED_DOCUMENT", books.get(1).at("/failures/0/code").asText());
    assertEquals("FAILED", books.get(2).get("status").asText());
    assertTrue(
        Files.readString(folder.resolve("job/clock/report.html")).contains("data:audio/mpeg"));
  }

  @Test
  void dialogueIsTranslatedBeforeItIsSpoken() throws IOException {
    JsonNode film =
        dub(
            "translated",
            "en=" + SAMPLES.resolve("clock.en.srt"),
            FILM,
            "--translate-to",
            "de",
            "--translate-with",
            "sed 's/\"text\":\"[^\"]*\"/\"text\":\"Ja.\"/'");
    assertEquals("de", film.at("/languages/0/language").asText());
    assertEquals("Ja.", film.at("/languages/0/lines/0/text").asText().strip());
  }

  @Test
  void aPlanIsATableTooAndSaysWhatToExpect() throws IOException {
    String subtitles = "es=" + SAMPLES.resolve("clock.es.srt");
    Path plan = folder.resolve("table/plan.yaml");
    assertEquals(0, run("table", subtitles, FILM, "--dry-run", "--plan", plan.toString()));
    assertTrue(Files.readString(plan).contains(" s to say, in "), Files.readString(plan));
    Path table = folder.resolve("table/plan.csv");
    List<String> rows = Files.readAllLines(table);
    assertEquals(
        "language,start,end,speaker,voice,text,slot,estimate,rate,words too many", rows.get(0));
    assertEquals(3, dub("table", subtitles, FILM, "--plan", plan.toString()).get("made").asInt());
    JsonNode same = dub("table", subtitles, FILM, "--plan", table.toString());
    assertTrue(same.get("upToDate").asBoolean(), "a table says what the plan says");
    Files.writeString(table, Files.readString(table).replace("Adi\u00f3s", "Hasta luego"));
    JsonNode edited = dub("table", subtitles, FILM, "--plan", table.toString());
    assertEquals(1, edited.get("made").asInt());
    Files.writeString(table, "language,start,end,text\nes,one,2,Hola\n");
    assertEquals(2, run("table", subtitles, FILM, "--plan", table.toString()));
  }

  @Test
  void dialogueIsTakenOutOfTheBed() throws IOException {
    String subtitles = "de=" + SAMPLES.resolve("clock.de.srt");
    JsonNode film = dub("separated", subtitles, FILM, "--bed", "separated");
    JsonNode loudness = film.at("/languages/0/loudness");
    double original = loudness.at("/film/speechLufs").asDouble();
    assertTrue(loudness.at("/bed/speechLufs").asDouble() < original - 8, loudness.toString());
    assertEquals(original, loudness.get("dialogueLufs").asDouble(), 1, loudness.toString());
    assertEquals(original, loudness.get("speechLufs").asDouble(), 1, loudness.toString());
    JsonNode copied =
        dub("copied", subtitles, FILM, "--bed", "separated", "--separate-with", "cp {in} {out}");
    assertEquals(
        original, copied.at("/languages/0/loudness/bed/speechLufs").asDouble(), 2, "all stays");
    assertEquals(
        1, run("wrong", subtitles, FILM, "--bed", "separated", "--separate-with", "false"));
    assertEquals(
        2, run("wrong", subtitles, FILM, "--bed", "none", "--separate-with", "no-such-program"));
  }

  @Test
  void whatIsSaidGoesBackIntoXliff() throws IOException {
    Path xliff =
        Files.writeString(
            folder.resolve("clock.xlf"),
            """
            <xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
            <file source-language="en" original="clock" datatype="plaintext"><body>
            <trans-unit id="a"><source>One <g id="1">two</g>.</source>
            <note>00:00:01,000 --> 00:00:03,000</note></trans-unit>
            <trans-unit id="b"><source>Three.</source><target>Tres.</target>
            <note>00:00:05,000 --> 00:00:07,000</note></trans-unit>
            </body></file></xliff>
            """);
    Path export = folder.resolve("export");
    dub(
        "xliff",
        "en=" + xliff,
        FILM,
        "--translate-to",
        "de",
        "--translate-with",
        "sed 's/\"text\":\"[^\"]*\"/\"text\":\"Ja.\"/'",
        "--export",
        export.toString());
    String written = Files.readString(export.resolve("clock.de.xlf"));
    assertEquals(2, written.split("<target>Ja\\.</target>", -1).length - 1, written);
    assertTrue(written.contains("<g id=\"1\">two</g>"), written);
    assertTrue(written.contains("target-language=\"de\""), written);
    dub("again", "de=" + export.resolve("clock.de.xlf"), FILM, "--export", export.toString());
    assertEquals(
        written, Files.readString(export.resolve("clock.de.de.xlf")), "what was not changed stays");
    assertEquals(
        2,
        run(
            "none",
            "de=" + SAMPLES.resolve("clock.de.srt"),
            FILM,
            "--dry-run",
            "--export",
            export.toString()));
  }

  private int job(Path job) {
    StandardStages stages = new StandardStages();
    PrintStream sink = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return RhapsodeCommand.commandLine(stages, stages.voices(), sink, sink)
        .execute(
            "dub",
            job.toString(),
            "--out",
            folder.resolve("job").toString(),
            "--work",
            folder.resolve("job-work").toString(),
            "--voice",
            "en-gb");
  }

  private JsonNode dub(String name, String subtitles, String... arguments) throws IOException {
    assertEquals(0, run(name, subtitles, arguments));
    Path report = folder.resolve(name).resolve("report.json");
    return Json.MAPPER.readTree(report.toFile()).at("/books/0");
  }

  private byte[] film(String name) throws IOException {
    return Files.readAllBytes(folder.resolve(name).resolve("clock").resolve("clock.mp4"));
  }

  private int run(String name, String subtitles, String... arguments) {
    List<String> line = new ArrayList<>(List.of("dub", "--subtitles", subtitles));
    line.addAll(List.of(arguments));
    line.addAll(List.of("--out", folder.resolve(name).toString()));
    line.addAll(List.of("--work", folder.resolve(name + "-work").toString()));
    line.addAll(List.of("--voice", "en-gb", "--bed", "original"));
    if (List.of(arguments).contains("--bed")) {
      line.subList(line.size() - 2, line.size()).clear();
    }
    StandardStages stages = new StandardStages();
    PrintStream sink = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return RhapsodeCommand.commandLine(stages, stages.voices(), sink, sink)
        .execute(line.toArray(String[]::new));
  }
}
