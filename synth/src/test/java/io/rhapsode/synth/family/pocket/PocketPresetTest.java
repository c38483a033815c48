package io.rhapsode.synth.family.pocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.checkpoint.ElementType;
import io.rhapsode.synth.checkpoint.Safetensors;
import io.rhapsode.synth.checkpoint.SafetensorsWriter;
import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.compute.SynthesisSettings;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.engine.EngineFactory;
import io.rhapsode.synth.engine.SpeechEngine;
import io.rhapsode.synth.engine.SpeechResult.Speech;
import io.rhapsode.synth.family.FamilyVoices;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.ModelCatalogue;
import io.rhapsode.synth.model.ModelChecks;
import io.rhapsode.synth.model.ModelImporter;
import io.rhapsode.synth.model.ModelImporter.Transfer;
import io.rhapsode.synth.model.ModelStore;
import io.rhapsode.synth.voice.Recording;
import io.rhapsode.synth.voice.VoiceException;
import io.rhapsode.synth.voice.VoiceFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models as they are published: with voices of their own, in half precision, without cloning. */
class PocketPresetTest {
  private static final PocketFixture FIXTURE = PocketFixture.named("small7m");

  @TempDir Path home;
  private ModelStore models;
  private VoiceFolder voices;
  private Path given;

  @BeforeEach
  void prepare() throws IOException {
    models = new ModelStore(home.resolve("models"));
    voices = new VoiceFolder(home.resolve("voices"));
    given = Files.createDirectories(home.resolve("given"));
    for (String name : List.of("tokenizer.model", "model.safetensors")) {
      Files.copy(FIXTURE.folder().resolve(name), given.resolve(name));
    }
    Files.copy(FIXTURE.voiceStateFile(), given.resolve("alba.safetensors"));
    Files.copy(FIXTURE.voiceStateFile(), given.resolve("cosette.safetensors"));
  }

  @Test
  void voicesComeWithTheirModelButForThoseThatForbidSale() throws Exception {
    install();

    EngineFactory factory = factory();
    List<Voice> found = factory.voices();
    assertEquals(List.of("alba"), found.stream().map(Voice::name).toList());
    assertEquals(Optional.of(found.get(0)), factory.voice("alba"));
    assertSpeaks(factory);
  }

  @Test
  void weightsAndVoicesMayBeInHalfPrecision() throws Exception {
    rewrite("model.safetensors", 1);
    rewrite("alba.safetensors", 1);
    install();
    assertSpeaks(factory());
  }

  @Test
  void openWeightsDoNotClone() throws Exception {
    assertFalse(FIXTURE.files().hasMuteEncoder());
    rewrite("model.safetensors", 0);
    InstalledModel model = install();
    FamilyVoices family = new PocketFamily().familyVoices(models, voices).orElseThrow();
    assertFalse(family.clones(model));
    Recording recording = Recording.of(new PcmClip(24_000, PocketFixture.clip()), Optional.empty());
    VoiceException refused =
        assertThrows(VoiceException.class, () -> family.make(recording, model));
    assertTrue(
        refused
            .getMessage()
            .startsWith(
                "model small makes no voices from recordings: its weights are those published"
                    + " without voice cloning, whose encoder is all zero; accept the terms at"),
        refused.getMessage());
    assertTrue(refused.getMessage().contains("'rhapsode models pull small'"));
    assertSpeaks(factory());
  }

  private void assertSpeaks(EngineFactory factory) throws Exception {
    Voice alba = factory.voice("alba").orElseThrow();
    try (SpeechEngine engine = factory.open()) {
      SpeechRequest request = SpeechRequest.of("We sailed at dawn.", "en", alba, 0);
      assertInstanceOf(Speech.class, engine.speak(List.of(request)).get(0));
    }
  }

  private EngineFactory factory() {
    SynthesisSettings settings = new SynthesisSettings("cpu", WeightPrecision.FLOAT32, 1);
    return new PocketFamily().engine(models, voices, new NeuralRuntime(settings, 2));
  }

  private InstalledModel install() throws Exception {
    Path catalogue = Files.createDirectories(home.resolve("catalogue"));
    String config = Files.readString(FIXTURE.folder().resolve("config.yaml"));
    Files.writeString(catalogue.resolve("config.yml"), config + "random_weights: true\n");
    Files.writeString(
        catalogue.resolve("small.yaml"),
        """
        id: small
        family: pocket-tts
        title: A small model
        languages: [en]
        licence: {id: CC-BY-4.0, notice: None., page: https://example.org}
        config: config.yml
        files:
          - {name: model.safetensors}
          - {name: tokenizer.model}
          - {name: alba.safetensors}
          - {name: cosette.safetensors}
        voices:
          - {name: alba, language: en, file: alba.safetensors}
          - {name: cosette, language: en, file: cosette.safetensors, commercial: false}
        """);
    return new ModelImporter(
            models, ModelCatalogue.read(catalogue), new ModelChecks(List.of(new PocketFamily())))
        .importFolder(given, "small", List.of(), Transfer.COPY);
  }

  /** Writes a file again in bfloat16, the encoder's weights times a factor. */
  private void rewrite(String name, float encoderFactor) throws IOException {
    Path file = given.resolve(name);
    SafetensorsWriter writer = new SafetensorsWriter();
    try (Safetensors read = Safetensors.open(file)) {
      for (String tensor : read.names()) {
        long[] shape = read.entry(tensor).shape().stream().mapToLong(Long::longValue).toArray();
        if (read.entry(tensor).type() == ElementType.I64) {
          writer.integers(tensor, read.integers(tensor), shape);
          continue;
        }
        float factor = tensor.startsWith("mimi.encoder.") ? encoderFactor : 1;
        writer.bytes(tensor, ElementType.BF16, halved(read.floats(tensor), factor), shape);
      }
    }
    Path rewritten = home.resolve("rewritten");
    writer.write(rewritten);
    Files.move(rewritten, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static ByteBuffer halved(float[] values, float factor) {
    ByteBuffer half =
        ByteBuffer.allocate(values.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      half.putShort((short) (Float.floatToRawIntBits(value * factor) >>> 16));
    }
    return half.flip();
  }
}
