package io.rhapsode.synth.family.pocket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.synth.compute.torch.TensorData;
import io.rhapsode.synth.compute.torch.TensorScope;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.frame.Chunk;
import io.rhapsode.synth.frame.FrameNoise;
import io.rhapsode.synth.frame.FrameStep;
import io.rhapsode.synth.voice.conditioning.Latents;
import io.rhapsode.synth.voice.conditioning.PromptState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The closed loop from text and voice to samples, with the reference's noise. */
class PocketLoopTest {
  private static final double TOLERANCE = 1e-4;
  private static final int MAX_TOKENS = 30;

  @ParameterizedTest
  @EnumSource
  void encodesTheClipAndRunsThePrompt(TinyPocket tiny) {
    Map<String, TensorData> golden = tiny.golden();
    try (PocketModel model = tiny.model(1, WeightPrecision.FLOAT32)) {
      Latents latents = model.encode(golden.get("enc.wave_raw").toFloats());

      assertClose("latents", framesFirst(golden.get("enc.downsample_out")), latents.values());
      PromptState made = model.prompt(latents);
      PromptState published = tiny.voiceState();
      assertEquals(published.positions(), made.positions());
      assertClose("prompt", published.headsFirst(), made.headsFirst());
    }
    assertEquals(0, TensorScope.liveHandles());
  }

  @ParameterizedTest
  @EnumSource
  void speaksWhatTheReferenceSpeaks(TinyPocket tiny) throws IOException {
    try (PocketModel model = tiny.model(1, WeightPrecision.FLOAT32)) {
      assertSpeaks(tiny, model, tiny.voiceState());
      assertSpeaks(
          tiny, model, model.prompt(model.encode(tiny.golden().get("enc.wave_raw").toFloats())));
    }
    assertEquals(0, TensorScope.liveHandles());
  }

  @Test
  void speaksFromAStateOfTheOldLayout() throws IOException {
    try (PocketModel model = TinyPocket.V2.model(1, WeightPrecision.FLOAT32)) {
      assertSpeaks(TinyPocket.V2, model, TinyPocket.voiceState("voice_state-legacy"));
    }
  }

  /** A longer loop; the reference draws once each for the voice and the text and drops it. */
  @Test
  void followsTheReferencesOwnRandomNumbers() {
    Map<String, TensorData> golden = TinyPocket.V2.golden();
    float[] draws = golden.get("seeded.draws").toFloats();
    try (PocketModel model = TinyPocket.V2.model(1, WeightPrecision.FLOAT32);
        PocketVoice voice = model.openVoice(TinyPocket.V2.voiceState())) {
      Chunk chunk = TinyPocket.V2.chunks(TinyPocket.V2.goldenText(), MAX_TOKENS).get(0);
      float[] noise = Arrays.copyOfRange(draws, 2 * model.latentWidth(), draws.length);
      assertClose(
          "seeded.latents",
          golden.get("seeded.latents").toFloats(),
          generate(model, voice, chunk, noise, new ArrayList<>()));
    }
  }

  private static void assertSpeaks(TinyPocket tiny, PocketModel model, PromptState state)
      throws IOException {
    Map<String, TensorData> golden = tiny.golden();
    List<Chunk> chunks = tiny.chunks(tiny.goldenText(), MAX_TOKENS);
    float[] wave = golden.get("e2e.wave").toFloats();
    int position = 0;
    try (PocketVoice voice = model.openVoice(state)) {
      for (int i = 0; i < chunks.size(); i++) {
        String name = "e2e.chunk" + i;
        List<Float> logits = new ArrayList<>();
        float[] noise = golden.get(name + ".noise").toFloats();
        float[] latents = generate(model, voice, chunks.get(i), noise, logits);
        assertClose(name + ".eos_logits", golden.get(name + ".eos_logits").toFloats(), logits);
        assertClose(name + ".latents", golden.get(name + ".latents").toFloats(), latents);
        float[] samples = decode(model, latents, model.framesPerCall());
        float[] expected = Arrays.copyOfRange(wave, position, position + samples.length);
        assertClose(name + " samples", expected, samples);
        assertClose(name + " frame by frame", expected, decode(model, latents, 1));
        assertClose(name + " in threes", expected, decode(model, latents, 3));
        position += samples.length;
      }
    }
    assertEquals(wave.length, position);
  }

  /** The closed loop of one chunk with given noise; collects the logit of every step. */
  private static float[] generate(
      PocketModel model, PocketVoice voice, Chunk chunk, float[] noise, List<Float> logits) {
    int width = model.latentWidth();
    double threshold = PocketSettings.published(model.config(), 1).endThreshold();
    FrameNoise given =
        (step, count) -> Arrays.copyOfRange(noise, step * width, step * width + count);
    List<float[]> frames = new ArrayList<>();
    int end = Integer.MAX_VALUE;
    try (PocketSequence sequence = model.start(voice, chunk, given)) {
      for (int step = 0; step < chunk.maxFrames(); step++) {
        FrameStep made = model.step(List.of(sequence), false).get(0);
        logits.add(made.endScore());
        end = Math.min(end, made.endScore() > threshold ? step : Integer.MAX_VALUE);
        if (end != Integer.MAX_VALUE && step >= end + chunk.framesAfterEnd()) {
          break;
        }
        frames.add(made.frame());
      }
    }
    assertTrue(end < chunk.maxFrames(), "no end");
    return joined(frames, width);
  }

  private static float[] joined(List<float[]> pieces, int length) {
    float[] all = new float[pieces.size() * length];
    for (int i = 0; i < pieces.size(); i++) {
      System.arraycopy(pieces.get(i), 0, all, i * length, length);
    }
    return all;
  }

  private static float[] decode(PocketModel model, float[] latents, int framesAtOnce) {
    int width = model.latentWidth();
    int frames = latents.length / width;
    float[] samples = new float[frames * 1920];
    try (PocketDecoding decoding = model.startDecoding()) {
      for (int from = 0; from < frames; from += framesAtOnce) {
        List<float[]> group = new ArrayList<>();
        for (int i = from; i < Math.min(from + framesAtOnce, frames); i++) {
          group.add(Arrays.copyOfRange(latents, i * width, (i + 1) * width));
        }
        float[] piece = decoding.decode(group);
        System.arraycopy(piece, 0, samples, from * 1920, piece.length);
      }
    }
    return samples;
  }

  /** [1, I, F] to [F, I]. */
  private static float[] framesFirst(TensorData data) {
    int channels = (int) data.shape()[1];
    int frames = (int) data.shape()[2];
    float[] values = data.toFloats();
    float[] turned = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      turned[i % frames * channels + i / frames] = values[i];
    }
    return turned;
  }

  private static void assertClose(String name, float[] expected, List<Float> actual) {
    float[] values = new float[actual.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = actual.get(i);
    }
    assertClose(name, expected, values);
  }

  private static void assertClose(String name, float[] expected, float[] actual) {
    double largest = 0;
    for (float value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertArrayEquals(expected, actual, (float) (TOLERANCE * largest), name);
  }
}
