package io.rhapsode.synth.family.voxtral.model;

import io.rhapsode.synth.checkpoint.fingerprint.WeightSum;
import io.rhapsode.synth.compute.demand.ModelDemand;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.family.voxtral.config.VoxtralLayout;
import io.rhapsode.synth.family.voxtral.config.VoxtralParameters;
import io.rhapsode.synth.family.voxtral.config.VoxtralParameters.Transformer;

/** What a model of given dimensions asks of a device. */
public final class VoxtralDemand {
  private static final String LAYERS = "layers.";
  private static final String FLOW = "acoustic_transformer.";
  private static final String CODEC = "audio_tokenizer.";
  private static final String TABLES = "mm_audio_embeddings.";

  /** Three tokens a frame, with and without what guides it. */
  private static final int FLOW_ROWS = 2 * 3;

  /** A minute of speech, with a voice of fifteen seconds and their texts. */
  private static final int LONGEST_FRAMES = 1280;

  private static final int FLOAT_BYTES = 4;
  private static final int LIVE_ACTIVATIONS = 4;

  private VoxtralDemand() {}

  /**
   * Works it out; an encoder is counted where there is one.
   *
   * @param checkpointBytes size of the files with the weights
   */
  public static ModelDemand of(
      VoxtralParameters parameters,
      boolean withEncoder,
      WeightPrecision precision,
      long checkpointBytes) {
    WeightSum sum = new WeightSum(VoxtralLayout.tensors(parameters));
    long encoder = withEncoder ? new WeightSum(VoxtralLayout.encoderTensors(parameters)).all() : 0;
    long language = sum.of(name -> name.startsWith(LAYERS));
    long flow = sum.of(name -> name.startsWith(FLOW));
    long tables = sum.of(name -> name.startsWith(TABLES));
    long codec = sum.of(name -> name.startsWith(CODEC)) + encoder;
    long rest = sum.all() + encoder - language - flow - tables - codec;
    Transformer sizes = parameters.language();
    VoxtralParameters.Codec sound = parameters.codec();
    long rows = (long) VoxtralModel.FRAMES_PER_CALL * sound.stepsPerFrame();
    return new ModelDemand(
        (language + flow) * precision.bytes()
            + tables * precision.tableBytes()
            + (codec + rest) * FLOAT_BYTES,
        checkpointBytes,
        2L * sizes.layers() * sizes.groups() * sizes.headWidth() * FLOAT_BYTES,
        LONGEST_FRAMES,
        rows * sound.transformer().hidden() * FLOAT_BYTES * LIVE_ACTIVATIONS,
        (language + flow * parameters.steps()) * precision.bytes(),
        2 * (language + flow * parameters.steps() * FLOW_ROWS),
        (double) sound.sampleRateHz() / sound.samplesPerFrame());
  }
}
