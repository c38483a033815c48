package io.rhapsode.synth.family.voxtral.model;

import io.rhapsode.synth.checkpoint.ExpectedTensor;
import io.rhapsode.synth.compute.torch.KnownNumbers;
import io.rhapsode.synth.compute.torch.TensorData;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.family.voxtral.config.VoxtralLayout;
import io.rhapsode.synth.family.voxtral.config.VoxtralParameters;
import io.rhapsode.synth.frame.Chunk;
import io.rhapsode.synth.frame.FrameDecoding;
import io.rhapsode.synth.frame.FrameNoise;
import io.rhapsode.synth.frame.FrameSequence;
import io.rhapsode.synth.noise.GaussianNoise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One tiny inference through every part of the family on the device at hand, compared with known
 * numbers.
 */
public final class VoxtralSelfTest {
  private static final int FRAMES = 3;
  private static final int VOICE_ROWS = 4;
  private static final int STRIDE = 47;

  /**
   * Every 47th sample of each frame that the model says. Made with this program after its stages
   * were checked against the reference.
   */
  private static final float[] EXPECTED = {
    0.31034765f, -2.495779f, -0.095855854f, 0.20837332f, 0.4008204f, -0.9416407f,
    -0.09938164f, 0.3568985f, -0.9919407f, 0.9246911f, -0.043372273f, 0.11387889f
  };

  private static final FrameNoise NOISE =
      (step, count) -> new GaussianNoise(23).frame(0, 0, step, count, 1);

  private VoxtralSelfTest() {}

  /**
   * Runs the test.
   *
   * @throws IllegalStateException if the numbers are wrong
   */
  public static void run(TorchDevice device) {
    KnownNumbers.require(device, EXPECTED, speak(device));
  }

  /** Samples of a few frames, each decoded alone. */
  static float[] speak(TorchDevice device) {
    VoxtralParameters sizes = VoxtralSampleModel.tiny(32, 2_000, 20);
    int width = sizes.language().width();
    VoiceEmbedding rows =
        new VoiceEmbedding(
            new GaussianNoise(22).frame(0, 0, 0, VOICE_ROWS * width, 1), VOICE_ROWS, width);
    List<Float> numbers = new ArrayList<>();
    Chunk chunk = new Chunk("", new int[] {5, 9, 17, 4}, 0, FRAMES);
    try (VoxtralModel model =
            VoxtralModel.load(sizes, weights(sizes), false, device, WeightPrecision.FLOAT32);
        VoxtralVoice voice = model.openVoice(rows);
        FrameSequence sequence = model.start(voice, chunk, NOISE);
        FrameDecoding decoding = model.startDecoding()) {
      for (int frame = 0; frame < FRAMES; frame++) {
        float[] codes = model.step(List.of(sequence), false).get(0).frame();
        float[] samples = decoding.decode(List.of(codes));
        for (int i = 0; i < samples.length; i += STRIDE) {
          numbers.add(samples[i]);
        }
      }
    }
    float[] all = new float[numbers.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = numbers.get(i);
    }
    return all;
  }

  /** Matrices keep the magnitude of what goes through them, the weights of norms are 1. */
  private static Map<String, TensorData> weights(VoxtralParameters sizes) {
    Map<String, TensorData> tensors = new TreeMap<>();
    int index = 0;
    for (Map.Entry<String, ExpectedTensor> entry :
        new TreeMap<>(VoxtralLayout.tensors(sizes)).entrySet()) {
      long[] shape = entry.getValue().shape().stream().mapToLong(Long::longValue).toArray();
      int size = Math.toIntExact(entry.getValue().shape().stream().reduce(1L, Math::multiplyExact));
      float[] values = new GaussianNoise(1_000 + index++).frame(0, 0, 0, size, deviation(shape));
      if (shape.length == 1) {
        Arrays.fill(values, 1);
      }
      tensors.put(entry.getKey(), TensorData.ofFloats(values, shape));
    }
    return tensors;
  }

  private static double deviation(long[] shape) {
    double fanIn = 1;
    for (int axis = 1; axis < shape.length; axis++) {
      fanIn *= shape[axis];
    }
    return 1 / Math.sqrt(fanIn);
  }
}
