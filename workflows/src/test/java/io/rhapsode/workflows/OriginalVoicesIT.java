package io.rhapsode.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.rhapsode.pipeline.coder.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Voices of a film's own people, made with a tiny model of random weights. */
final class OriginalVoicesIT {
  private static final Path SAMPLES = Path.of("..", "samples");

  @TempDir Path folder;

  @BeforeAll
  static void importModel() throws IOException {
    Path home = Path.of(System.getenv("RHAPSODE_HOME"));
    if (Files.exists(home)) {
      try (Stream<Path> files = Files.walk(home)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    Path synth = Path.of("..", "synth", "src", "test", "resources");
    Invocation imported =
        Invocation.of(
            "models",
            "import",
            synth.resolve("pocket-tts/tiny").toString(),
            "--id",
            "pocket-tts-tiny",
            "--catalogue",
            synth.resolve("models").toString());
    assertEquals(0, imported.exitCode(), imported.err());
  }

  /** The sample film says the time three times; the subtitles here are of one person. */
  @Test
  void aSpeakerIsDubbedInTheVoiceOfTheFilm() throws IOException {
    Path cast = cast("consent: \"The author of the sample, for tests.\"\n", "");
    Invocation first = dub("first", subtitles("Clock"), cast);
    assertSpoken(first);
    assertTrue(first.err().contains("of 'Clock' from "), first.err());
    JsonNode film = report("first");
    String voice = film.at("/languages/0/lines/0/voice").asText();
    assertTrue(voice.matches("clock-clock-[0-9a-f]{8}"), voice);
    Invocation again = dub("again", subtitles("Clock"), cast);
    assertSpoken(again);
    assertFalse(again.err().contains("made voice"), "the voice is made once: " + again.err());
    assertEquals(voice, report("again").at("/languages/0/lines/0/voice").asText());
  }

  /** A model of random weights may end a sentence never. */
  private static void assertSpoken(Invocation dub) {
    assertTrue(Set.of(0, 3).contains(dub.exitCode()), dub.err());
  }

  @Test
  void withoutConsentNothingIsBegun() throws IOException {
    Invocation refused = dub("refused", subtitles("Clock"), cast("", ""));
    assertEquals(2, refused.exitCode());
    assertTrue(refused.err().contains("clones a voice without consent"), refused.err());
  }

  @Test
  void whatIsMissingIsSaid() throws IOException {
    Path cast = cast("", "    consent: Yes, I did.\n");
    Invocation unknown = dub("unknown", subtitles("Somebody else"), cast);
    assertEquals(2, unknown.exitCode());
    assertTrue(unknown.err().contains("nobody of that name speaks"), unknown.err());
    Path brief =
        Files.writeString(
            folder.resolve("brief.vtt"),
            "WEBVTT\n\n00:01.000 --> 00:03.500\n<v Clock>Good morning.\n");
    Invocation tooShort = dub("brief", brief, cast);
    assertEquals(2, tooShort.exitCode());
    assertTrue(tooShort.err().contains("at least 6 s are needed"), tooShort.err());
  }

  private Path cast(String head, String part) throws IOException {
    String roles = "roles:\n  - speaker: Clock\n    clone: original\n";
    return Files.writeString(folder.resolve("cast.yaml"), head + roles + part);
  }

  private Path subtitles(String speaker) throws IOException {
    return Files.writeString(
        folder.resolve("clock.vtt"),
        """
        WEBVTT

        00:00.400 --> 00:03.900
        <v %1$s>Good morning.

        00:04.000 --> 00:07.900
        <v %1$s>What time is it?

        00:08.000 --> 00:11.800
        <v %1$s>Good bye.
        """
            .formatted(speaker));
  }

  private JsonNode report(String name) throws IOException {
    return Json.MAPPER
        .readTree(folder.resolve(name).resolve("out").resolve("report.json").toFile())
        .at("/books/0");
  }

  private Invocation dub(String name, Path subtitles, Path cast) {
    List<String> line = new ArrayList<>(List.of("dub", SAMPLES.resolve("clock.mp4").toString()));
    line.addAll(List.of("--subtitles", "en=" + subtitles, "--cast", cast.toString()));
    line.addAll(List.of("--out", folder.resolve(name).resolve("out").toString()));
    line.addAll(List.of("--work", folder.resolve(name).resolve("work").toString()));
    Path settings = folder.resolve("settings.yaml");
    try {
      Files.writeString(settings, "listen: {mode: \"off\"}\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    line.addAll(List.of("--settings", settings.toString()));
    return Invocation.of(line.toArray(String[]::new));
  }
}
