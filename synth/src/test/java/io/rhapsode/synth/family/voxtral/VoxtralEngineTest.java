package io.rhapsode.synth.family.voxtral;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.checkpoint.torch.TorchTensorFiles;
import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.compute.SynthesisSettings;
import io.rhapsode.synth.compute.torch.TensorScope;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.engine.EngineFactory;
import io.rhapsode.synth.engine.SpeechEngine;
import io.rhapsode.synth.engine.SpeechResult;
import io.rhapsode.synth.engine.SpeechResult.Speech;
import io.rhapsode.synth.family.VoiceMaker;
import io.rhapsode.synth.family.voxtral.config.VoxtralParameters;
import io.rhapsode.synth.family.voxtral.model.VoiceEmbedding;
import io.rhapsode.synth.family.voxtral.model.VoxtralFixture;
import io.rhapsode.synth.family.voxtral.model.VoxtralModelFolder;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.ModelCatalogue;
import io.rhapsode.synth.model.ModelChecks;
import io.rhapsode.synth.model.ModelException;
import io.rhapsode.synth.model.ModelImporter;
import io.rhapsode.synth.model.ModelImporter.Transfer;
import io.rhapsode.synth.model.ModelStore;
import io.rhapsode.synth.voice.VoiceFolder;
import io.rhapsode.synth.voice.conditioning.Conditioning;
import io.rhapsode.synth.voice.conditioning.Conditioning.Preset;
import io.rhapsode.synth.voice.conditioning.Conditioning.ReferenceCodes;
import io.rhapsode.synth.voice.conditioning.Conditioning.ReferenceSpeech;
import io.rhapsode.synth.voice.conditioning.Conditioning.SpeakerEmbedding;
import io.rhapsode.synth.voice.conditioning.Conditioning.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A tiny checkpoint in the published layout, from a folder to speech. */
class VoxtralEngineTest {
  private static final String AUDIBLE =
      "io.rhapsode.synth.family.voxtral.model.VoxtralFixture#audible";
  private static final String TOO_LOW =
      "io.rhapsode.synth.family.voxtral.model.VoxtralFixture#tooLow";
  private static final NeuralRuntime RUNTIME =
      new NeuralRuntime(new SynthesisSettings("cpu", WeightPrecision.FLOAT32, 2), 4);

  @TempDir Path home;
  private final VoxtralFamily family = new VoxtralFamily();

  /** The fixture's files with its voices in files of their own. */
  private Path download(VoxtralFixture fixture, boolean withEncoder) throws IOException {
    Path folder = Files.createDirectories(home.resolve("download"));
    Files.createDirectories(folder.resolve("voice_embedding"));
    try (Stream<Path> files = Files.list(fixture.folder())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (withEncoder || !file.endsWith("encoder.safetensors")) {
          Files.copy(file, folder.resolve(file.getFileName().toString()));
        }
      }
    }
    for (String name : fixture.parameters().presets()) {
      VoiceEmbedding rows = fixture.voice(name);
      TorchTensorFiles.write(
          folder.resolve("voice_embedding").resolve(name + ".pt"),
          rows.values(),
          rows.rows(),
          rows.width());
    }
    return folder;
  }

  private InstalledModel install(ModelStore models, Path folder)
      throws IOException, ModelException {
    return new ModelImporter(
            models,
            ModelCatalogue.read(Path.of("../conf/models")),
            new ModelChecks(List.of(family)))
        .importFolder(folder, "own", List.of("en", "de"), Transfer.COPY);
  }

  @ParameterizedTest
  @MethodSource(AUDIBLE)
  void speaksAndStreams(VoxtralFixture fixture) throws Exception {
    long handles = TensorScope.liveHandles();
    ModelStore models = new ModelStore(home.resolve("models"));
    install(models, download(fixture, false));
    VoiceFolder voices = new VoiceFolder(home.resolve("voices"));
    EngineFactory factory = family.engine(models, voices, RUNTIME);
    assertEquals(
        new TreeSet<>(fixture.parameters().presets()),
        new TreeSet<>(factory.voices().stream().map(Voice::name).toList()));
    JsonNode spoken = fixture.description().path("cases").path(0);
    Voice voice = factory.voice(spoken.path("voice").asText()).orElseThrow();
    String text = spoken.path("text").asText();
    List<SpeechRequest> requests = new ArrayList<>();
    for (int seed = 1; seed <= 3; seed++) {
      requests.add(SpeechRequest.of(text, "en", voice, seed));
    }
    try (SpeechEngine engine = factory.open()) {
      List<SpeechResult> together = engine.speak(requests);
      for (int i = 0; i < requests.size(); i++) {
        SpeechResult alone = engine.speak(List.of(requests.get(i))).get(0);
        assertEquals(samples(together.get(i)).length, samples(alone).length);
        assertArrayEquals(samples(together.get(i)), samples(alone), 0f);
      }
      float[] streamed = streamed(engine, requests.get(0));
      assertEquals(samples(together.get(0)).length, streamed.length);
      assertArrayEquals(samples(together.get(0)), streamed, 1e-4f);
      System.out.printf(
          "%s: %d samples, streamed %d%n",
          fixture, samples(together.get(0)).length, streamed.length);
    }
    assertEquals(handles, TensorScope.liveHandles());
  }

  private static float[] samples(SpeechResult result) {
    return assertInstanceOf(Speech.class, result, result::toString).clip().samples();
  }

  private static float[] streamed(SpeechEngine engine, SpeechRequest request) throws Exception {
    float[] all = new float[0];
    try (var stream = engine.stream(request.voice(), "en", request.seed())) {
      stream.push(request.text());
      for (Optional<PcmClip> clip = stream.next(); clip.isPresent(); clip = stream.next()) {
        float[] piece = clip.get().samples();
        float[] longer = Arrays.copyOf(all, all.length + piece.length);
        System.arraycopy(piece, 0, longer, all.length, piece.length);
        all = longer;
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource(AUDIBLE)
  void makesVoicesWithAnEncoderOnly(VoxtralFixture fixture) throws Exception {
    ModelStore models = new ModelStore(home.resolve("models"));
    Path folder = download(fixture, false);
    InstalledModel published = install(models, folder);
    assertTrue(family.openVoiceMaker(published, RUNTIME).isEmpty());
    Files.copy(
        fixture.folder().resolve("encoder.safetensors"), folder.resolve("encoder.safetensors"));
    InstalledModel whole = install(models, folder);
    float[] samples = new float[48_000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) Math.sin(i * 0.05) / 4;
    }
    try (VoiceMaker maker = family.openVoiceMaker(whole, RUNTIME).orElseThrow()) {
      ReferenceCodes codes =
          assertInstanceOf(
              ReferenceCodes.class, maker.derive(new PcmClip(24_000, samples), Optional.empty()));
      assertEquals(fixture.parameters().codes().count(), codes.codebooks());
      assertEquals(25, codes.frames());
    }
  }

  @ParameterizedTest
  @MethodSource(AUDIBLE)
  void refusesVoicesThatDoNotFit(VoxtralFixture fixture) throws Exception {
    Path folder = download(fixture, false);
    String name = fixture.parameters().presets().get(0);
    VoiceEmbedding rows = fixture.voice(name);
    Path file = folder.resolve("voice_embedding").resolve(name + ".pt");
    TorchTensorFiles.write(file, rows.values(), rows.width(), rows.rows());
    IOException refused = assertThrows(IOException.class, () -> family.check(folder));
    assertEquals(
        "%s: the voice has shape [%d, %d], the model wants [%d, %d]"
            .formatted(file, rows.width(), rows.rows(), rows.rows(), rows.width()),
        refused.getMessage());
    float[] broken = rows.values().clone();
    broken[3] = Float.NaN;
    TorchTensorFiles.write(file, broken, rows.rows(), rows.width());
    assertEquals(
        file + ": a value is not finite",
        assertThrows(IOException.class, () -> family.check(folder)).getMessage());
  }

  /** Codes that the model has no rows for never reach it. */
  @ParameterizedTest
  @MethodSource(AUDIBLE)
  void hostileVoicesAreRefused(VoxtralFixture fixture) throws Exception {
    Path path = download(fixture, true);
    VoxtralModelFolder folder = VoxtralModelFolder.open(path);
    VoxtralParameters.Codes sizes = fixture.parameters().codes();
    int books = sizes.count();
    long[] semantic = new long[2 * books];
    semantic[books] = sizes.semantic() + VoxtralParameters.Codes.RESERVED;
    long[] acoustic = new long[2 * books];
    acoustic[books + 1] = sizes.levels() + VoxtralParameters.Codes.RESERVED;
    int many = 1_501;
    Table table = new Table(new float[books], 1, books);
    for (Conditioning conditioning :
        List.of(
            new ReferenceCodes(semantic, 2, books),
            new ReferenceCodes(acoustic, 2, books),
            new ReferenceCodes(new long[2 * (books + 1)], 2, books + 1),
            new ReferenceCodes(new long[many * books], many, books),
            new SpeakerEmbedding(table),
            new ReferenceSpeech(table, new ReferenceCodes(new long[books], 1, books), "Yes."),
            new Preset("../../params"),
            new Preset("nobody"))) {
      try (VoxtralSpeaker speaker =
          new VoxtralSpeaker(
              folder.load(TorchDevice.CPU, WeightPrecision.FLOAT32),
              folder,
              folder.openTokenizer(),
              voice -> conditioning,
              1,
              1)) {
        Exception refused =
            assertThrows(Exception.class, () -> speaker.openVoice(anyVoice()), conditioning.kind());
        assertTrue(
            refused instanceof IOException || refused instanceof IllegalArgumentException,
            refused::toString);
        System.out.println(
            conditioning.kind() + ": " + refused.getMessage().replace(path.toString(), ""));
      }
    }
  }

  private static Voice anyVoice() {
    return new Voice("any", VoxtralFamily.ID, "1", "00", "en", List.of("en"), Map.of(), 600);
  }

  /** One spoilt file at a time; each error names the file and what is wrong with it. */
  @ParameterizedTest
  @MethodSource(AUDIBLE)
  void hostileCheckpointsAreRefused(VoxtralFixture fixture) throws Exception {
    Path sound = download(fixture, true);
    for (String file :
        List.of("consolidated.safetensors", "encoder.safetensors", "tekken.json", "params.json")) {
      byte[] bytes = Files.readAllBytes(sound.resolve(file));
      refused(sound, file, Arrays.copyOf(bytes, bytes.length - 7));
      refused(sound, file, Arrays.copyOf(bytes, 3));
      refused(sound, file, new byte[0]);
      byte[] longer = bytes.clone();
      longer[7] = (byte) 0xff;
      refused(sound, file, longer);
      Files.write(sound.resolve(file), bytes);
    }
    String parameters = Files.readString(sound.resolve("params.json"));
    for (String key :
        List.of(
            "dim", "n_layers", "n_heads", "n_kv_heads", "head_dim", "hidden_dim", "vocab_size")) {
      for (String value : List.of("0", "-1", "1000000000", "1.5", "null", "[]")) {
        refused(
            sound,
            "params.json",
            parameters
                .replaceFirst("\"" + key + "\": *[0-9]+", "\"" + key + "\": " + value)
                .getBytes(StandardCharsets.UTF_8));
      }
    }
    Files.writeString(sound.resolve("params.json"), parameters);
    family.check(sound);
  }

  private void refused(Path folder, String file, byte[] spoilt) throws IOException {
    Files.write(folder.resolve(file), spoilt);
    String message =
        assertThrows(
                IOException.class,
                () -> family.check(folder),
                () -> file + " of " + spoilt.length + " bytes")
            .getMessage();
    assertTrue(message.startsWith(folder.toString()), message);
    System.out.println(message.lines().findFirst().orElseThrow().replace(folder.toString(), ""));
  }

  @ParameterizedTest
  @MethodSource(TOO_LOW)
  void refusesRatesTooLowForSpeech(VoxtralFixture fixture) throws Exception {
    Path folder = download(fixture, true);
    assertEquals(
        "%s: sampling_rate: %d Hz is too low for speech, at least 8000 is needed"
            .formatted(folder.resolve("params.json"), fixture.parameters().codec().sampleRateHz()),
        assertThrows(IOException.class, () -> family.check(folder)).getMessage());
  }
}
