package io.rhapsode.synth.voice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.synth.checkpoint.CheckpointException;
import io.rhapsode.synth.checkpoint.Safetensors;
import io.rhapsode.synth.checkpoint.SafetensorsWriter;
import io.rhapsode.synth.voice.conditioning.Conditioning;
import io.rhapsode.synth.voice.conditioning.Latents;
import io.rhapsode.synth.voice.conditioning.PromptState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class VoiceProfileFileTest {
  private static final Path FIXTURES = Path.of("src/test/resources/pocket-tts");
  private static final String WEIGHTS = "ab".repeat(32);
  private static final String ENCODER = "ef".repeat(32);

  @TempDir Path folder;

  static VoiceProfile profile(String name) {
    float[] layer = new float[2 * 3 * 2 * 4];
    for (int index = 0; index < layer.length; index++) {
      layer[index] = index / 7f;
    }
    return new VoiceProfile(
        name,
        Optional.of(
            new VoiceProfile.Origin(
                new VoiceProfile.Model("pocket-tts-tiny", WEIGHTS, ENCODER),
                new VoiceProfile.Reference(
                    "clip.wav", "01".repeat(32), 7.25, "warning: noise is 18 dB below speech"),
                new Consent(
                    "Ada Byron, 3 May 2026: \u201cher own books\u201d",
                    Instant.parse("2026-05-03T10:00:00Z"),
                    Optional.of(LocalDate.of(2027, 12, 31)),
                    new TreeSet<>(List.of("audiobook", "dub")),
                    Optional.of(
                        new Consent.SpokenStatement(
                            "said.wav",
                            "02".repeat(32),
                            Optional.of("Her own."),
                            Optional.of(0.9)))),
                Instant.parse("2026-05-04T11:12:13Z"),
                "Rhapsode 0.1.0")),
        Optional.empty(),
        Optional.of(
            new Conditioning.PromptCache(
                new PromptState(List.of(layer, layer), 3, 2, 4),
                Optional.of(new Latents(new float[] {1, 2, 3, 4, 5, 6}, 3, 2)))));
  }

  @Test
  void readsWhatItWroteAndWritesTheSameBytes() throws Exception {
    VoiceProfile ada = profile("ada");
    Path file = folder.resolve("ada.safetensors");
    VoiceProfileFile.write(ada, file);
    byte[] first = Files.readAllBytes(file);
    assertEquals(ada, VoiceProfileFile.read(file));
    VoiceProfileFile.write(VoiceProfileFile.read(file), file);
    assertArrayEquals(first, Files.readAllBytes(file));
  }

  @Test
  void readsBothPublishedLayoutsAlike() throws Exception {
    VoiceProfile present = VoiceProfileFile.read(FIXTURES.resolve("voice_state.safetensors"));
    VoiceProfile legacy = VoiceProfileFile.read(FIXTURES.resolve("voice_state-legacy.safetensors"));
    assertEquals(
        "PromptState[layers=2, positions=17, heads=4, features=16]", state(present).toString());
    assertEquals(state(present), state(legacy));
    assertEquals("voice_state-legacy", legacy.name());
    assertEquals(Optional.empty(), present.origin());
  }

  @Test
  void ignoresWhatLiesBeyondTheOffset() throws Exception {
    Path file = folder.resolve("padded.safetensors");
    float[] cache = new float[2 * 4 * 1 * 2];
    Arrays.fill(cache, Float.NaN);
    System.arraycopy(new float[] {1, 2, 3, 4}, 0, cache, 0, 4);
    System.arraycopy(new float[] {5, 6, 7, 8}, 0, cache, 8, 4);
    state(cache, 2, 4).write(file);
    assertEquals(
        new PromptState(List.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8}), 2, 1, 2),
        state(VoiceProfileFile.read(file)));
    state(cache, 3, 4).write(file);
    assertRefused(file, "transformer.layers.0.self_attn/cache holds a value that is not finite");
  }

  @Test
  void headsFirstAndBack() {
    PromptState state = state(profile("a"));
    float[] turned = state.headsFirst();
    assertEquals(state.layers().get(0)[2 * 4], turned[4], "position 1 of head 0 comes second");
    assertEquals(state, PromptState.ofHeadsFirst(turned, 2, 2, 3, 4));
  }

  @Test
  void refusesStatesThatAreNone() throws Exception {
    Path file = folder.resolve("x.safetensors");
    new SafetensorsWriter().floats("weight", new float[1], 1).write(file);
    assertRefused(file, "not a voice state: transformer.layers.0.self_attn/cache is missing");
    state(new float[16], 5, 4).write(file);
    assertRefused(file, "must be [2, 1, at least 5, heads, features], is [2, 1, 4, 1, 2]");
    state(new float[16], 0, 4).write(file);
    assertRefused(file, "layer 0 has 0 positions, not 1 or more");
    state(new float[16], Long.MAX_VALUE, 4).write(file);
    assertRefused(file, "layer 0 has 9223372036854775807 positions");
    state(new float[16], 4, 4).floats("flow_lm.extra", new float[1], 1).write(file);
    assertRefused(file, "tensor 'flow_lm.extra': does not belong in a voice");
    String pad = "transformer.layers.0.self_attn/pad";
    state(new float[16], 4, 4).integers(pad, new long[] {1}, 1).write(file);
    assertRefused(file, pad + " is not 0: this is a voice out of several, save it on its own");
    state(new float[16], 4, 4).integers(pad, new long[2], 2).write(file);
    assertRefused(file, pad + " must be one I64");
    state(new float[16], 4, 4).floats(pad, new float[1], 1).write(file);
    assertRefused(file, pad + " must be one I64");
    state(new float[16], 4, 4)
        .floats("transformer.layers.1.self_attn/cache", new float[8], 2, 1, 2, 1, 2)
        .integers("transformer.layers.1.self_attn/offset", new long[] {2}, 1)
        .write(file);
    assertRefused(
        file, "not a voice state: layer 0 is [2, 1, 4, 1, 2], layer 1 is [2, 1, 2, 1, 2]");
  }

  /** What vectors and codes of the other families must not be. */
  @Test
  void refusesConditioningsThatAreNone() throws Exception {
    Path file = folder.resolve("x.safetensors");
    String vector = "speaker_embedding";
    String codes = "reference_codes";
    kind("speaker-embedding").write(file);
    assertRefused(file, "tensor 'speaker_embedding': not in the file");
    kind("speaker-embedding").floats(vector, new float[0], 1, 0).write(file);
    assertRefused(file, "speaker_embedding must have two extents above 0, is [1, 0]");
    kind("speaker-embedding").floats(vector, new float[3], 3).write(file);
    assertRefused(file, "speaker_embedding must have two extents above 0, is [3]");
    kind("speaker-embedding").integers(vector, new long[3], 1, 3).write(file);
    assertRefused(file, "dtype I64 is not a float type");
    kind("speaker-embedding").floats(vector, new float[] {1, Float.NaN}, 1, 2).write(file);
    assertRefused(file, "conditioning is wrong: a value is not finite");
    kind("speaker-embedding")
        .floats(vector, new float[2], 1, 2)
        .floats("b", new float[1], 1)
        .write(file);
    assertRefused(file, "tensor 'b': does not belong in a voice");
    kind("reference-codes").floats(codes, new float[4], 2, 2).write(file);
    assertRefused(file, "reference_codes must be I64");
    kind("reference-codes").integers(codes, new long[] {1, -1}, 1, 2).write(file);
    assertRefused(file, "conditioning is wrong: a code is negative");
    kind("reference-codes").integers(codes, new long[0], 0, 16).write(file);
    assertRefused(file, "reference_codes must have two extents above 0, is [0, 16]");
    kind("reference-speech").integers(codes, new long[2], 1, 2).write(file);
    assertRefused(file, "tensor 'speaker_embedding': not in the file");
    kind("reference-speech").floats(vector, new float[2], 1, 2).write(file);
    assertRefused(file, "tensor 'reference_codes': not in the file");
    kind("reference-speech")
        .floats(vector, new float[2], 1, 2)
        .integers(codes, new long[2], 1, 2)
        .metadata("conditioning.transcript", " ")
        .write(file);
    assertRefused(file, "conditioning is wrong: the transcript is blank");
  }

  private static SafetensorsWriter kind(String kind) {
    return new SafetensorsWriter().metadata("conditioning.kind", kind);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "consent.statement|' '|voice metadata is wrong: the consent statement is empty: say who",
        "consent.statement||voice metadata 'consent.statement' is missing",
        "model.weights_sha256|12|voice metadata is wrong: weights is not 64 lower-case hexadecimal",
        "created.at|yesterday|voice metadata is wrong: Text 'yesterday' could not be parsed",
        "reference.seconds|NaN|voice metadata is wrong: seconds is not 0 or more: NaN",
        "rhapsode.voice|3|voice format 3 is newer than this program, which reads 2",
        "conditioning.kind|spell|conditioning of the unknown kind 'spell'",
        "recording.samples_sha256|12|voice metadata 'recording.sample_rate_hz' is missing",
      })
  void refusesWrongMetadata(String key, String value, String problem) throws Exception {
    Path file = folder.resolve("ada.safetensors");
    VoiceProfileFile.write(profile("ada"), file);
    rewrite(
        file,
        metadata -> {
          metadata.remove(key);
          if (value != null) {
            metadata.put(key, value);
          }
        });
    assertRefused(file, problem);
  }

  /** Files of format 1 are read; what they lack shows in the header. */
  @Test
  void readsTheFormerFormat() throws Exception {
    Path file = folder.resolve("ada.safetensors");
    VoiceProfileFile.write(profile("ada"), file);
    rewrite(
        file,
        metadata -> {
          metadata.put("rhapsode.voice", "1");
          metadata.remove("conditioning.kind");
        });
    assertEquals(profile("ada"), VoiceProfileFile.read(file));
    VoiceHeader header = VoiceProfileFile.readHeader(file);
    assertEquals(Optional.empty(), header.recording());
    assertEquals(Optional.of("prompt-cache"), header.kind());
    assertEquals(profile("ada").origin(), header.origin());
  }

  @Test
  void keepsTheRecordingAndItsTranscript() throws Exception {
    VoiceProfile ada = recorded("ada", 12_000);
    Path file = folder.resolve("ada.safetensors");
    VoiceProfileFile.write(ada, file);
    assertEquals(ada, VoiceProfileFile.read(file));
    VoiceHeader header = VoiceProfileFile.readHeader(file);
    assertEquals(ada.recording().map(Recording::summary), header.recording());
    assertEquals(0.75, header.recording().orElseThrow().seconds());
    assertEquals(16_000, ada.recording().orElseThrow().decode().sampleRateHz());
  }

  @Test
  void aDamagedRecordingIsFoundWhenItIsDecoded() throws Exception {
    Path file = folder.resolve("ada.safetensors");
    VoiceProfileFile.write(recorded("ada", 12_000), file);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 5] ^= 1;
    Files.write(file, bytes);
    Recording damaged = VoiceProfileFile.read(file).recording().orElseThrow();
    IOException refused = assertThrows(IOException.class, damaged::decode);
    assertTrue(refused.getMessage().contains("was damaged"), refused.getMessage());
  }

  @ParameterizedTest
  @MethodSource("conditionings")
  void everyKindOfConditioningIsReadAsItWasWritten(Conditioning conditioning) throws Exception {
    VoiceProfile voice =
        new VoiceProfile(
            "ada", profile("ada").origin(), Optional.empty(), Optional.of(conditioning));
    Path file = folder.resolve("ada.safetensors");
    VoiceProfileFile.write(voice, file);
    assertEquals(voice, VoiceProfileFile.read(file));
    assertEquals(Optional.of(conditioning.kind()), VoiceProfileFile.readHeader(file).kind());
    DerivedConditionings cache = new DerivedConditionings(folder.resolve("cache"));
    cache.keep("ab".repeat(32), "model", conditioning);
    assertEquals(Optional.of(conditioning), cache.find("ab".repeat(32), "model"));
    assertEquals(Optional.empty(), cache.find("ab".repeat(32), "another model"));
    assertEquals(Optional.empty(), cache.find("cd".repeat(32), "model"));
    cache.forget("ab".repeat(32));
    assertEquals(Optional.empty(), cache.find("ab".repeat(32), "model"));
  }

  static Stream<Conditioning> conditionings() {
    Conditioning.Table table = new Conditioning.Table(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
    return Stream.of(
        profile("ada").conditioning().orElseThrow(),
        new Conditioning.SpeakerEmbedding(table),
        new Conditioning.ReferenceCodes(new long[] {7, 8, 9, 2047}, 2, 2),
        new Conditioning.ReferenceSpeech(
            table, new Conditioning.ReferenceCodes(new long[] {7, 8, 9, 2047}, 2, 2), "So it is."),
        new Conditioning.StyleTable(table),
        new Conditioning.Preset("af_bella"));
  }

  /** A cache that lost a bit is as good as none. */
  @Test
  void aDamagedConditioningIsMadeAgain() throws Exception {
    DerivedConditionings cache = new DerivedConditionings(folder.resolve("cache"));
    Conditioning made = profile("ada").conditioning().orElseThrow();
    cache.keep("ab".repeat(32), "model", made);
    Path file;
    try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
      file = files.findFirst().orElseThrow();
    }
    byte[] sound = Files.readAllBytes(file);
    for (int bit : new int[] {sound.length * 8 - 300, sound.length * 4}) {
      byte[] bytes = sound.clone();
      bytes[bit / 8] ^= (byte) (1 << (bit % 8));
      Files.write(file, bytes);
      assertEquals(Optional.empty(), cache.find("ab".repeat(32), "model"), "bit " + bit);
    }
    Files.write(file, Arrays.copyOf(sound, sound.length / 2));
    assertEquals(Optional.empty(), cache.find("ab".repeat(32), "model"));
    cache.keep("ab".repeat(32), "model", made);
    assertEquals(Optional.of(made), cache.find("ab".repeat(32), "model"));
  }

  /** A voice with a recording of so many samples at 16 kHz. */
  static VoiceProfile recorded(String name, int samples) throws IOException {
    float[] tone = new float[samples];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (float) Math.sin(i / 9.0) / 3;
    }
    return new VoiceProfile(
        name,
        profile(name).origin(),
        Optional.of(Recording.of(new PcmClip(16_000, tone), Optional.of("Ah."))),
        Optional.empty());
  }

  private static PromptState state(VoiceProfile profile) {
    return ((Conditioning.PromptCache) profile.conditioning().orElseThrow()).state();
  }

  private static void rewrite(Path file, Consumer<Map<String, String>> change) throws IOException {
    SafetensorsWriter changed = new SafetensorsWriter();
    try (Safetensors sound = Safetensors.open(file)) {
      for (String name : sound.names()) {
        long[] shape = sound.entry(name).shape().stream().mapToLong(Long::longValue).toArray();
        changed.bytes(name, sound.entry(name).type(), sound.bytes(name), shape);
      }
      Map<String, String> metadata = new TreeMap<>(sound.metadata());
      change.accept(metadata);
      metadata.forEach(changed::metadata);
    }
    changed.write(file);
  }

  private static SafetensorsWriter state(float[] cache, long offset, int positions) {
    return new SafetensorsWriter()
        .floats(
            "transformer.layers.0.self_attn/cache",
            cache,
            2,
            1,
            positions,
            1,
            cache.length / 2 / positions)
        .integers("transformer.layers.0.self_attn/offset", new long[] {offset}, 1);
  }

  private static void assertRefused(Path file, String problem) {
    CheckpointException refused =
        assertThrows(CheckpointException.class, () -> VoiceProfileFile.read(file));
    assertTrue(refused.getMessage().startsWith(file + ": "), refused.getMessage());
    assertTrue(refused.getMessage().contains(problem), refused.getMessage());
  }
}
