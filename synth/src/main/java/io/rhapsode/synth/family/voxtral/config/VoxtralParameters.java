package io.rhapsode.synth.family.voxtral.config;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The dimensions of a Voxtral TTS model, as its {@code params.json} gives them.
 *
 * @param language the language model
 * @param maxPeriod base of its rotary positions, {@code rope_theta}
 * @param vocabulary its text tokens with the special ones
 * @param tokens the special tokens that {@code params.json} names by number
 * @param flow the flow head's transformer
 * @param steps Euler steps of the flow head for each frame
 * @param codes the codebooks of a frame
 * @param codec the codec
 * @param presets names of the preset voices
 */
public record VoxtralParameters(
    Transformer language,
    double maxPeriod,
    int vocabulary,
    Tokens tokens,
    Transformer flow,
    int steps,
    Codes codes,
    Codec codec,
    List<String> presets) {

  public VoxtralParameters {
    requireNonNull(language, "language is null");
    requireNonNull(tokens, "tokens is null");
    requireNonNull(flow, "flow is null");
    requireNonNull(codes, "codes is null");
    requireNonNull(codec, "codec is null");
    presets = List.copyOf(presets);
  }

  /**
   * A transformer with grouped-query attention and gated feed-forwards.
   *
   * @param width features between its layers; heads times {@code headWidth} may differ
   * @param layers number of layers
   * @param headWidth features of a head
   * @param hidden features inside the feed-forward
   * @param heads heads of queries
   * @param groups heads of keys and values; divides {@code heads}
   * @param epsilon of its norms
   */
  public record Transformer(
      int width, int layers, int headWidth, int hidden, int heads, int groups, double epsilon) {}

  /**
   * Numbers of special tokens.
   *
   * @param begin of the sequence
   * @param audio stands where a row of the voice is put
   * @param beginAudio before the voice and before the speech
   */
  public record Tokens(int begin, int audio, int beginAudio) {}

  /**
   * The codebooks of a frame: one semantic, then the acoustic ones.
   *
   * @param semantic codes of the semantic codebook
   * @param levels values of every acoustic codebook
   * @param acoustic number of acoustic codebooks
   */
  public record Codes(int semantic, int levels, int acoustic) {
    /** Codes that come before the real ones in every codebook: nothing, and the end. */
    public static final int RESERVED = 2;

    /** Weights of codes are filled up to a multiple of this. */
    private static final int ROW_GROUP = 128;

    /** All codebooks. */
    public int count() {
      return 1 + acoustic;
    }

    /** Sizes of all codebooks, without the reserved codes. */
    public long[] sizes() {
      long[] sizes = new long[count()];
      Arrays.fill(sizes, levels);
      sizes[0] = semantic;
      return sizes;
    }

    /** Rows of the semantic head. */
    public long semanticRows() {
      return filledUp(semantic + (long) RESERVED);
    }

    /** Rows of the embedding of all codes. */
    public long embeddingRows() {
      return filledUp(semantic + RESERVED + (long) acoustic * (levels + RESERVED));
    }

    private static long filledUp(long rows) {
      return (rows + ROW_GROUP - 1) / ROW_GROUP * ROW_GROUP;
    }
  }

  /**
   * The codec. Its transformers take turns with convolutions that change the rate.
   *
   * @param sampleRateHz of the sound
   * @param patch samples of one step at the highest rate
   * @param patchKernel kernel of the first and the last convolution
   * @param semanticWidth features of a row of the semantic codebook
   * @param window steps before itself that a step sees at the highest rate
   * @param transformer of each stage; its layers are in {@code decoder} and {@code encoder}
   * @param queryKeyEpsilon of the norms of queries and keys
   * @param decoder from the lowest rate to the highest
   * @param encoder from the highest rate to the lowest
   */
  public record Codec(
      int sampleRateHz,
      int patch,
      int patchKernel,
      int semanticWidth,
      int window,
      Transformer transformer,
      double queryKeyEpsilon,
      Stages decoder,
      Stages encoder) {

    /** Steps of the highest rate in a frame. */
    public int stepsPerFrame() {
      return decoder.strides().stream().reduce(1, Math::multiplyExact);
    }

    /** Samples of a frame. */
    public int samplesPerFrame() {
      return Math.multiplyExact(patch, stepsPerFrame());
    }

    /** Windows of the encoder's transformers, in order. */
    public List<Integer> encoderWindows() {
      List<Integer> windows = new ArrayList<>();
      int window = window();
      for (int stride : encoder.strides()) {
        windows.add(window);
        window /= stride;
      }
      return windows;
    }

    /** Windows of the decoder's transformers, in order. */
    public List<Integer> decoderWindows() {
      List<Integer> windows = new ArrayList<>();
      int window = window() / stepsPerFrame();
      for (int stride : decoder.strides()) {
        window *= stride;
        windows.add(window);
      }
      return windows;
    }
  }

  /**
   * The stages of one half of the codec, in order.
   *
   * @param layers of the transformer of each stage
   * @param kernels of the convolution of each stage
   * @param strides of the convolution of each stage; a decoder's first has 1
   */
  public record Stages(List<Integer> layers, List<Integer> kernels, List<Integer> strides) {
    public Stages {
      layers = List.copyOf(layers);
      kernels = List.copyOf(kernels);
      strides = List.copyOf(strides);
      if (layers.isEmpty() || layers.size() != kernels.size() || layers.size() != strides.size()) {
        throw new IllegalArgumentException(
            "layers %s, kernels %s and strides %s are not of the same stages"
                .formatted(layers, kernels, strides));
      }
      for (int i = 0; i < kernels.size(); i++) {
        if (strides.get(i) < 1 || kernels.get(i) < strides.get(i) || layers.get(i) < 1) {
          throw new IllegalArgumentException(
              "stage %d has %d layers, kernel %d and stride %d: there must be a layer, and no step between two kernels"
                  .formatted(i, layers.get(i), kernels.get(i), strides.get(i)));
        }
      }
    }

    /** The same backwards: how the other half is built where nothing else is said. */
    public Stages reversed() {
      return new Stages(reversed(layers), reversed(kernels), reversed(strides));
    }

    private static List<Integer> reversed(List<Integer> values) {
      List<Integer> backwards = new ArrayList<>(values);
      Collections.reverse(backwards);
      return backwards;
    }
  }
}
