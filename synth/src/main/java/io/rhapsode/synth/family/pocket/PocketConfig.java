package io.rhapsode.synth.family.pocket;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Dimensions and settings of a Pocket TTS model, as its published YAML configuration gives them.
 *
 * @param weightsPath where the weights are: a file beside the configuration, or a hub URI
 * @param weightsPathWithoutVoiceCloning where weights without the voice encoder's conditioning are
 * @param textRules how the model wants its text
 * @param recommendedFramesAfterEnd frames to go on for after the end of speech was seen
 * @param defaultTemperature variance of the flow's noise
 * @param randomWeights the weights are random numbers, as a test model's; what they speak is noise
 *     that may end at any time, and is not judged
 */
public record PocketConfig(
    Optional<String> weightsPath,
    Optional<String> weightsPathWithoutVoiceCloning,
    PocketTextRules textRules,
    OptionalInt recommendedFramesAfterEnd,
    double defaultTemperature,
    boolean randomWeights,
    FlowLanguageModel flowLanguageModel,
    Codec codec) {

  public PocketConfig {
    requireNonNull(weightsPath, "weightsPath is null");
    requireNonNull(weightsPathWithoutVoiceCloning, "weightsPathWithoutVoiceCloning is null");
    requireNonNull(textRules, "textRules is null");
    requireNonNull(recommendedFramesAfterEnd, "recommendedFramesAfterEnd is null");
    requireNonNull(flowLanguageModel, "flowLanguageModel is null");
    requireNonNull(codec, "codec is null");
  }

  /**
   * The autoregressive part.
   *
   * @param insertBosBeforeVoice a learned vector precedes the voice's frames in the sequence
   */
  public record FlowLanguageModel(
      boolean insertBosBeforeVoice,
      FlowHead flow,
      Transformer transformer,
      LookupTable lookupTable) {}

  /**
   * The flow-matching head.
   *
   * @param depth residual blocks
   */
  public record FlowHead(int dimension, int depth) {}

  /**
   * A stack of transformer layers.
   *
   * @param dimension width of the residual stream
   * @param feedForwardDimension width inside the feed-forward block
   * @param maxPeriod base of the rotary embedding's periods
   */
  public record Transformer(
      int dimension, int heads, int layers, int feedForwardDimension, double maxPeriod) {

    public Transformer {
      if (dimension % heads != 0 || dimension / heads % 2 != 0) {
        throw new IllegalArgumentException(
            "dimension %d is not an even multiple of %d heads".formatted(dimension, heads));
      }
    }

    public int headDimension() {
      return dimension / heads;
    }
  }

  /**
   * The text embedding.
   *
   * @param entries token ids; the table has one row more, for padding
   * @param tokenizerPath file beside the configuration, or a hub URI
   */
  public record LookupTable(
      int dimension, int entries, TokenizerFormat tokenizer, String tokenizerPath) {}

  /** File formats of tokenizers. */
  public enum TokenizerFormat {
    /** {@code tokenizer.model}. */
    SENTENCEPIECE,
    /** {@code tokenizer.json} of Hugging Face tokenizers. */
    TOKENIZERS
  }

  /**
   * The neural codec.
   *
   * @param innerDimension channels of the encoder's output
   * @param outerDimension channels between the transformers and the down- and upsampling
   * @param context positions a codec transformer sees, the present one included
   * @param layerScale initial value of the layer scale; the checkpoint holds the trained ones
   */
  public record Codec(
      int sampleRateHz,
      double frameRateHz,
      int innerDimension,
      int outerDimension,
      Convolutions convolutions,
      Transformer transformer,
      int context,
      double layerScale,
      Quantizer quantizer) {

    /** Samples of one frame; 1920 for 24 kHz at 12.5 Hz. */
    public int samplesPerFrame() {
      return (int) Math.round(sampleRateHz / frameRateHz);
    }

    /** Codec transformer positions of one frame; 16 in all published models. */
    public int positionsPerFrame() {
      return samplesPerFrame() / convolutions.samplesPerPosition();
    }
  }

  /**
   * The SEANet encoder and decoder.
   *
   * @param dimension channels at the inner end
   * @param filters channels at the audio end
   * @param ratios strides of the decoder, from the inner end; the encoder has them reversed
   * @param compress a residual block's inner channels are its channels divided by this
   */
  public record Convolutions(
      int dimension,
      int filters,
      int residualLayers,
      List<Integer> ratios,
      int kernelSize,
      int residualKernelSize,
      int lastKernelSize,
      int dilationBase,
      int compress) {

    public Convolutions {
      ratios = List.copyOf(ratios);
    }

    public int samplesPerPosition() {
      return ratios.stream().reduce(1, Math::multiplyExact);
    }
  }

  /**
   * The projection from latents to the codec's channels; nothing is quantized.
   *
   * @param dimension channels of a latent
   */
  public record Quantizer(int dimension, int outputDimension) {}
}
