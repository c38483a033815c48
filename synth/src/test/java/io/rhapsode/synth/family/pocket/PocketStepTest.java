package io.rhapsode.synth.family.pocket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.compute.SynthesisSettings;
import io.rhapsode.synth.compute.torch.TensorScope;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.frame.FrameSequence;
import io.rhapsode.synth.frame.FrameStep;
import io.rhapsode.synth.frame.SampleModel;
import io.rhapsode.synth.noise.GaussianNoise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Steps at the published sizes, where matrix products take rows in groups. */
class PocketStepTest {
  private static final int FRAMES = 1;

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "INT8"})
  void aSteadyStepIsTheSameToTheBitInAnyCompany(WeightPrecision precision) {
    NeuralRuntime runtime = new NeuralRuntime(new SynthesisSettings("cpu", precision, 1), 4);
    try (SampleModel sample = PocketSampleModel.load(SampleModel.Size.PUBLISHED, runtime)) {
      List<FrameStep> alone = steps(sample, 1);
      for (int count : new int[] {3, 17}) {
        List<FrameStep> together = steps(sample, count);
        for (int frame = 0; frame < FRAMES; frame++) {
          assertSame(
              alone.get(frame), together.get(frame), "among %d, frame %d".formatted(count, frame));
        }
      }
    }
    assertEquals(0, TensorScope.liveHandles());
  }

  /** What the first of so many sequences says. */
  private static List<FrameStep> steps(SampleModel sample, int count) {
    List<FrameSequence> sequences = new ArrayList<>();
    List<FrameStep> first = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        GaussianNoise noise = new GaussianNoise(i);
        sequences.add(
            sample
                .model()
                .start(
                    sample.voice(),
                    sample.chunk(3, FRAMES),
                    (step, width) -> noise.frame(0, 0, step, width, 0.8)));
      }
      for (int frame = 0; frame < FRAMES; frame++) {
        first.add(sample.model().step(sequences, true).get(0));
      }
      return first;
    } finally {
      sequences.forEach(FrameSequence::close);
    }
  }

  private static void assertSame(FrameStep expected, FrameStep actual, String message) {
    assertArrayEquals(expected.frame(), actual.frame(), 0f, message);
    assertEquals(expected.endScore(), actual.endScore(), 0f, message);
  }
}
