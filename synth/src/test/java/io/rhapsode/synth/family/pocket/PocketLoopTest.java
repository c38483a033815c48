package io.rhapsode.synth.family.pocket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import io.rhapsode.synth.checkpoint.Safetensors;
import io.rhapsode.synth.compute.torch.TensorData;
import io.rhapsode.synth.compute.torch.TensorScope;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.family.pocket.config.PocketConfig;
import io.rhapsode.synth.family.pocket.model.PocketDecoding;
import io.rhapsode.synth.family.pocket.model.PocketModel;
import io.rhapsode.synth.family.pocket.model.PocketVoice;
import io.rhapsode.synth.frame.Chunk;
import io.rhapsode.synth.frame.FrameDecoding;
import io.rhapsode.synth.frame.FrameModel;
import io.rhapsode.synth.frame.FrameNoise;
import io.rhapsode.synth.frame.FrameSequence;
import io.rhapsode.synth.frame.FrameStep;
import io.rhapsode.synth.frame.FrameVoice;
import io.rhapsode.synth.frame.GenerationSettings;
import io.rhapsode.synth.generate.Scheduler;
import io.rhapsode.synth.generate.chunk.Outcome;
import io.rhapsode.synth.generate.chunk.Utterance;
import io.rhapsode.synth.voice.conditioning.Latents;
import io.rhapsode.synth.voice.conditioning.PromptState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The closed loop from text and voice to samples, with the reference's noise. */
class PocketLoopTest {
  private static final double TOLERANCE = 1e-4;

  static List<PocketFixture> fixtures() {
    return PocketFixture.ofRelease4();
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void encodesTheClipAndRunsThePrompt(PocketFixture fixture) {
    Map<String, TensorData> golden = fixture.golden();
    try (PocketModel model = fixture.model(1, WeightPrecision.FLOAT32)) {
      Latents latents = model.encode(PauseEnding.of(PocketFixture.clip(), model.sampleRateHz()));

      assertClose("latents", framesFirst(golden.get("enc.downsample_out")), latents.values());
      PromptState made = model.prompt(latents);
      PromptState published = fixture.voiceState();
      assertEquals(published.positions(), made.positions());
      assertClose("prompt", published.headsFirst(), made.headsFirst());
    }
    assertEquals(0, TensorScope.liveHandles());
  }

  /** As the engine speaks: through the queue, with the settings as published. */
  @ParameterizedTest
  @MethodSource("fixtures")
  void speaksWhatTheReferenceSpeaks(PocketFixture fixture) {
    Map<String, TensorData> golden = fixture.golden();
    JsonNode loop = fixture.description().get("e2e");
    List<Chunk> chunks =
        fixture.chunks(loop.get("text").textValue(), loop.get("max_tokens").intValue());
    assertEquals(loop.get("chunks").size(), chunks.size());
    try (PocketModel model = fixture.model(1, WeightPrecision.FLOAT32)) {
      GenerationSettings settings = asPublished(model.config(), loop);
      for (PromptState state : List.of(fixture.voiceState(), made(model))) {
        try (PocketVoice voice = model.openVoice(state)) {
          Watched watched = new Watched(model, chunks, golden);
          Outcome.Spoken spoken = speak(watched, settings, voice, chunks);
          assertClose("wave", golden.get("e2e.wave").toFloats(), spoken.samples());
          for (int i = 0; i < chunks.size(); i++) {
            assertChunk(i, chunks.get(i), loop.get("chunks").get(i), golden, watched, model);
          }
        }
      }
    }
    assertEquals(0, TensorScope.liveHandles());
  }

  private static PromptState made(PocketModel model) {
    return model.prompt(model.encode(PauseEnding.of(PocketFixture.clip(), model.sampleRateHz())));
  }

  private static Outcome.Spoken speak(
      Watched watched, GenerationSettings settings, PocketVoice voice, List<Chunk> chunks) {
    try (Scheduler scheduler = new Scheduler(watched, settings)) {
      List<Outcome> outcomes = scheduler.speak(List.of(new Utterance(voice, chunks, 1)));
      return assertInstanceOf(Outcome.Spoken.class, outcomes.get(0));
    }
  }

  /** The settings of the product, compared with what the loop was run with. */
  private static GenerationSettings asPublished(PocketConfig config, JsonNode loop) {
    GenerationSettings published = PocketSettings.published(config, 1);
    assertEquals(loop.get("temperature").doubleValue(), published.temperature());
    assertEquals(loop.get("eos_threshold").doubleValue(), published.endThreshold());
    assertEquals(loop.get("first_step_that_may_end").intValue(), published.earliestEnd());
    return new GenerationSettings(
        1, 1, published.temperature(), published.endThreshold(), published.earliestEnd(), 1, 0, 0);
  }

  private static void assertChunk(
      int index,
      Chunk chunk,
      JsonNode expected,
      Map<String, TensorData> golden,
      Watched watched,
      PocketModel model) {
    String name = "e2e.chunk" + index;
    assertEquals(expected.get("spoken").textValue(), chunk.text());
    int[] ids = new int[expected.get("token_ids").size()];
    Arrays.setAll(ids, i -> expected.get("token_ids").get(i).intValue());
    assertArrayEquals(ids, chunk.ids());
    assertEquals(expected.get("max_gen_frames").intValue(), chunk.maxFrames());
    assertEquals(expected.get("frames_after_eos").intValue(), chunk.framesAfterEnd());
    List<FrameStep> steps = watched.steps.get(index);
    assertEquals(expected.get("steps_run").intValue(), steps.size());
    float[] logits = new float[steps.size()];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = steps.get(i).endScore();
    }
    assertClose(name + ".eos_logits", golden.get(name + ".eos_logits").toFloats(), logits);
    List<float[]> frames =
        steps.subList(0, expected.get("frames").intValue()).stream().map(FrameStep::frame).toList();
    assertClose(name + ".latents", golden.get(name + ".latents").toFloats(), joined(frames));
    assertEqualsInAnyGroups(model, frames);
  }

  private static void assertEqualsInAnyGroups(PocketModel model, List<float[]> frames) {
    float[] whole = decode(model, frames, model.framesPerCall());
    assertClose("frame by frame", whole, decode(model, frames, 1));
    assertClose("in threes", whole, decode(model, frames, 3));
  }

  @Test
  void aStateOfTheOldLayoutIsTheSame() throws IOException {
    try (Safetensors legacy = Safetensors.open(TinyPocket.file("voice_state-legacy.safetensors"))) {
      assertEquals(TinyPocket.V2.voiceState(), PromptState.read(legacy));
    }
  }

  private static float[] joined(List<float[]> pieces) {
    int length = pieces.stream().mapToInt(piece -> piece.length).sum();
    float[] all = new float[length];
    int position = 0;
    for (float[] piece : pieces) {
      System.arraycopy(piece, 0, all, position, piece.length);
      position += piece.length;
    }
    return all;
  }

  private static float[] decode(PocketModel model, List<float[]> frames, int framesAtOnce) {
    List<float[]> pieces = new ArrayList<>();
    try (PocketDecoding decoding = model.startDecoding()) {
      for (int from = 0; from < frames.size(); from += framesAtOnce) {
        int end = Math.min(from + framesAtOnce, frames.size());
        pieces.add(decoding.decode(frames.subList(from, end)));
      }
    }
    return joined(pieces);
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

  private static void assertClose(String name, float[] expected, float[] actual) {
    double largest = 0;
    for (float value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertArrayEquals(expected, actual, (float) (TOLERANCE * largest), name);
  }

  /** The model with the reference's noise, which notes every step of every chunk. */
  private static final class Watched implements FrameModel {
    private final PocketModel model;
    private final List<Chunk> chunks;
    private final Map<String, TensorData> golden;
    private final List<List<FrameStep>> steps = new ArrayList<>();
    private final List<FrameSequence> sequences = new ArrayList<>();

    Watched(PocketModel model, List<Chunk> chunks, Map<String, TensorData> golden) {
      this.model = model;
      this.chunks = chunks;
      this.golden = golden;
      chunks.forEach(
          chunk -> {
            steps.add(new ArrayList<>());
            sequences.add(null);
          });
    }

    @Override
    public FrameSequence start(FrameVoice voice, Chunk chunk, FrameNoise noise) {
      int index = chunks.indexOf(chunk);
      float[] draws = golden.get("e2e.chunk" + index + ".noise").toFloats();
      FrameSequence started =
          model.start(
              voice,
              chunk,
              (step, count) -> Arrays.copyOfRange(draws, step * count, (step + 1) * count));
      sequences.set(index, started);
      return started;
    }

    @Override
    public List<FrameStep> step(List<FrameSequence> stepped, boolean steady) {
      List<FrameStep> made = model.step(stepped, steady);
      for (int i = 0; i < made.size(); i++) {
        steps.get(sequences.indexOf(stepped.get(i))).add(made.get(i));
      }
      return made;
    }

    @Override
    public FrameDecoding startDecoding() {
      return model.startDecoding();
    }

    @Override
    public int sampleRateHz() {
      return model.sampleRateHz();
    }

    @Override
    public int samplesPerFrame() {
      return model.samplesPerFrame();
    }

    @Override
    public int framesPerCall() {
      return model.framesPerCall();
    }

    /** The model stays the test's. */
    @Override
    public void close() {}
  }
}
