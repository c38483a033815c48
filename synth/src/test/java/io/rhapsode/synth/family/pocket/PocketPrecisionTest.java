package io.rhapsode.synth.family.pocket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.family.pocket.model.PocketModel;
import io.rhapsode.synth.family.pocket.model.PocketSequence;
import io.rhapsode.synth.family.pocket.model.PocketVoice;
import io.rhapsode.synth.frame.Chunk;
import io.rhapsode.synth.frame.FrameNoise;
import io.rhapsode.synth.frame.GenerationSettings;
import io.rhapsode.synth.generate.Scheduler;
import io.rhapsode.synth.generate.chunk.Outcome;
import io.rhapsode.synth.generate.chunk.Utterance;
import io.rhapsode.synth.noise.GaussianNoise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The reduced precisions against float32, on the tiny checkpoint with the same inputs. */
class PocketPrecisionTest {
  private static final int FRAMES = 20;
  private static final FrameNoise NOISE =
      (step, count) -> new GaussianNoise(1).frame(0, 0, step, count, 0.8);

  /** Relative error of the latents, and of the end logit, in root mean square. */
  @ParameterizedTest
  @CsvSource({"INT8, 0.03", "BFLOAT16, 0.005"})
  void staysNearToFloat32(WeightPrecision precision, double bound) {
    List<float[]> exact = latents(WeightPrecision.FLOAT32);
    List<float[]> reduced = latents(precision);

    double error = 0;
    double power = 0;
    for (int frame = 0; frame < FRAMES; frame++) {
      for (int i = 0; i < exact.get(frame).length; i++) {
        double difference = exact.get(frame)[i] - reduced.get(frame)[i];
        error += difference * difference;
        power += exact.get(frame)[i] * exact.get(frame)[i];
      }
    }
    double relative = Math.sqrt(error / power);

    System.out.printf("%s: latents differ by %.4f of their magnitude%n", precision, relative);
    assertTrue(relative > 0, "the precision changes nothing");
    assertTrue(relative < bound, () -> precision + " differs by " + relative);
  }

  /** The first frame, before anything has added up. */
  @ParameterizedTest
  @MethodSource
  void everyKindOfModelRunsInEveryPrecision(PocketFixture fixture) {
    Chunk chunk = new Chunk("", fixture.chunks("Come in.", 50).get(0).ids(), 0, 1);
    float[] exact = latents(fixture, WeightPrecision.FLOAT32, chunk).get(0);
    for (WeightPrecision precision : List.of(WeightPrecision.INT8, WeightPrecision.BFLOAT16)) {
      assertArrayEquals(exact, latents(fixture, precision, chunk).get(0), 0.2f);
    }
  }

  static List<PocketFixture> everyKindOfModelRunsInEveryPrecision() {
    return PocketFixture.ofRelease4();
  }

  @Test
  void int8DoesNotDependOnTheBatch() {
    try (PocketModel model = TinyPocket.V2.model(1, WeightPrecision.INT8);
        PocketVoice voice = model.openVoice(TinyPocket.V2.voiceState())) {
      List<Utterance> utterances = new ArrayList<>();
      for (String text : List.of("Come in.", "The boat will leave before noon.", "No.", "Yes!")) {
        utterances.add(new Utterance(voice, TinyPocket.V2.chunks(text, 50), 3));
      }
      List<Outcome> alone = speak(model, 2, utterances);
      List<Outcome> together = speak(model, 4, utterances);
      for (int i = 0; i < alone.size(); i++) {
        Outcome.Spoken one = (Outcome.Spoken) alone.get(i);
        Outcome.Spoken other = (Outcome.Spoken) together.get(i);
        assertEquals(one.frames(), other.frames());
        assertArrayEquals(one.samples(), other.samples(), 1e-4f);
      }
    }
  }

  @Test
  void int8IsForTheProcessor() {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> WeightPrecision.INT8.requireOn(new TorchDevice(TorchDevice.Kind.CUDA, 1)));
    assertEquals(
        "precision int8 works on the processor only, not on cuda:1: use bfloat16",
        error.getMessage());
  }

  private static List<Outcome> speak(PocketModel model, int slots, List<Utterance> utterances) {
    GenerationSettings settings = new GenerationSettings(slots, 1, 0.7, -4, 6, 1, 0, 0);
    try (Scheduler scheduler = new Scheduler(model, settings)) {
      return scheduler.speak(utterances);
    }
  }

  private static List<float[]> latents(WeightPrecision precision) {
    return latents(TinyPocket.V2.fixture(), precision, comeIn());
  }

  private static List<float[]> latents(
      PocketFixture fixture, WeightPrecision precision, Chunk chunk) {
    List<float[]> latents = new ArrayList<>();
    try (PocketModel model = fixture.model(1, precision);
        PocketVoice voice = model.openVoice(fixture.voiceState());
        PocketSequence sequence = model.start(voice, chunk, NOISE)) {
      for (int frame = 0; frame < chunk.maxFrames(); frame++) {
        latents.add(model.step(List.of(sequence), false).get(0).frame());
      }
    }
    return latents;
  }

  private static Chunk comeIn() {
    Chunk chunk = TinyPocket.V2.chunks("Come in.", 50).get(0);
    return new Chunk(chunk.text(), chunk.ids(), 0, FRAMES);
  }
}
