package io.rhapsode.synth.family.pocket.config;

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
 * @param endThreshold the speech has ended when its logit is above this
 * @param randomWeights the weights are random numbers, as a test model's; what they speak is noise
 *     that may end at any time, and is not judged
 */
public record PocketConfig(
    Optional<String> weightsPath,
    Optional<String> weightsPathWithoutVoiceCloning,
    PocketTextRules textRules,
    OptionalInt recommendedFramesAfterEnd,
    double defaultTemperature,
    double endThreshold,
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
   * @param conditionDimension width to which the transformer's output is projected for the head and
   *     the end of speech; absent where they take it as it is
   */
  public record FlowLanguageModel(
      boolean insertBosBeforeVoice,
      FlowHead flow,
      Transformer transformer,
      LookupTable lookupTable,
      OptionalInt conditionDimension) {

    /** Width of what the head and the end of speech take. */
    public int headInputDimension() {
      return conditionDimension.orElse(transformer.dimension());
    }
  }

  /**
   * The head that makes latents of noise.
   *
   * @param depth residual blocks
   */
  public record FlowHead(Kind kind, int dimension, int depth) {
    /** What the head gives for noise x. */
    public enum Kind {
      /** The velocity at x between two times, in any number of steps. */
      LSD,
      /** The latent, in one step. */
      DRIFTING,
      /** What x lacks to be the latent, in one step. */
      POINTWISE
    }

    /** Time conditions: start and target, or none. */
    int times() {
      return kind == Kind.LSD ? 2 : 0;
    }
  }

  /**
   * A stack of transformer layers.
   *
   * @param dimension width of the residual stream
   * @param attentionDimension width of the queries of all heads together
   * @param heads query heads
   * @param keyValueHeads heads of keys and values; each serves {@code heads / keyValueHeads} query
   *     heads
   * @param feedForwardDimension width inside the feed-forward block
   * @param maxPeriod base of the rotary embedding's periods
   */
  public record Transformer(
      int dimension,
      int attentionDimension,
      int heads,
      int keyValueHeads,
      int layers,
      int feedForwardDimension,
      double maxPeriod) {

    public Transformer {
      if (attentionDimension % heads != 0 || attentionDimension / heads % 2 != 0) {
        throw new IllegalArgumentException(
            "attention of %d is not an even multiple of %d heads"
                .formatted(attentionDimension, heads));
      }
      if (heads % keyValueHeads != 0) {
        throw new IllegalArgumentException(
            "%d heads cannot share %d heads of keys and values".formatted(heads, keyValueHeads));
      }
    }

    public int headDimension() {
      return attentionDimension / heads;
    }

    /** Rows of the fused projection to queries, keys and values. */
    int projectedDimension() {
      return attentionDimension + 2 * keyValueHeads * headDimension();
    }
  }

  /**
   * The text embedding.
   *
   * @param entries token ids; the table has one row more, for padding
   * @param rank width of a row that is projected to {@code dimension}; absent where it has that
   *     width
   * @param tokenizerPath file beside the configuration, or a hub URI
   */
  public record LookupTable(
      int dimension,
      int entries,
      OptionalInt rank,
      TokenizerFormat tokenizer,
      String tokenizerPath) {}

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
   */
  public record Codec(
      int sampleRateHz,
      double frameRateHz,
      int innerDimension,
      CodecHalf encoder,
      CodecHalf decoder,
      Quantizer quantizer) {

    /** Samples of one frame; 1920 for 24 kHz at 12.5 Hz. */
    public int samplesPerFrame() {
      return (int) Math.round(sampleRateHz / frameRateHz);
    }

    /** Codec transformer positions of one frame; 16 in all published models. */
    public int positionsPerFrame() {
      return samplesPerFrame() / encoder.convolutions().samplesPerPosition();
    }
  }

  /**
   * The encoder or the decoder.
   *
   * @param transformer of the convolutions' inner channels
   * @param context positions that the transformer sees, the present one included
   */
  public record CodecHalf(Convolutions convolutions, Transformer transformer, int context) {}

  /**
   * A SEANet encoder or decoder.
   *
   * @param dimension channels at the inner end
   * @param filters channels at the audio end
   * @param ratios strides of the decoder, from the inner end; the encoder has them reversed
   * @param compress a residual block's inner channels are its channels divided by this
   */
  public record Convolutions(
      int dimension,
      int filters,
      List<Integer> ratios,
      int kernelSize,
      int residualKernelSize,
      int lastKernelSize,
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
   * @param outputDimension channels of the decoder's inner end
   */
  public record Quantizer(int dimension, int outputDimension) {}
}
