package io.rhapsode.synth.family.pocket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.compute.SynthesisSettings;
import io.rhapsode.synth.compute.torch.TensorScope;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.engine.EngineFactory;
import io.rhapsode.synth.engine.RefusedRequestException;
import io.rhapsode.synth.engine.SpeechEngine;
import io.rhapsode.synth.engine.SpeechResult;
import io.rhapsode.synth.engine.SpeechResult.Refusal;
import io.rhapsode.synth.engine.SpeechResult.Speech;
import io.rhapsode.synth.engine.SpeechStream;
import io.rhapsode.synth.family.FamilyVoices;
import io.rhapsode.synth.model.ModelCatalogue;
import io.rhapsode.synth.model.ModelChecks;
import io.rhapsode.synth.model.ModelImporter;
import io.rhapsode.synth.model.ModelImporter.Transfer;
import io.rhapsode.synth.model.ModelStore;
import io.rhapsode.synth.voice.Consent;
import io.rhapsode.synth.voice.Recording;
import io.rhapsode.synth.voice.VoiceFolder;
import io.rhapsode.synth.voice.VoiceHeader;
import io.rhapsode.synth.voice.VoiceProfile;
import io.rhapsode.synth.voice.conditioning.Conditioning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine on a store with both tiny models, and on what may be wrong with one. */
class PocketEngineFactoryTest {
  private static final Path CATALOGUE = Path.of("src/test/resources/models");
  private static final Instant MADE = Instant.parse("2026-05-04T11:12:13Z");

  @TempDir private Path home;
  private ModelStore models;
  private VoiceFolder voices;
  private long handles;

  @BeforeEach
  void install() throws Exception {
    handles = TensorScope.liveHandles();
    models = new ModelStore(home.resolve("models"));
    voices = new VoiceFolder(home.resolve("voices"));
    ModelImporter importer =
        new ModelImporter(
            models, ModelCatalogue.read(CATALOGUE), new ModelChecks(List.of(new PocketFamily())));
    importer.importFolder(TinyPocket.file("tiny"), "pocket-tts-tiny", List.of(), Transfer.COPY);
    importer.importFolder(
        TinyPocket.file("tiny-v1"), "pocket-tts-tiny-v1", List.of(), Transfer.COPY);
  }

  @AfterEach
  void freedAll() {
    assertEquals(handles, TensorScope.liveHandles());
  }

  @Test
  void speaksWithVoicesOfSeveralModelsInOneBatch() throws Exception {
    makeVoice("ada", "pocket-tts-tiny");
    publishedVoice("charles", "voice_state-v1");
    EngineFactory factory = factory("cpu", WeightPrecision.FLOAT32);

    List<Voice> found = factory.voices();
    assertEquals(List.of("ada", "charles"), found.stream().map(Voice::name).toList());
    assertEquals(
        Map.of("model", "pocket-tts-tiny", "precision", "float32"), found.get(0).parameters());
    assertEquals(Optional.of(found.get(1)), factory.voice("charles"));
    assertEquals("pocket-tts-tiny-v1", found.get(1).parameters().get("model"));

    try (SpeechEngine engine = factory.open()) {
      List<SpeechResult> results =
          engine.speak(
              List.of(
                  request("Come in.", found.get(1)),
                  request("The boat will leave before noon.", found.get(0)),
                  request("* * *", found.get(0)),
                  request("Come in.", found.get(0))));
      assertInstanceOf(Speech.class, results.get(0));
      assertInstanceOf(Speech.class, results.get(1));
      assertInstanceOf(Refusal.class, results.get(2));
      assertTrue(!results.get(0).equals(results.get(3)), "both models say the same");
    }
  }

  @Test
  void streamsWhatTheEngineSpeaks() throws Exception {
    makeVoice("ada", "pocket-tts-tiny");
    EngineFactory factory = factory("auto", WeightPrecision.INT8);
    SpeechRequest request = request("Come in.", factory.voices().get(0));
    float[] whole;
    try (SpeechEngine engine = factory.open()) {
      whole = ((Speech) engine.speak(List.of(request)).get(0)).clip().samples();
    }
    try (SpeechEngine engine = factory.open();
        SpeechStream stream = engine.stream(request.voice(), "en", request.seed())) {
      assertEquals(Optional.empty(), stream.next());
      stream.push(request.text());
      int position = 0;
      for (Optional<PcmClip> clip = stream.next(); clip.isPresent(); clip = stream.next()) {
        float[] expected = Arrays.copyOfRange(whole, position, position + 1920);
        assertArrayEquals(expected, clip.get().samples(), 1e-4f);
        position += 1920;
      }
      assertEquals(whole.length, position);
      assertThrows(RefusedRequestException.class, () -> stream.push("* * *"));
      stream.push("And sit down.");
      assertTrue(stream.next().isPresent());
    }
  }

  @Test
  void refusesToStreamAnotherLanguage() throws Exception {
    makeVoice("ada", "pocket-tts-tiny");
    EngineFactory factory = factory("cpu", WeightPrecision.FLOAT32);
    Voice ada = factory.voices().get(0);
    try (SpeechEngine engine = factory.open()) {
      RefusedRequestException refused =
          assertThrows(RefusedRequestException.class, () -> engine.stream(ada, "fi", 0));
      assertEquals(FailureCode.UNSUPPORTED_LANGUAGE, refused.refusal().code());
    }
  }

  @Test
  void refusesAVoiceOfOtherWeights() throws Exception {
    VoiceProfile made = makeVoice("ada", "pocket-tts-tiny");
    VoiceProfile.Origin origin = made.origin().orElseThrow();
    VoiceProfile.Model other =
        new VoiceProfile.Model("far-away", "ab".repeat(32), origin.model().encoder());
    VoiceProfile.Origin elsewhere =
        new VoiceProfile.Origin(
            other, origin.reference(), origin.consent(), origin.createdAt(), origin.createdBy());
    voices.save(
        new VoiceProfile("bob", Optional.of(elsewhere), Optional.empty(), made.conditioning()),
        false);
    EngineFactory factory = factory("cpu", WeightPrecision.FLOAT32);

    assertEquals(List.of("ada"), factory.voices().stream().map(Voice::name).toList());
    IOException refused = assertThrows(IOException.class, () -> factory.voice("bob"));
    assertEquals(
        "voice 'bob' was made for model far-away with weights abababababab..., which is not"
            + " installed: get it with 'rhapsode models pull far-away', or make the voice again",
        refused.getMessage());
    assertEquals(Optional.empty(), factory.voice("nobody"));
  }

  @Test
  void refusesAVoiceThatChangedUnderTheJob() throws Exception {
    makeVoice("ada", "pocket-tts-tiny");
    EngineFactory factory = factory("cpu", WeightPrecision.FLOAT32);
    SpeechRequest request = request("Come in.", factory.voices().get(0));
    voices.delete("ada");
    publishedVoice("ada", "voice_state-v1");

    try (SpeechEngine engine = factory.open()) {
      Refusal refusal = assertInstanceOf(Refusal.class, engine.speak(List.of(request)).get(0));
      assertEquals(
          "voice \"ada\" cannot be loaded: voice 'ada' was replaced since the job began: start it"
              + " again",
          refusal.message());
    }
  }

  @Test
  void reportsAModelThatIsGoneForItsRequestsOnly() throws Exception {
    makeVoice("ada", "pocket-tts-tiny");
    publishedVoice("charles", "voice_state-v1");
    EngineFactory factory = factory("cpu", WeightPrecision.FLOAT32);
    List<Voice> found = factory.voices();
    try (SpeechEngine engine = factory.open()) {
      Files.delete(home.resolve("models/pocket-tts-tiny-v1/model.safetensors"));
      List<SpeechResult> results =
          engine.speak(
              List.of(request("Come in.", found.get(1)), request("Come in.", found.get(0))));
      String message = assertInstanceOf(Refusal.class, results.get(0)).message();
      assertTrue(message.startsWith("model 'pocket-tts-tiny-v1' cannot be loaded: "), message);
      assertInstanceOf(Speech.class, results.get(1));
    }
  }

  @Test
  void refusesAMissingDeviceBeforeAnyWork() {
    IOException missing =
        assertThrows(IOException.class, () -> factory("cuda:7", WeightPrecision.FLOAT32).open());
    assertTrue(missing.getMessage().startsWith("device cuda:7 is not available: "));
  }

  @Test
  void hasNoVoicesWithoutAny() throws IOException {
    assertEquals(List.of(), factory("cpu", WeightPrecision.FLOAT32).voices());
  }

  private EngineFactory factory(String device, WeightPrecision precision) {
    return new PocketFamily()
        .engine(models, voices, new NeuralRuntime(new SynthesisSettings(device, precision, 2), 4));
  }

  private static SpeechRequest request(String text, Voice voice) {
    return SpeechRequest.of(text, "en", voice, 0);
  }

  @Test
  void oneVoiceSpeaksEveryLanguageThatAModelIsInstalledFor() throws Exception {
    ModelImporter importer =
        new ModelImporter(
            models, ModelCatalogue.read(CATALOGUE), new ModelChecks(List.of(new PocketFamily())));
    importer.importFolder(TinyPocket.file("tiny-v1"), "german", List.of("de"), Transfer.COPY);
    recordedVoice("ada", "pocket-tts-tiny");
    EngineFactory factory = factory("cpu", WeightPrecision.FLOAT32);

    List<Voice> found = factory.realisations("ada");
    assertEquals(List.of("en", "de"), found.stream().map(Voice::language).toList());
    assertEquals(
        List.of("pocket-tts-tiny", "german"),
        found.stream().map(voice -> voice.parameters().get("model")).toList());
    assertEquals(found, factory.voices());
    try (SpeechEngine engine = factory.open()) {
      List<SpeechResult> results =
          engine.speak(
              List.of(
                  SpeechRequest.of("Come in.", "en", found.get(0), 0),
                  SpeechRequest.of("Komm herein.", "de", found.get(1), 0)));
      assertInstanceOf(Speech.class, results.get(0));
      assertInstanceOf(Speech.class, results.get(1));
    }
    VoiceHeader header = voices.header("ada").orElseThrow();
    FamilyVoices family = new PocketFamily().familyVoices(models, voices).orElseThrow();
    assertTrue(family.isDerived(header.recording().orElseThrow(), models.model("german")));
    assertFalse(
        family.isDerived(header.recording().orElseThrow(), models.model("pocket-tts-tiny-v1")));
    voices.delete("ada");
    assertFalse(family.isDerived(header.recording().orElseThrow(), models.model("german")));
  }

  /** The voice is the same whether what was made of it is still there or not. */
  @Test
  void aChangedModelMakesItsPartOfTheVoiceAnew() throws Exception {
    recordedVoice("ada", "pocket-tts-tiny");
    EngineFactory factory = factory("cpu", WeightPrecision.FLOAT32);
    Voice before = factory.voice("ada").orElseThrow();
    models.delete(models.model("pocket-tts-tiny"));
    ModelImporter importer =
        new ModelImporter(
            models, ModelCatalogue.read(CATALOGUE), new ModelChecks(List.of(new PocketFamily())));
    importer.importFolder(
        TinyPocket.file("tiny-v1"), "newer-english", List.of("en"), Transfer.COPY);
    Voice after = factory.voice("ada").orElseThrow();
    assertEquals("newer-english", after.parameters().get("model"));
    assertNotEquals(before.fingerprint(), after.fingerprint());
    try (SpeechEngine engine = factory.open()) {
      assertInstanceOf(Speech.class, engine.speak(List.of(request("Come in.", after))).get(0));
      Refusal gone =
          assertInstanceOf(
              Refusal.class, engine.speak(List.of(request("Come in.", before))).get(0));
      assertTrue(gone.message().contains("is not installed"), gone.message());
    }
  }

  private VoiceProfile makeVoice(String name, String id) throws Exception {
    Conditioning made =
        new PocketFamily()
            .familyVoices(models, voices)
            .orElseThrow()
            .make(recording(), models.model(id));
    VoiceProfile profile =
        new VoiceProfile(name, Optional.of(origin(id)), Optional.empty(), Optional.of(made));
    voices.save(profile, false);
    return profile;
  }

  private void recordedVoice(String name, String id) throws Exception {
    voices.save(
        new VoiceProfile(name, Optional.of(origin(id)), Optional.of(recording()), Optional.empty()),
        false);
  }

  private static Recording recording() throws IOException {
    return Recording.of(
        new PcmClip(24_000, TinyPocket.V2.fixture().golden().get("enc.wave_raw").toFloats()),
        Optional.empty());
  }

  private VoiceProfile.Origin origin(String id) throws Exception {
    return new VoiceProfile.Origin(
        PocketModelFolder.open(models.model(id).folder()).identity(id),
        new VoiceProfile.Reference("prompt.wav", "01".repeat(32), 1.208, ""),
        new Consent("made for tests", MADE),
        MADE,
        "Rhapsode test");
  }

  private void publishedVoice(String name, String state) throws IOException {
    Files.createDirectories(home.resolve("voices"));
    Files.copy(
        TinyPocket.file(state + ".safetensors"),
        home.resolve("voices").resolve(name + ".safetensors"));
  }
}
