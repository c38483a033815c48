package io.rhapsode.synth.family.qwen.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.rhapsode.synth.compute.torch.TensorData;
import io.rhapsode.synth.compute.torch.TensorScope;
import io.rhapsode.synth.family.qwen.config.QwenConfig;
import io.rhapsode.synth.family.qwen.text.QwenText;
import io.rhapsode.synth.family.qwen.text.VoicePrompt;
import io.rhapsode.synth.frame.Chunk;
import io.rhapsode.synth.frame.FrameDecoding;
import io.rhapsode.synth.frame.FrameNoise;
import io.rhapsode.synth.frame.FrameSequence;
import io.rhapsode.synth.frame.FrameStep;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Text to samples through the model that the engine uses. */
class QwenLoopTest {
  private static final FrameNoise NONE = (step, count) -> new float[count];

  /** A run of the golden file on its way. */
  private static final class Speech {
    final String name;
    final QwenVoice voice;
    final FrameSequence sequence;
    final List<float[]> frames = new ArrayList<>();
    final long[] expected;
    final int bound;
    boolean ended;

    Speech(QwenFixture fixture, QwenModel model, String name, JsonNode run, long[] expected)
        throws IOException {
      this.name = name;
      this.expected = expected;
      VoicePrompt prompt = fixture.voice(run);
      voice = model.openVoice(prompt, prompt.hasEmbedding() ? fixture.embedding() : new float[0]);
      bound = expected.length / fixture.codec().codebooks();
      try (QwenText text = fixture.text()) {
        int[] ids = text.spoken(run.path("text").textValue());
        String tag = QwenFixture.tag(run.path("language").asText(""));
        sequence = model.start(voice, new Chunk("", tag, ids, 0, bound + 1), NONE);
      }
    }

    /** Whether the reference's run ended by itself. */
    boolean ends() {
      return name.equals("e2e");
    }

    void accept(FrameStep made) {
      ended = made.endScore() > 0.5;
      if (!ended) {
        frames.add(made.frame());
        ended = frames.size() == bound && !ends();
      }
    }

    long[] codes() {
      float[] all = new float[expected.length];
      for (int i = 0; i < Math.min(bound, frames.size()); i++) {
        float[] frame = frames.get(i);
        System.arraycopy(frame, 0, all, i * frame.length, frame.length);
      }
      return QwenModel.whole(all);
    }

    void close() {
      sequence.close();
      voice.close();
    }
  }

  private static List<Speech> speeches(QwenFixture fixture, QwenModel model) throws IOException {
    List<Speech> speeches = new ArrayList<>();
    Map<String, TensorData> golden = fixture.tensors();
    for (var run : fixture.runs().entrySet()) {
      if (run.getValue().path("tokens").isArray()) {
        long[] codes = QwenModel.whole(golden.get(run.getKey() + ".codes").toFloats());
        speeches.add(new Speech(fixture, model, run.getKey(), run.getValue(), codes));
      }
    }
    return speeches;
  }

  @Test
  void closedLoopsSayWhatTheReferenceSays() throws IOException {
    for (QwenFixture fixture : QwenFixture.all()) {
      try (QwenModel model = fixture.model()) {
        for (Speech speech : speeches(fixture, model)) {
          while (!speech.ended) {
            speech.accept(model.step(List.of(speech.sequence), false).get(0));
          }
          check(fixture, model, speech);
        }
      }
    }
    assertEquals(0, TensorScope.liveHandles());
  }

  /** All runs at once, each started a frame after the one before. */
  @Test
  void companyChangesNothing() throws IOException {
    for (QwenFixture fixture : QwenFixture.all()) {
      try (QwenModel model = fixture.model()) {
        List<Speech> all = speeches(fixture, model);
        List<Speech> waiting = new ArrayList<>(all);
        List<Speech> running = new ArrayList<>();
        while (!waiting.isEmpty() || !running.isEmpty()) {
          if (!waiting.isEmpty()) {
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
    }
    assertEquals(0, TensorScope.liveHandles());
  }

  private static void check(QwenFixture fixture, QwenModel model, Speech speech)
      throws IOException {
    assertArrayEquals(speech.expected, speech.codes(), fixture + " " + speech.name);
    if (speech.ends()) {
      assertEquals(speech.bound, speech.frames.size(), "frames before the end");
      int samples = speech.bound * model.samplesPerFrame();
      // The reference may cut a recording one sample short.
      float[] wave = fixture.tensors().get("e2e.wav").toFloats();
      float[] expected = Arrays.copyOfRange(wave, wave.length - samples, wave.length);
      double tolerance = fixture.tolerance("e2e.wav");
      for (int group : new int[] {1, 3, speech.bound}) {
        assertClose(expected, decoded(model, speech.voice, speech.frames, group), tolerance);
      }
      TensorData cold = fixture.tensors().get("e2e.wav_cold");
      if (cold != null) {
        try (FrameDecoding decoding = model.startDecoding()) {
          assertClose(
              cold.toFloats(), decoding.decode(speech.frames), fixture.tolerance("e2e.wav_cold"));
        }
      }
    }
    System.out.printf("%s: %s has the reference's %d frames%n", fixture, speech.name, speech.bound);
    speech.close();
  }

  /** A voice that no recording stands before. */
  private static QwenVoice plain(QwenModel model) {
    return model.openVoice(
        new VoicePrompt(
            OptionalInt.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            new int[0],
            VoicePrompt.Layout.STREAMED),
        new float[0]);
  }

  @Test
  void groupsOfFramesChangeNothing() throws IOException {
    for (QwenFixture fixture : QwenFixture.all()) {
      Map<String, TensorData> golden = fixture.tensors();
      if (!golden.containsKey("dec.codes")) {
        continue;
      }
      List<float[]> frames = frames(golden.get("dec.codes"));
      float[] expected = golden.get("dec.wav").toFloats();
      double tolerance = fixture.tolerance("dec.wav");
      try (QwenModel model = fixture.model();
          QwenVoice voice = plain(model)) {
        for (int group : new int[] {1, 3, 7, 13, frames.size()}) {
          assertClose(expected, decoded(model, voice, frames, group), tolerance);
        }
        float[] part = golden.get("dec.batch_short").toFloats();
        assertClose(
            part,
            decoded(model, voice, frames.subList(0, part.length / model.samplesPerFrame()), 25),
            tolerance);
        List<float[]> many = frames(golden.get("dec.long_codes"));
        float[] shown = golden.get("dec.long_whole").toFloats();
        float[] all = decoded(model, voice, many, 25);
        int from = 298 * model.samplesPerFrame();
        assertClose(shown, Arrays.copyOfRange(all, from, from + shown.length), tolerance);
        System.out.printf(
            "%s: %d and %d frames in groups sound as the whole%n",
            fixture, frames.size(), many.size());
      }
    }
  }

  @Test
  void recordingsBecomeTheReferencesCodes() throws IOException {
    for (QwenFixture fixture : QwenFixture.all()) {
      if (fixture.config().kind() != QwenConfig.Kind.BASE) {
        continue;
      }
      try (QwenModel model = fixture.model()) {
        float[] recording = fixture.recording();
        assertArrayEquals(
            QwenModel.whole(fixture.tensors().get("enc.codes").toFloats()),
            model.encode(recording));
        assertClose(
            fixture.embedding(), model.embed(recording), fixture.tolerance("spk.embedding"));
        for (var entry :
            fixture.description().path("encoder").path("frames_by_samples").properties()) {
          float[] silence = new float[Integer.parseInt(entry.getKey())];
          assertEquals(
              entry.getValue().intValue() * fixture.codec().codebooks(),
              model.encode(silence).length,
              entry.getKey());
        }
      }
    }
  }

  /** Text that comes piece by piece is spoken as if it had been there from the start. */
  @Test
  void textInPiecesIsSpokenAsWhole() throws IOException {
    for (QwenFixture fixture : QwenFixture.all()) {
      try (QwenModel model = fixture.model();
          QwenVoice voice = plain(model)) {
        int[] ids = new int[12];
        Arrays.setAll(ids, i -> 20 + i);
        List<float[]> whole = spoken(model, voice, ids, ids.length);
        for (int piece : new int[] {1, 2, 5}) {
          List<float[]> pieces = spoken(model, voice, ids, piece);
          for (int i = 0; i < whole.size(); i++) {
            assertArrayEquals(whole.get(i), pieces.get(i), "frame " + i);
          }
        }
        try (FrameSequence late = model.start(voice, chunk(20), NONE)) {
          for (int i = 0; i < 4; i++) {
            model.step(List.of(late), false);
          }
          assertFalse(late.append(chunk(21)), "the end of the text was read");
        }
      }
    }
  }

  private static List<float[]> spoken(QwenModel model, QwenVoice voice, int[] ids, int piece) {
    List<float[]> frames = new ArrayList<>();
    int given = piece;
    try (FrameSequence sequence =
        model.start(voice, chunk(Arrays.copyOf(ids, Math.min(piece, ids.length))), NONE)) {
      for (int frame = 0; frame < 16; frame++) {
        if (given < ids.length) {
          int[] more = Arrays.copyOfRange(ids, given, Math.min(ids.length, given + piece));
          assertTrue(sequence.append(chunk(more)));
          given += piece;
        }
        frames.add(model.step(List.of(sequence), false).get(0).frame());
      }
    }
    return frames;
  }

  private static Chunk chunk(int... ids) {
    return new Chunk("", "", ids, 0, 40);
  }

  private static List<float[]> frames(TensorData codes) {
    int width = (int) codes.shape()[1];
    List<float[]> frames = new ArrayList<>();
    for (int i = 0; i < codes.shape()[0]; i++) {
      frames.add(Arrays.copyOfRange(codes.toFloats(), i * width, (i + 1) * width));
    }
    return frames;
  }

  private static float[] decoded(
      QwenModel model, QwenVoice voice, List<float[]> frames, int group) {
    float[] samples = new float[frames.size() * model.samplesPerFrame()];
    int position = 0;
    try (FrameDecoding decoding = model.startDecoding(voice)) {
      for (int i = 0; i < frames.size(); i += group) {
        float[] piece = decoding.decode(frames.subList(i, Math.min(frames.size(), i + group)));
        System.arraycopy(piece, 0, samples, position, piece.length);
        position += piece.length;
      }
    }
    assertEquals(samples.length, position);
    return samples;
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
