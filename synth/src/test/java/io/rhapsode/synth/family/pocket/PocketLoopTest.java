package io.rhapsode.synth.family.pocket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.synth.compute.torch.TensorData;
import io.rhapsode.synth.compute.torch.TensorScope;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.noise.GaussianNoise;
import io.rhapsode.synth.voice.PromptState;
import io.rhapsode.synth.voice.VoiceProfile;
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
      VoiceProfile.Latents latents = model.encode(golden.get("enc.wave_raw").toFloats());

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
      PocketText.Chunk chunk = TinyPocket.V2.chunks(TinyPocket.V2.goldenText(), MAX_TOKENS).get(0);
      ChunkTask task = new ChunkTask(0, 0, voice, chunk, new GaussianNoise(0), 0);
      float[] noise = Arrays.copyOfRange(draws, 2 * model.latentWidth(), draws.length);
      assertClose(
          "seeded.latents",
          golden.get("seeded.latents").toFloats(),
          generate(model, task, noise, new ArrayList<>()));
    }
  }

  private static void assertSpeaks(TinyPocket tiny, PocketModel model, PromptState state)
      throws IOException {
    Map<String, TensorData> golden = tiny.golden();
    List<PocketText.Chunk> chunks = tiny.chunks(tiny.goldenText(), MAX_TOKENS);
    float[] wave = golden.get("e2e.wave").toFloats();
    int position = 0;
    try (PocketVoice voice = model.openVoice(state)) {
      for (int i = 0; i < chunks.size(); i++) {
        String name = "e2e.chunk" + i;
        ChunkTask task = new ChunkTask(0, i, voice, chunks.get(i), new GaussianNoise(0), 0);
        List<Float> logits = new ArrayList<>();
        float[] noise = golden.get(name + ".noise").toFloats();
        float[] latents = generate(model, task, noise, logits);
        assertClose(name + ".eos_logits", golden.get(name + ".eos_logits").toFloats(), logits);
        assertClose(name + ".latents", golden.get(name + ".latents").toFloats(), latents);
        float[] samples = decode(model, latents, latents.length / model.latentWidth());
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
      PocketModel model, ChunkTask task, float[] noise, List<Float> logits) {
    int width = model.latentWidth();
    PocketSettings settings = PocketSettings.published(model.config(), 1);
    try (ChunkGeneration generation = new ChunkGeneration(task, settings, model)) {
      for (int step = 0; !generation.isFinished(); step++) {
        float[] row = Arrays.copyOfRange(noise, step * width, (step + 1) * width);
        float logit = model.step(List.of(generation.sequence()), row)[0];
        logits.add(logit);
        generation.accept(logit);
      }
      assertTrue(generation.hasEnded());
      return generation.latents();
    }
  }

  private static float[] decode(PocketModel model, float[] latents, int framesAtOnce) {
    int size = framesAtOnce * model.latentWidth();
    float[] samples = new float[latents.length / model.latentWidth() * 1920];
    int position = 0;
    try (PocketDecoding decoding = model.startDecoding()) {
      for (int from = 0; from < latents.length; from += size) {
        float[] piece =
            decoding.decode(
                Arrays.copyOfRange(latents, from, Math.min(from + size, latents.length)));
        System.arraycopy(piece, 0, samples, position, piece.length);
        position += piece.length;
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
