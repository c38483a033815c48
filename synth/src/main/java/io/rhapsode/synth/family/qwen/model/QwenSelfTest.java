package io.rhapsode.synth.family.qwen.model;

import io.rhapsode.synth.compute.torch.KnownNumbers;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.family.qwen.text.VoicePrompt;
import io.rhapsode.synth.family.qwen.text.VoicePrompt.Layout;
import io.rhapsode.synth.frame.Chunk;
import io.rhapsode.synth.frame.FrameDecoding;
import io.rhapsode.synth.frame.FrameSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One tiny inference through every part of the family on the device at hand, compared with known
 * numbers.
 */
public final class QwenSelfTest {
  private static final int FRAMES = 3;
  private static final int STRIDE = 640;
  private static final int CLIP_SAMPLES = 4_800;

  /**
   * Every 640th sample of each frame that the model says. Made with this program after its stages
   * were checked against the reference.
   */
  private static final float[] EXPECTED = {
    0.20699199f,
    -0.15224445f,
    0.44704863f,
    0.26376697f,
    -0.114899f,
    0.45544124f,
    0.27468792f,
    -0.12782039f,
    0.45855182f
  };

  private QwenSelfTest() {}

  /**
   * Runs the test.
   *
   * @throws IllegalStateException if the numbers are wrong
   */
  public static void run(TorchDevice device) {
    KnownNumbers.require(device, EXPECTED, speak(device));
  }

  /** Samples of a few frames in the voice of a made-up clip, each decoded alone. */
  static float[] speak(TorchDevice device) {
    QwenModel.Description sizes = QwenSamples.tiny();
    QwenModel.Description greedy =
        new QwenModel.Description(
            sizes.config(), sizes.codec(), sizes.rules().greedy(), sizes.role());
    float[] clip = new float[CLIP_SAMPLES];
    for (int i = 0; i < clip.length; i++) {
      clip[i] = (float) Math.sin(i * 0.05) / 4;
    }
    List<Float> numbers = new ArrayList<>();
    try (QwenModel model =
        QwenModel.load(
            greedy, QwenSamples.weights(sizes, false), device, WeightPrecision.FLOAT32)) {
      long[] codes = model.encode(clip);
      Chunk chunk = new Chunk("", "en", new int[] {10, 11, 12}, 0, FRAMES);
      try (QwenVoice voice = model.openVoice(prompt(model, codes), model.embed(clip));
          FrameSequence sequence = model.start(voice, chunk, (step, count) -> new float[count]);
          FrameDecoding decoding = model.startDecoding(voice)) {
        for (int frame = 0; frame < FRAMES; frame++) {
          float[] made = model.step(List.of(sequence), false).get(0).frame();
          float[] samples = decoding.decode(List.of(made));
          for (int i = 0; i < samples.length; i += STRIDE) {
            numbers.add(samples[i]);
          }
        }
      }
    }
    float[] all = new float[numbers.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = numbers.get(i);
    }
    return all;
  }

  private static VoicePrompt prompt(QwenModel model, long[] codes) {
    int frames = codes.length / model.codec().codebooks();
    return new VoicePrompt(
        OptionalInt.empty(),
        Optional.empty(),
        true,
        Optional.of(new VoicePrompt.Reference(new int[] {8, 9}, codes, frames)),
        new int[0],
        Layout.STREAMED);
  }
}
