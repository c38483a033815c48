package io.rhapsode.synth.family.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtEnvironment;
import io.rhapsode.pipeline.audio.WordTime;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.speech.Delivery;
import io.rhapsode.pipeline.speech.SpeechContext;
import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.text.SpokenWord;
import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.compute.onnx.OnnxRuntimeVersion;
import io.rhapsode.synth.engine.SpeechResult.Refusal;
import io.rhapsode.synth.engine.SpeechResult.Speech;
import io.rhapsode.synth.family.ModelFamily;
import io.rhapsode.synth.family.espeak.EspeakEngineFactory;
import io.rhapsode.synth.family.kokoro.KokoroFamily;
import io.rhapsode.synth.family.piper.PiperFamily;
import io.rhapsode.synth.model.ModelCatalogue;
import io.rhapsode.synth.model.ModelChecks;
import io.rhapsode.synth.model.ModelImporter;
import io.rhapsode.synth.model.ModelImporter.Transfer;
import io.rhapsode.synth.model.ModelStore;
import io.rhapsode.synth.registry.SpeechEngines;
import io.rhapsode.synth.voice.VoiceFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both families on graphs of a kilobyte, which make a tone for each symbol. */
class OnnxEngineTest {
  private static final EspeakEngineFactory DRAFT = new EspeakEngineFactory();
  private static final List<ModelFamily> FAMILIES =
      List.of(new KokoroFamily(DRAFT::phonemizer), new PiperFamily(DRAFT::phonemizer));

  @TempDir private Path home;
  private SpeechEngines engines;

  @BeforeEach
  void install() throws Exception {
    ModelStore models = new ModelStore(home.resolve("models"));
    ModelImporter importer =
        new ModelImporter(
            models,
            ModelCatalogue.read(Path.of("../conf/models")),
            new ModelChecks(List.copyOf(FAMILIES)));
    Path kokoro = Files.createDirectory(home.resolve("kokoro"));
    copy(KokoroFamily.class, "tiny.onnx", kokoro.resolve("model.onnx"));
    for (String voice : List.of("af_low", "af_high", "ff_french")) {
      Files.write(kokoro.resolve(voice + ".bin"), styles(voice.equals("af_high") ? 2 : -1));
    }
    importer.importFolder(kokoro, "tiny-kokoro", "kokoro", List.of("en", "fr"), Transfer.COPY);
    Path piper = Files.createDirectory(home.resolve("piper"));
    copy(PiperFamily.class, "tiny.onnx", piper.resolve("en_US-tiny-low.onnx"));
    copy(
        PiperFamily.class, "en_US-joe-medium.onnx.json", piper.resolve("en_US-tiny-low.onnx.json"));
    importer.importFolder(piper, "tiny-piper", "piper", List.of("en"), Transfer.COPY);
    VoiceFolder voices = new VoiceFolder(home.resolve("voices"));
    engines =
        new SpeechEngines(
            FAMILIES.stream()
                .map(family -> family.engine(models, voices, NeuralRuntime.STANDARD))
                .toList());
  }

  @Test
  void listsTheVoicesOfItsModels() {
    assertEquals(
        List.of("af_high", "af_low", "ff_french", "en_US-tiny-low"),
        engines.voices().stream().map(Voice::name).toList());
    Voice french = engines.voice("ff_french").orElseThrow();
    assertEquals("fr", french.language());
    assertEquals(List.of("fr"), french.languages());
    assertEquals("en-US", engines.voice("en_US-tiny-low").orElseThrow().language());
    assertEquals(Optional.empty(), engines.voice("af_low+af_missing"));
    assertTrue(french.engineVersion().endsWith(OrtEnvironment.getEnvironment().getVersion()));
    assertEquals(OrtEnvironment.getEnvironment().getVersion(), OnnxRuntimeVersion.get());
  }

  @Test
  void saysTheSameAloneAndInABatch() throws Exception {
    for (String name : List.of("af_low", "en_US-tiny-low")) {
      Voice voice = engines.voice(name).orElseThrow();
      List<SpeechRequest> requests = new ArrayList<>();
      for (String text : List.of("Come in.", "Shut the door behind you!", "Who is there?")) {
        requests.add(SpeechRequest.of(text, "en", voice, 3));
      }
      try (SpeechEngines.Lease engine = engines.lease(voice.engine())) {
        List<float[]> together =
            engine.speak(requests).stream()
                .map(result -> ((Speech) result).clip().samples())
                .toList();
        for (int i = 0; i < requests.size(); i++) {
          assertArrayEquals(samples(engine, requests.get(i)), together.get(i), name);
        }
      }
    }
  }

  @Test
  void anotherSeedIsAnotherReadingWhereThereIsNoise() throws Exception {
    Voice voice = engines.voice("en_US-tiny-low").orElseThrow();
    try (SpeechEngines.Lease engine = engines.lease("piper")) {
      float[] first = samples(engine, SpeechRequest.of("Come in, all of you.", "en", voice, 1));
      float[] second = samples(engine, SpeechRequest.of("Come in, all of you.", "en", voice, 2));
      assertNotEquals(sum(first), sum(second));
    }
  }

  @Test
  void mixesStylesAndKeepsPace() throws Exception {
    try (SpeechEngines.Lease engine = engines.lease("kokoro")) {
      float low = loudness(engine, "af_low");
      float high = loudness(engine, "af_high");
      float mixed = loudness(engine, "af_low:0.5+af_high:0.5");
      assertTrue(low < mixed && mixed < high, low + " " + mixed + " " + high);

      Voice voice = engines.voice("af_low").orElseThrow();
      Delivery fast = new Delivery(Optional.of(200), Optional.empty(), Optional.empty());
      SpeechRequest hurried =
          SpeechRequest.of(
              List.of(SpokenWord.plain("Come in.")), "en", voice, fast, SpeechContext.NONE, 0);
      int usual = samples(engine, SpeechRequest.of("Come in.", "en", voice, 0)).length;
      assertEquals(usual / 2, samples(engine, hurried).length);
    }
  }

  @Test
  void givesTheTimesOfWordsInOrder() throws Exception {
    for (String name : List.of("en_US-tiny-low")) {
      Voice voice = engines.voice(name).orElseThrow();
      String text = "Come in and shut the door.";
      try (SpeechEngines.Lease engine = engines.lease(voice.engine())) {
        Speech speech =
            assertInstanceOf(
                Speech.class, engine.speak(List.of(SpeechRequest.of(text, "en", voice, 0))).get(0));
        assertEquals(
            List.of("Come", "in", "and", "shut", "the", "door."),
            speech.words().stream().map(time -> time.spoken().of(text)).toList());
        int end = 0;
        for (WordTime time : speech.words()) {
          assertTrue(time.startSample() >= end && time.endSample() > time.startSample());
          end = time.endSample();
        }
        assertTrue(end <= speech.clip().length());
      }
    }
  }

  @Test
  void refusesWhatItCannotSay() throws Exception {
    Voice voice = engines.voice("af_low").orElseThrow();
    try (SpeechEngines.Lease engine = engines.lease("kokoro")) {
      Refusal language =
          assertInstanceOf(
              Refusal.class,
              engine.speak(List.of(SpeechRequest.of("Guten Tag.", "de", voice, 0))).get(0));
      assertEquals(FailureCode.UNSUPPORTED_LANGUAGE, language.code());
      Refusal marks =
          assertInstanceOf(
              Refusal.class,
              engine.speak(List.of(SpeechRequest.of("\u2026!", "en", voice, 0))).get(0));
      assertEquals(FailureCode.SYNTHESIS_FAILED, marks.code());
    }
  }

  @Test
  void refusesDamagedFiles() throws Exception {
    Path folder = Files.createDirectory(home.resolve("damaged"));
    Files.write(folder.resolve("model.onnx"), new byte[] {8, 7, 6, 5, 4});
    Files.write(folder.resolve("af_a.bin"), styles(1));
    IOException graph = assertThrows(IOException.class, () -> FAMILIES.get(0).check(folder));
    assertTrue(graph.getMessage().contains("not an ONNX model"), graph.getMessage());

    copy(KokoroFamily.class, "tiny.onnx", folder.resolve("model.onnx"));
    Files.write(folder.resolve("af_a.bin"), new byte[100]);
    IOException voice = assertThrows(IOException.class, () -> FAMILIES.get(0).check(folder));
    assertTrue(voice.getMessage().contains("af_a.bin: 100 bytes"), voice.getMessage());
  }

  private float loudness(SpeechEngines.Lease engine, String name) throws IOException {
    Voice voice = engines.voice(name).orElseThrow();
    Speech speech =
        (Speech) engine.speak(List.of(SpeechRequest.of("Come in.", "en", voice, 0))).get(0);
    return speech.clip().rootMeanSquare();
  }

  private static float[] samples(SpeechEngines.Lease engine, SpeechRequest request) {
    var result = engine.speak(List.of(request)).get(0);
    return assertInstanceOf(Speech.class, result, result::toString).clip().samples();
  }

  private static double sum(float[] samples) {
    double sum = 0;
    for (float sample : samples) {
      sum += Math.abs(sample);
    }
    return sum;
  }

  private static byte[] styles(float value) {
    ByteBuffer bytes = ByteBuffer.allocate(510 * 256 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      bytes.putFloat(value);
    }
    return bytes.array();
  }

  private static void copy(Class<?> beside, String resource, Path file) throws IOException {
    Files.deleteIfExists(file);
    try (InputStream in = beside.getResourceAsStream(resource)) {
      Files.copy(in, file);
    }
  }
}
