package io.rhapsode.synth.family.pocket;

import io.rhapsode.synth.compute.torch.KnownNumbers;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.family.pocket.config.PocketConfig;
import io.rhapsode.synth.family.pocket.model.PocketModel;
import io.rhapsode.synth.family.pocket.model.PocketVoice;
import io.rhapsode.synth.frame.Chunk;
import io.rhapsode.synth.frame.FrameDecoding;
import io.rhapsode.synth.frame.FrameNoise;
import io.rhapsode.synth.frame.FrameSequence;
import io.rhapsode.synth.noise.GaussianNoise;
import java.util.List;

/**
 * One tiny inference through every part of the family on the machine and device at hand, compared
 * with known numbers: tells a broken native library or driver before anybody hears it. Takes about
 * a second.
 */
public final class PocketSelfTest {
  private static final int FRAMES = 4;
  private static final int CLIP_SAMPLES = 3_000;
  private static final int STRIDE = 997;

  /**
   * Every 997th sample of what the self-test model says. Made with this program after its layers
   * were checked against the reference implementation.
   */
  private static final float[] EXPECTED = {
    0f, 0.2151458f, 0.6672553f, -0.26830602f, -1.9391648f, 0.07823098f, -0.18838814f, 0.18582724f
  };

  private static final FrameNoise NOISE =
      (step, count) -> new GaussianNoise(13).frame(0, 0, step, count, Math.sqrt(0.7));

  private PocketSelfTest() {}

  /**
   * Runs the test.
   *
   * @param device the device to be used
   * @throws IllegalStateException if the numbers are wrong
   */
  public static void run(TorchDevice device) {
    KnownNumbers.require(device, EXPECTED, speak(device));
  }

  /** Clip to voice, voice and text to latents, latents to every 997th sample. */
  static float[] speak(TorchDevice device) {
    PocketConfig config = PocketSamples.config("self_test.yaml");
    try (PocketModel model =
        PocketModel.load(
            config, PocketSamples.weights(config, 11), device, 1, WeightPrecision.FLOAT32)) {
      float[] clip = new GaussianNoise(12).frame(0, 0, 0, CLIP_SAMPLES, 0.3);
      try (PocketVoice voice = model.openVoice(model.prompt(model.encode(clip)))) {
        Chunk chunk = new Chunk("", new int[] {5, 9, 17, 4}, 0, FRAMES);
        return everyStrideth(model, model.start(voice, chunk, NOISE));
      }
    }
  }

  /** Every step's frame, decoded alone. */
  private static float[] everyStrideth(PocketModel model, FrameSequence started) {
    int frameLength = model.samplesPerFrame();
    float[] kept = new float[(FRAMES * frameLength + STRIDE - 1) / STRIDE];
    try (FrameSequence sequence = started;
        FrameDecoding decoding = model.startDecoding()) {
      for (int frame = 0; frame < FRAMES; frame++) {
        float[] latent = model.step(List.of(sequence), false).get(0).frame();
        float[] samples = decoding.decode(List.of(latent));
        for (int i = 0; i < samples.length; i++) {
          int position = frame * frameLength + i;
          if (position % STRIDE == 0) {
            kept[position / STRIDE] = samples[i];
          }
        }
      }
    }
    return kept;
  }
}
