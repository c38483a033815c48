package io.rhapsode.synth.family.voxtral.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.rhapsode.synth.compute.torch.TensorData;
import io.rhapsode.synth.compute.torch.TensorScope;
import io.rhapsode.synth.frame.FrameDecoding;
import io.rhapsode.synth.frame.FrameNoise;
import io.rhapsode.synth.frame.FrameSequence;
import io.rhapsode.synth.frame.FrameStep;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Text to samples through the model that the engine uses. */
class VoxtralLoopTest {
  private static final String FIXTURES =
      "io.rhapsode.synth.family.voxtral.model.VoxtralFixture#all";

  /** A case of the golden file on its way. */
  private static final class Speech {
    final String name;
    final VoxtralVoice voice;
    final FrameSequence sequence;
    final List<float[]> frames = new ArrayList<>();
    boolean ended;

    Speech(VoxtralFixture fixture, VoxtralModel model, JsonNode spoken) throws IOException {
      name = spoken.path("name").asText();
      voice = model.openVoice(fixture.voice(spoken.path("voice").asText()));
      TensorData noise = fixture.golden().get("e2e." + name + ".noise");
      float[] rows = noise.toFloats();
      FrameNoise given =
          (step, count) -> Arrays.copyOfRange(rows, step * count, (step + 1) * count);
      VoxtralText text = new VoxtralText(fixture.tokenizer(), fixture.parameters());
      sequence = model.start(voice, text.chunk(spoken.path("text").asText()), given);
    }

    void accept(FrameStep made) {
      ended = made.endScore() > 0.5;
      if (!ended) {
        frames.add(made.frame());
      }
    }

    long[] codes() {
      return frames.stream()
          .flatMapToInt(frame -> IntStream.range(0, frame.length).map(i -> (int) frame[i]))
          .mapToLong(code -> code)
          .toArray();
    }

    void close() {
      sequence.close();
      voice.close();
    }
  }

  @ParameterizedTest
  @MethodSource(FIXTURES)
  void closedLoopsSayWhatTheReferenceSays(VoxtralFixture fixture) throws IOException {
    try (VoxtralModel model = fixture.model()) {
      for (JsonNode spoken : fixture.description().path("cases")) {
        Speech speech = new Speech(fixture, model, spoken);
        while (!speech.ended) {
          speech.accept(model.step(List.of(speech.sequence), false).get(0));
        }
        check(fixture, model, speech);
      }
    }
    assertEquals(0, TensorScope.liveHandles());
  }

  /** All cases at once, each started some frames after the one before. */
  @ParameterizedTest
  @MethodSource(FIXTURES)
  void companyChangesNothing(VoxtralFixture fixture) throws IOException {
    try (VoxtralModel model = fixture.model()) {
      List<Speech> waiting = new ArrayList<>();
      for (JsonNode spoken : fixture.description().path("cases")) {
        waiting.add(new Speech(fixture, model, spoken));
      }
      List<Speech> all = List.copyOf(waiting);
      List<Speech> running = new ArrayList<>();
      for (int step = 0; !waiting.isEmpty() || !running.isEmpty(); step++) {
        if (step % 2 == 0 && !waiting.isEmpty()) {
          running.add(waiting.remove(0));
        }
        List<FrameSequence> sequences = new ArrayList<>();
        running.forEach(speech -> sequences.add(speech.sequence));
        List<FrameStep> made = model.step(sequences, true);
        for (int i = 0; i < made.size(); i++) {
          running.get(i).accept(made.get(i));
        }
        running.removeIf(speech -> speech.ended);
      }
      for (Speech speech : all) {
        check(fixture, model, speech);
      }
    }
    assertEquals(0, TensorScope.liveHandles());
  }

  private static void check(VoxtralFixture fixture, VoxtralModel model, Speech speech)
      throws IOException {
    String name = "e2e." + speech.name;
    assertArrayEquals(fixture.integers(name + ".codes"), speech.codes(), name);
    if (!speech.frames.isEmpty()) {
      float[] expected = fixture.golden().get(name + ".wave").toFloats();
      double tolerance = tolerance(fixture, name + ".wave");
      assertClose(expected, decoded(model, speech.frames, speech.frames.size()), tolerance);
      assertClose(expected, decoded(model, speech.frames, 1), tolerance);
    }
    System.out.printf("%s: %s has %d frames as it should%n", fixture, name, speech.frames.size());
    speech.close();
  }

  @ParameterizedTest
  @MethodSource(FIXTURES)
  void groupsOfFramesChangeNothing(VoxtralFixture fixture) throws IOException {
    float[] expected = fixture.golden().get("codec.wave").toFloats();
    double tolerance = tolerance(fixture, "codec.wave");
    int width = fixture.parameters().codes().count();
    long[] raw = fixture.integers("codec.raw");
    List<float[]> frames = new ArrayList<>();
    for (int i = 0; i < raw.length; i += width) {
      float[] frame = new float[width];
      for (int j = 0; j < width; j++) {
        frame[j] = raw[i + j] + 2;
      }
      frames.add(frame);
    }
    try (VoxtralModel model = fixture.model()) {
      for (int group : new int[] {1, 3, 7, 25, frames.size()}) {
        assertClose(expected, decoded(model, frames, group), tolerance);
      }
    }
  }

  @ParameterizedTest
  @MethodSource(FIXTURES)
  void recordingsBecomeTheReferencesRows(VoxtralFixture fixture) throws IOException {
    int width = fixture.parameters().codes().count();
    long[] frames = fixture.integers("enc.frames");
    try (VoxtralModel model = fixture.model()) {
      long[] codes = model.encode(fixture.golden().get("enc.long.wave").toFloats());
      assertArrayEquals(Arrays.copyOf(frames, frames.length - width), codes);
      VoiceEmbedding rows = model.embed(codes);
      assertEquals(frames.length / width, rows.rows());
      assertClose(
          fixture.golden().get("enc.embeds").toFloats(),
          rows.values(),
          tolerance(fixture, "enc.embeds"));
    }
  }

  private static float[] decoded(VoxtralModel model, List<float[]> frames, int group) {
    float[] samples = new float[frames.size() * model.samplesPerFrame()];
    int position = 0;
    try (FrameDecoding decoding = model.startDecoding()) {
      for (int i = 0; i < frames.size(); i += group) {
        float[] piece = decoding.decode(frames.subList(i, Math.min(frames.size(), i + group)));
        System.arraycopy(piece, 0, samples, position, piece.length);
        position += piece.length;
      }
    }
    assertEquals(samples.length, position);
    return samples;
  }

  private static double tolerance(VoxtralFixture fixture, String tensor) throws IOException {
    return fixture.description().path("tensors").path(tensor).path("atol").asDouble();
  }

  private static void assertClose(float[] expected, float[] actual, double tolerance) {
    assertEquals(expected.length, actual.length);
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      difference = Math.max(difference, Math.abs(expected[i] - actual[i]));
    }
    double found = difference;
    assertTrue(difference <= tolerance, () -> "off by %s of %s".formatted(found, tolerance));
  }
}
