package io.rhapsode.workflows;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.rhapsode.mux.clip.FlacCodec;
import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.coder.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a checkpoint and a clip to an audiobook of noise: the whole product on the tiny test model.
 * The folder of models and voices is set by the build, since a process cannot change its own
 * environment.
 */
class NeuralVoiceIT {
  private static final String TEXT =
      "# The Boat\n\n"
          + "Come in. The boat will leave before noon. Why not?\n\n"
          + "Sit down, all of you. Go home.\n";

  @TempDir Path folder;

  @BeforeAll
  static void makeVoice(@TempDir Path scratch) throws Exception {
    TinyModel.installAlone();
    importSpeakerEncoder(scratch);
    Invocation made =
        Invocation.of(
            "voice",
            "create",
            "tiny-clone",
            "--from",
            TinyModel.clip(scratch).toString(),
            "--consent",
            "Made for tests.");
    assertEquals(0, made.exitCode(), made.err());
  }

  @Test
  void narratesTheSameBytesTwiceAndTheSameSoundInAnyBatch() throws Exception {
    Invocation first = narrate("first", 16);
    Invocation second = narrate("second", 16);
    assertEquals("COMPLETE", first.book().get("status").asText());
    assertEquals(6, first.book().get("made").asInt());
    assertArrayEquals(Files.readAllBytes(first.audio()), Files.readAllBytes(second.audio()));
    Map<String, PcmClip> expected = takes("first");
    assertEquals(6, expected.size());
    for (int batch : new int[] {1, 4}) {
      narrate("batch" + batch, batch);
      Map<String, PcmClip> takes = takes("batch" + batch);
      assertEquals(expected.keySet(), takes.keySet());
      takes.forEach(
          (name, take) ->
              assertArrayEquals(expected.get(name).samples(), take.samples(), 1e-4f, name));
    }
  }

  @Test
  void precisionIsAnotherReading() throws Exception {
    Map<String, PcmClip> exact = takesOf("float32");
    Map<String, PcmClip> reduced = takesOf("int8");
    assertEquals(exact.size(), reduced.size());
    assertTrue(exact.keySet().stream().noneMatch(reduced::containsKey), reduced.toString());
  }

  @Test
  void aVoiceWhoseConsentEndedOrIsForSomethingElseIsRefused() throws Exception {
    Path book = Files.writeString(folder.resolve("boat.md"), TEXT);
    create("tiny-ended", "--consent-until", "2020-01-01");
    Invocation ended = Invocation.narrate(folder, book, "--qa", "off", "--voice", "tiny-ended");
    assertEquals(2, ended.exitCode());
    assertTrue(
        ended.err().contains("voice 'tiny-ended' may not be used: its consent ended on 2020-01-01"),
        ended.err());
    create("tiny-limited", "--consent-for", "audiobook");
    Invocation untold = Invocation.narrate(folder, book, "--qa", "off", "--voice", "tiny-limited");
    assertEquals(2, untold.exitCode());
    assertTrue(untold.err().contains("its consent is for audiobook: say what"), untold.err());
    assertEquals(2, narrateFor("advert", book).exitCode());
    Invocation allowed = narrateFor("audiobook", book);
    assertEquals(0, allowed.exitCode(), allowed.err());
    assertEquals("COMPLETE", allowed.book().get("status").asText());
  }

  private Invocation narrateFor(String purpose, Path book) throws IOException {
    Path settings =
        Files.writeString(
            folder.resolve(purpose + ".yaml"), "audio: {publish: {purpose: " + purpose + "}}\n");
    return Invocation.narrate(
        folder, book, "--qa", "off", "--voice", "tiny-limited", "--settings", settings.toString());
  }

  private void create(String voice, String... flags) throws Exception {
    List<String> words =
        new ArrayList<>(
            List.of(
                "voice",
                "create",
                voice,
                "--from",
                TinyModel.clip(folder).toString(),
                "--consent",
                "Made for tests."));
    words.addAll(List.of(flags));
    Invocation made = Invocation.of(words.toArray(String[]::new));
    assertEquals(0, made.exitCode(), made.err());
  }

  @Test
  void missingDeviceStopsTheJobBeforeItStarts() throws IOException {
    Path book = Files.writeString(folder.resolve("boat.md"), TEXT);
    Invocation refused =
        Invocation.narrate(
            folder, book, "--qa", "off", "--voice", "tiny-clone", "--device", "cuda:7");
    assertEquals(2, refused.exitCode());
    assertTrue(
        refused.err().startsWith("rhapsode: --device: device cuda:7 is not available: "),
        refused.err());
    assertTrue(Files.notExists(folder.resolve("work").resolve("takes")));
  }

  @Test
  void speaksIntoAFile() throws Exception {
    Path file = folder.resolve("boat.wav");
    Invocation spoken =
        Invocation.of("speak", "Come in.", "--voice", "tiny-clone", "-o", file.toString());
    assertEquals(0, spoken.exitCode(), spoken.err());
    assertEquals("", spoken.out());
    assertTrue(spoken.err().contains("x real time: " + file), spoken.err());
    try (AudioInputStream wav = AudioSystem.getAudioInputStream(file.toFile())) {
      assertEquals(24_000, wav.getFormat().getSampleRate());
      assertEquals(Files.size(file), 44 + 2 * wav.getFrameLength());
      assertEquals(0, wav.getFrameLength() % 1_920);
    }
  }

  @Test
  void oneVoiceSpeaksBothLanguagesOfABook() throws Exception {
    Path book =
        Files.writeString(
            folder.resolve("boat.html"),
            "<html lang='en'><body><h1>The Boat</h1><p>Come in, all of you.</p>"
                + "<p lang='de'>Kommen Sie herein.</p></body></html>");
    Invocation alone =
        Invocation.narrate(folder.resolve("alone"), book, "--qa", "off", "--voice", "tiny-clone");
    assertTrue(
        alone
            .book()
            .get("warnings")
            .toString()
            .contains("no voice of engine 'pocket-tts' speaks 'de'"),
        alone.out());
    TinyModel.importModel("tiny-v1", "german", "--language", "de");
    try {
      Invocation both =
          Invocation.narrate(folder.resolve("both"), book, "--qa", "off", "--voice", "tiny-clone");
      assertEquals(0, both.exitCode(), both.out() + both.err());
      assertEquals("[]", both.book().get("warnings").toString());
      JsonNode report =
          Json.MAPPER.readTree(folder.resolve("both").resolve("out/report.json").toFile());
      Map<String, String> modelByLanguage = new TreeMap<>();
      report
          .get("voices")
          .forEach(
              voice ->
                  modelByLanguage.put(
                      voice.get("language").asText(),
                      voice.get("parameters").get("model").asText()));
      assertEquals(Map.of("en", "pocket-tts-tiny", "de", "german"), modelByLanguage);
      assertLikeness(report, both.err());
    } finally {
      Invocation.of("models", "delete", "german");
    }
  }

  /** One that judges by the mean spectrum. */
  private static void importSpeakerEncoder(Path scratch) throws IOException {
    Path model = Files.createDirectories(scratch.resolve("encoder"));
    Files.copy(
        Path.of("..", "synth", "src/test/resources/io/rhapsode/synth/speaker/tiny.onnx"),
        model.resolve("speaker.onnx"));
    Invocation imported =
        Invocation.of(
            "models",
            "import",
            model.toString(),
            "--family",
            "d-vector",
            "--language",
            "mul",
            "--catalogue",
            Path.of("..", "conf", "models").toString());
    assertEquals(0, imported.exitCode(), imported.err());
  }

  /** Random weights may say too little to be compared; that is told then. */
  private static void assertLikeness(JsonNode report, String err) {
    long untold = err.lines().filter(line -> line.contains("was not compared with")).count();
    assertEquals(2, report.get("likeness").size() + untold, report.get("likeness") + err);
    assertTrue(report.get("likeness").size() > 0, err);
    for (JsonNode likeness : report.get("likeness")) {
      assertEquals("tiny-clone", likeness.get("voice").asText());
      double similarity = likeness.get("similarity").asDouble();
      assertTrue(similarity > -1 && similarity < 1, likeness.toString());
      assertTrue(
          report
              .get("voices")
              .findValuesAsText("fingerprint")
              .contains(likeness.get("conditioning").asText()));
    }
  }

  @Test
  void refusesToSpeakAnotherLanguage() {
    Invocation refused =
        Invocation.of("speak", "Kalimera.", "--voice", "tiny-clone", "--language", "el");
    assertEquals(2, refused.exitCode());
    assertTrue(refused.err().contains("does not speak the language \"el\""), refused.err());
  }

  private Map<String, PcmClip> takesOf(String precision) throws IOException {
    Path book = Files.writeString(folder.resolve("boat.md"), "Come in.\n");
    Path job = folder.resolve(precision);
    Invocation narrated =
        Invocation.narrate(
            job, book, "--qa", "off", "--voice", "tiny-clone", "--precision", precision);
    assertEquals(0, narrated.exitCode(), narrated.err());
    return takes(precision);
  }

  private Invocation narrate(String job, int batch) throws IOException {
    Path book = Files.writeString(folder.resolve("boat.md"), TEXT);
    Path settings =
        Files.writeString(folder.resolve("settings.yaml"), "run: {batchUtterances: " + batch + "}");
    Invocation narrated =
        Invocation.narrate(
            folder.resolve(job),
            book,
            "--qa",
            "off",
            "--voice",
            "tiny-clone",
            "--settings",
            settings.toString());
    assertEquals(0, narrated.exitCode(), narrated.err());
    return narrated;
  }

  /** The takes of a job by file name, which is their content address. */
  private Map<String, PcmClip> takes(String job) throws IOException {
    Map<String, PcmClip> takes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder.resolve(job).resolve("work"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".flac")).toList()) {
        takes.put(file.getFileName().toString(), new FlacCodec().decode(Files.readAllBytes(file)));
      }
    }
    return takes;
  }
}
