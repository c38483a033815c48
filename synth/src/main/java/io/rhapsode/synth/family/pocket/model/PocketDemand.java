package io.rhapsode.synth.family.pocket.model;

import io.rhapsode.synth.checkpoint.fingerprint.WeightSum;
import io.rhapsode.synth.compute.demand.ModelDemand;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.family.pocket.config.PocketConfig;
import io.rhapsode.synth.family.pocket.config.PocketLayout;

/** What a model of given dimensions asks of a device. */
public final class PocketDemand {
  private static final String LAYERS = "flow_lm.transformer.";
  private static final String FLOW = "flow_lm.flow_net.";

  /** Half a minute of speech, with a voice of fifteen seconds and their texts. */
  private static final int LONGEST_FRAMES = 768;

  private static final int FLOAT_BYTES = 4;
  private static final int LIVE_ACTIVATIONS = 4;

  private PocketDemand() {}

  /**
   * Works it out.
   *
   * @param steps of the flow head for each frame
   */
  public static ModelDemand of(PocketConfig config, int steps, WeightPrecision precision) {
    WeightSum sum = new WeightSum(PocketLayout.tensors(config));
    long layers = sum.of(name -> name.startsWith(LAYERS));
    long flow = sum.of(name -> name.startsWith(FLOW)) * steps;
    PocketConfig.Transformer sizes = config.flowLanguageModel().transformer();
    PocketConfig.Codec codec = config.codec();
    long decoded = (long) PocketModel.FRAMES_PER_CALL * codec.samplesPerFrame();
    return new ModelDemand(
        layers * precision.bytes() + (sum.all() - layers) * FLOAT_BYTES,
        sum.all() * FLOAT_BYTES,
        2L * sizes.layers() * sizes.keyValueHeads() * sizes.headDimension() * FLOAT_BYTES,
        LONGEST_FRAMES,
        decoded * codec.decoder().convolutions().filters() * FLOAT_BYTES * LIVE_ACTIVATIONS,
        layers * precision.bytes() + flow * FLOAT_BYTES,
        2 * (layers + flow),
        codec.frameRateHz());
  }
}
