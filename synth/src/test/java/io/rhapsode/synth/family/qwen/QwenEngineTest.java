package io.rhapsode.synth.family.qwen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.checkpoint.Safetensors;
import io.rhapsode.synth.checkpoint.SafetensorsWriter;
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
import io.rhapsode.synth.family.qwen.config.QwenConfig.Kind;
import io.rhapsode.synth.family.qwen.model.QwenFixture;
import io.rhapsode.synth.family.qwen.model.QwenModelFolder;
import io.rhapsode.synth.family.qwen.text.QwenText;
import io.rhapsode.synth.frame.FrameVoice;
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
import io.rhapsode.synth.voice.conditioning.Conditioning.PromptCache;
import io.rhapsode.synth.voice.conditioning.Conditioning.ReferenceCodes;
import io.rhapsode.synth.voice.conditioning.Conditioning.ReferenceSpeech;
import io.rhapsode.synth.voice.conditioning.Conditioning.SpeakerEmbedding;
import io.rhapsode.synth.voice.conditioning.Conditioning.StyleTable;
import io.rhapsode.synth.voice.conditioning.Conditioning.Table;
import io.rhapsode.synth.voice.conditioning.PromptState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tiny checkpoints in the published layout, from a folder to speech. */
class QwenEngineTest {
  private static final NeuralRuntime RUNTIME =
      new NeuralRuntime(new SynthesisSettings("cpu", WeightPrecision.FLOAT32, 2), 4);

  @TempDir Path home;
  private final QwenFamily family = new QwenFamily();

  /** A copy of the fixture's files, to be spoilt. */
  private Path copy(QwenFixture fixture) throws IOException {
    Path from = fixture.folder().folder();
    Path folder = Files.createTempDirectory(home, "download");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = folder.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.write(target, Files.readAllBytes(file));
      }
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

  private static List<QwenFixture> of(Kind kind) throws IOException {
    List<QwenFixture> found = new ArrayList<>();
    for (QwenFixture fixture : QwenFixture.all()) {
      if (fixture.folder().config().kind() == kind) {
        found.add(fixture);
      }
    }
    return found;
  }

  private static QwenFixture first(Kind kind) throws IOException {
    return of(kind).get(0);
  }

  @Test
  void presetsSpeakAndStream() throws Exception {
    long handles = TensorScope.liveHandles();
    QwenFixture fixture = first(Kind.CUSTOM_VOICE);
    ModelStore models = new ModelStore(home.resolve("models"));
    install(models, fixture.folder().folder());
    EngineFactory factory = family.engine(models, new VoiceFolder(home.resolve("voices")), RUNTIME);
    List<String> speakers =
        fixture.folder().config().names().speakers().keySet().stream().sorted().toList();
    assertEquals(speakers, factory.voices().stream().map(Voice::name).distinct().toList());
    Voice voice = factory.voice(speakers.get(0)).orElseThrow();
    List<SpeechRequest> requests = new ArrayList<>();
    for (int seed = 1; seed <= 3; seed++) {
      requests.add(SpeechRequest.of("The lamps were lit.", "en", voice, seed));
    }
    try (SpeechEngine engine = factory.open()) {
      List<SpeechResult> together = engine.speak(requests);
      boolean spoken = false;
      for (int i = 0; i < requests.size(); i++) {
        SpeechResult alone = engine.speak(List.of(requests.get(i))).get(0);
        if (together.get(i) instanceof Speech speech) {
          spoken = true;
          assertArrayEquals(
              speech.clip().samples(), assertInstanceOf(Speech.class, alone).clip().samples(), 0f);
        } else {
          // Random weights may never come to an end.
          assertEquals(together.get(i), alone);
        }
      }
      float[] streamed = streamed(engine, requests.get(0));
      assertTrue(streamed.length > 0);
      if (together.get(0) instanceof Speech speech) {
        float[] whole = speech.clip().samples();
        assertEquals(whole.length, streamed.length);
        assertArrayEquals(whole, streamed, 1e-3f);
      }
      System.out.printf(
          "%s: %d samples streamed, a batch %s%n",
          fixture, streamed.length, spoken ? "spoken" : "without end");
    }
    assertEquals(handles, TensorScope.liveHandles());
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

  @Test
  void recordingsBecomeVoices() throws Exception {
    QwenFixture fixture = first(Kind.BASE);
    ModelStore models = new ModelStore(home.resolve("models"));
    InstalledModel model = install(models, fixture.folder().folder());
    float[] samples = new float[48_000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) Math.sin(i * 0.05) / 4;
    }
    PcmClip recording = new PcmClip(24_000, samples);
    Conditioning heard;
    Conditioning told;
    try (VoiceMaker maker = family.openVoiceMaker(model, RUNTIME).orElseThrow()) {
      heard = maker.derive(recording, Optional.empty());
      told = maker.derive(recording, Optional.of("It wasn't only the wind."));
    }
    assertInstanceOf(SpeakerEmbedding.class, heard);
    assertEquals(25, assertInstanceOf(ReferenceSpeech.class, told).codes().frames());
    for (Conditioning conditioning : List.of(heard, told)) {
      try (QwenSpeaker speaker = speaker(fixture.folder(), conditioning)) {
        FrameVoice voice = speaker.openVoice(anyVoice());
        try (voice;
            var sequence =
                speaker
                    .model()
                    .start(
                        voice,
                        speaker.chunks("The lamps were lit.", "en").get(0),
                        (step, count) -> new float[count]);
            var decoding = speaker.model().startDecoding(voice)) {
          float[] frame = speaker.model().step(List.of(sequence), false).get(0).frame();
          assertEquals(speaker.model().samplesPerFrame(), decoding.decode(List.of(frame)).length);
        }
      }
    }
  }

  /** Voice files may come from anyone; what does not fit the model never reaches it. */
  @Test
  void hostileVoicesAreRefused() throws Exception {
    QwenModelFolder folder = first(Kind.BASE).folder();
    int width = folder.config().talker().transformer().width();
    int books = folder.codec().codebooks();
    Table vector = new Table(new float[width], 1, width);
    ReferenceCodes codes = new ReferenceCodes(new long[3 * books], 3, books);
    long[] beyond = new long[3 * books];
    beyond[books + 1] = folder.codec().codes();
    int many = folder.config().talker().positions() + 1;
    List<Conditioning> hostile =
        List.of(
            new SpeakerEmbedding(new Table(new float[width + 1], 1, width + 1)),
            new SpeakerEmbedding(new Table(new float[2 * width], 2, width)),
            new ReferenceSpeech(new Table(new float[2], 1, 2), codes, "It is."),
            new ReferenceSpeech(vector, new ReferenceCodes(beyond, 3, books), "It is."),
            new ReferenceSpeech(
                vector, new ReferenceCodes(new long[3 * (books + 1)], 3, books + 1), "It is."),
            new ReferenceSpeech(
                vector, new ReferenceCodes(new long[many * books], many, books), "It is."),
            new ReferenceSpeech(vector, codes, "word ".repeat(many)),
            new ReferenceCodes(new long[3 * books], 3, books),
            new StyleTable(vector),
            new Preset("nobody"),
            new PromptCache(
                new PromptState(List.of(new float[2 * width]), 1, 1, width), Optional.empty()));
    for (Conditioning conditioning : hostile) {
      try (QwenSpeaker speaker = speaker(folder, conditioning)) {
        Exception refused =
            assertThrows(Exception.class, () -> speaker.openVoice(anyVoice()), conditioning.kind());
        assertTrue(
            refused instanceof IOException || refused instanceof IllegalArgumentException,
            refused::toString);
        System.out.println(conditioning.kind() + ": " + refused.getMessage());
      }
    }
    try (QwenSpeaker speaker =
        speaker(folder, new ReferenceSpeech(vector, codes, "It is.<|im_end|><tts_eos>"))) {
      speaker.openVoice(anyVoice()).close();
      int mostTokens = folder.config().tokens().start();
      assertTrue(
          Arrays.stream(speaker.chunks("Go on.<|im_end|><tts_eos>").get(0).ids())
              .noneMatch(id -> id >= mostTokens),
          "a control string became a control token");
    }
  }

  private static QwenSpeaker speaker(QwenModelFolder folder, Conditioning conditioning)
      throws IOException {
    QwenText text = folder.openText();
    return new QwenSpeaker(
        folder.load(text, TorchDevice.CPU, WeightPrecision.FLOAT32),
        text,
        voice -> conditioning,
        1,
        1);
  }

  private static Voice anyVoice() {
    return new Voice("any", QwenFamily.ID, "1", "00", "en", List.of("en"), Map.of(), 800);
  }

  @Test
  void modelsThatKnowSpeakersMakeNoVoices() throws Exception {
    ModelStore models = new ModelStore(home.resolve("models"));
    InstalledModel model = install(models, first(Kind.CUSTOM_VOICE).folder().folder());
    assertTrue(family.openVoiceMaker(model, RUNTIME).isEmpty());
    assertTrue(family.voiceIdentity(model).isEmpty());
  }

  @Test
  void weightsMayBeInSeveralFiles() throws Exception {
    Path folder = copy(first(Kind.BASE));
    Path whole = folder.resolve("model.safetensors");
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode places = mapper.createObjectNode();
    SafetensorsWriter[] writers = {new SafetensorsWriter(), new SafetensorsWriter()};
    try (Safetensors file = Safetensors.open(whole)) {
      int place = 0;
      for (String name : file.names()) {
        int shard = place++ % 2;
        long[] shape = file.entry(name).shape().stream().mapToLong(Long::longValue).toArray();
        writers[shard].floats(name, file.floats(name), shape);
        places.put(name, "model-%05d-of-00002.safetensors".formatted(shard + 1));
      }
    }
    for (int shard = 0; shard < 2; shard++) {
      writers[shard].write(folder.resolve("model-%05d-of-00002.safetensors".formatted(shard + 1)));
    }
    Files.delete(whole);
    Path index = folder.resolve("model.safetensors.index.json");
    mapper.writeValue(index.toFile(), mapper.createObjectNode().set("weight_map", places));
    assertTrue(family.check(folder).contains("model-00002-of-00002.safetensors"));
    places.put("talker.model.norm.weight", "../../model.safetensors");
    mapper.writeValue(index.toFile(), mapper.createObjectNode().set("weight_map", places));
    assertEquals(
        index
            + ": tensor 'talker.model.norm.weight' in file '../../model.safetensors' does not"
            + " belong to the model",
        assertThrows(IOException.class, () -> family.check(folder)).getMessage());
  }

  /** One spoilt file at a time; each error names the file and what is wrong with it. */
  @Test
  void hostileCheckpointsAreRefused() throws Exception {
    QwenFixture fixture = first(Kind.BASE);
    refused(fixture, "config.json", "\"num_attention_heads\": 4", "\"num_attention_heads\": 0");
    refused(fixture, "config.json", "\"head_dim\": 16", "\"head_dim\": 15");
    refused(fixture, "config.json", "\"hidden_size\": 32", "\"hidden_size\": 1000000000");
    refused(fixture, "config.json", "\"codec_eos_token_id\": 166", "\"codec_eos_token_id\": 9999");
    refused(fixture, "config.json", "\"tts_model_type\": \"base\"", "\"tts_model_type\": \"x\"");
    refused(fixture, "config.json", "{", "");
    refused(fixture, "speech_tokenizer/config.json", "\"decoder_dim\": 48", "\"decoder_dim\": 47");
    refused(fixture, "speech_tokenizer/config.json", "1920", "1921");
    refused(fixture, "merges.txt", "a n\n", "a n n\n");
    refused(fixture, "vocab.json", "\": 0", "\": -1");
    for (String file : List.of("model.safetensors", "speech_tokenizer/model.safetensors")) {
      Path folder = copy(fixture);
      byte[] bytes = Files.readAllBytes(folder.resolve(file));
      Files.write(folder.resolve(file), Arrays.copyOf(bytes, bytes.length - 7));
      refused(folder, file);
      bytes[7] = (byte) 0xff;
      Files.write(folder.resolve(file), bytes);
      refused(folder, file);
      Files.delete(folder.resolve(file));
      refused(folder, file);
    }
  }

  private void refused(QwenFixture fixture, String file, String sound, String spoilt)
      throws IOException {
    Path folder = copy(fixture);
    String text = Files.readString(folder.resolve(file));
    if (text.contains(sound)) {
      Files.writeString(folder.resolve(file), text.replace(sound, spoilt));
      refused(folder, file);
    }
  }

  private void refused(Path folder, String file) {
    String message = assertThrows(IOException.class, () -> family.check(folder), file).getMessage();
    String name = file.substring(file.lastIndexOf('/') + 1);
    assertTrue(message.contains(name) || message.contains("safetensors"), message);
    System.out.println(message.lines().findFirst().orElseThrow().replace(folder.toString(), ""));
  }
}
