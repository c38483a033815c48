package io.rhapsode.synth.family.voxtral.model;

import io.rhapsode.synth.checkpoint.fingerprint.WeightSum;
import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.compute.demand.ModelDemand;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.family.RandomWeights;
import io.rhapsode.synth.family.voxtral.config.VoxtralLayout;
import io.rhapsode.synth.family.voxtral.config.VoxtralParameters;
import io.rhapsode.synth.family.voxtral.config.VoxtralParameters.Codec;
import io.rhapsode.synth.family.voxtral.config.VoxtralParameters.Codes;
import io.rhapsode.synth.family.voxtral.config.VoxtralParameters.Stages;
import io.rhapsode.synth.family.voxtral.config.VoxtralParameters.Tokens;
import io.rhapsode.synth.family.voxtral.config.VoxtralParameters.Transformer;
import io.rhapsode.synth.frame.Chunk;
import io.rhapsode.synth.frame.FrameVoice;
import io.rhapsode.synth.frame.SampleModel;
import io.rhapsode.synth.noise.GaussianNoise;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A model of the family with random weights, 4 G of them in the published size. */
public final class VoxtralSampleModel implements SampleModel {
  /** Ids from here on are pieces of text. */
  private static final int FIRST_ID = 1000;

  private static final double DEVIATION = 0.02;

  /** Of norms and scales. */
  private static final Pattern ONES =
      Pattern.compile(".*(norm\\.weight|_scale|cluster_usage|original0)");

  /** Half a minute of a preset voice, as those published. */
  private static final int VOICE_ROWS = 375;

  private final VoxtralModel model;
  private final VoxtralVoice voice;
  private final ModelDemand demand;

  private VoxtralSampleModel(VoxtralModel model, ModelDemand demand) {
    this.model = model;
    this.demand = demand;
    int width = model.parameters().language().width();
    float[] rows = new GaussianNoise(2).frame(0, 0, 0, VOICE_ROWS * width, DEVIATION);
    this.voice = model.openVoice(new VoiceEmbedding(rows, VOICE_ROWS, width));
  }

  /**
   * @throws IllegalArgumentException if the device is not there, cannot do the precision or has too
   *     little memory
   */
  public static VoxtralSampleModel load(Size size, NeuralRuntime runtime) {
    VoxtralParameters sizes =
        size == Size.PUBLISHED ? published() : tiny(FIRST_ID + 24, 24_000, 240);
    TorchDevice device = runtime.requireDevice();
    long bytes = Float.BYTES * new WeightSum(VoxtralLayout.tensors(sizes)).all();
    ModelDemand demand = VoxtralDemand.of(sizes, false, runtime.precision(), bytes);
    demand.requireOn(device, 1);
    return new VoxtralSampleModel(
        VoxtralModel.load(
            sizes,
            RandomWeights.of(VoxtralLayout.tensors(sizes), DEVIATION, ONES.asMatchPredicate()),
            false,
            device,
            runtime.precision()),
        demand);
  }

  /** Those of Voxtral-4B-TTS-2603. */
  static VoxtralParameters published() {
    Stages decoder = new Stages(List.of(2, 2, 2, 2), List.of(3, 4, 4, 4), List.of(1, 2, 2, 2));
    return new VoxtralParameters(
        new Transformer(3072, 26, 128, 9216, 32, 8, 1e-5),
        1e6,
        131_072,
        new Tokens(1, 24, 25),
        new Transformer(3072, 3, 128, 9216, 32, 8, 1e-5),
        7,
        new Codes(8192, 21, 36),
        new Codec(
            24_000,
            240,
            7,
            256,
            16,
            new Transformer(1024, 1, 128, 4096, 8, 8, 0.01),
            1e-6,
            decoder,
            decoder.reversed()),
        List.of());
  }

  /** So small that a step takes a moment. */
  static VoxtralParameters tiny(int vocabulary, int sampleRateHz, int patch) {
    Stages decoder = new Stages(List.of(1, 1), List.of(3, 16), List.of(1, 8));
    return new VoxtralParameters(
        new Transformer(24, 2, 8, 40, 4, 2, 1e-5),
        10_000,
        vocabulary,
        new Tokens(1, 2, 3),
        new Transformer(24, 2, 8, 40, 4, 2, 1e-5),
        3,
        new Codes(20, 9, 5),
        new Codec(
            sampleRateHz,
            patch,
            7,
            6,
            16,
            new Transformer(16, 1, 4, 24, 4, 2, 0.01),
            1e-6,
            decoder,
            decoder.reversed()),
        List.of());
  }

  @Override
  public VoxtralModel model() {
    return model;
  }

  @Override
  public FrameVoice voice() {
    return voice;
  }

  @Override
  public Optional<ModelDemand> demand() {
    return Optional.of(demand);
  }

  @Override
  public Chunk chunk(int tokens, int frames) {
    int entries = model.parameters().vocabulary();
    int[] ids = new int[tokens];
    Arrays.setAll(ids, i -> FIRST_ID + i % (entries - FIRST_ID));
    return new Chunk("", ids, 0, frames);
  }
}
