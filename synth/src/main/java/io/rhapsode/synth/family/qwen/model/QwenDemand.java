package io.rhapsode.synth.family.qwen.model;

import io.rhapsode.synth.checkpoint.fingerprint.WeightSum;
import io.rhapsode.synth.compute.demand.ModelDemand;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.family.qwen.config.CodecConfig;
import io.rhapsode.synth.family.qwen.config.CodecLayout;
import io.rhapsode.synth.family.qwen.config.QwenConfig;
import io.rhapsode.synth.family.qwen.config.TalkerLayout;
import io.rhapsode.synth.family.qwen.config.Transformer;

/** What a model of given dimensions asks of a device. */
public final class QwenDemand {
  private static final String PREDICTOR_LAYERS = "talker.code_predictor.model.layers.";
  private static final String PREDICTOR_HEADS = "talker.code_predictor.lm_head.";
  private static final String TALKER_LAYERS = "talker.model.layers.";
  private static final String TALKER_HEAD = "talker.codec_head.";

  /** A minute of speech, with a voice of fifteen seconds and their texts. */
  private static final int LONGEST_FRAMES = 1280;

  private static final int FLOAT_BYTES = 4;

  /** Activations of the codec's last block that are alive at once. */
  private static final int LIVE_ACTIVATIONS = 4;

  private QwenDemand() {}

  /**
   * Works it out.
   *
   * @param checkpointBytes size of the files with the weights
   */
  public static ModelDemand of(
      QwenConfig config, CodecConfig codec, WeightPrecision precision, long checkpointBytes) {
    WeightSum talker = new WeightSum(TalkerLayout.tensors(config));
    WeightSum sound = new WeightSum(CodecLayout.tensors(codec));
    long products = products(talker);
    long tables = talker.of(name -> name.startsWith("talker.")) - products;
    long rest = talker.of(name -> !name.startsWith("talker.")) + sound.all();
    long once = talker.of(name -> name.startsWith(TALKER_LAYERS) || name.startsWith(TALKER_HEAD));
    long predictor = talker.of(name -> name.startsWith(PREDICTOR_LAYERS));
    long heads = talker.of(name -> name.startsWith(PREDICTOR_HEADS));
    int others = config.talker().codebooks() - 1;
    Transformer sizes = config.talker().transformer();
    long decoded = (long) QwenModel.FRAMES_PER_CALL * codec.samplesPerFrame();
    int channels = codec.decoder().channels() >> codec.decoder().rates().size();
    return new ModelDemand(
        products * precision.bytes() + tables * precision.tableBytes() + rest * FLOAT_BYTES,
        checkpointBytes,
        2L * sizes.layers() * sizes.keys() * FLOAT_BYTES,
        LONGEST_FRAMES,
        decoded * channels * FLOAT_BYTES * LIVE_ACTIVATIONS,
        (once + predictor * others + heads) * precision.bytes(),
        2 * (once + predictor * (others + 1) + heads),
        (double) codec.sampleRateHz() / codec.samplesPerFrame());
  }

  /** Numbers of the matrices that steps read. */
  private static long products(WeightSum talker) {
    return talker.of(
        name ->
            name.startsWith(TALKER_LAYERS)
                || name.startsWith(TALKER_HEAD)
                || name.startsWith(PREDICTOR_LAYERS)
                || name.startsWith(PREDICTOR_HEADS));
  }
}
