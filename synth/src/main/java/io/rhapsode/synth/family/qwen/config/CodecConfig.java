package io.rhapsode.synth.family.qwen.config;

import java.util.List;

/**
 * The dimensions of the 12 Hz codec, as {@code speech_tokenizer/config.json} gives them.
 *
 * @param sampleRateHz of the sound it reads and makes
 * @param samplesPerFrame samples of a frame
 * @param codebooks codes of a frame
 * @param codes of each codebook
 */
public record CodecConfig(
    int sampleRateHz,
    int samplesPerFrame,
    int codebooks,
    int codes,
    Decoder decoder,
    Encoder encoder) {
  /**
   * From codes to sound.
   *
   * @param width features of a frame's codes together; a codebook's rows have half of them
   * @param latent channels on both sides of the transformer
   * @param window positions that a position sees, itself among them
   * @param ratios steps that become of one behind the transformer, one after the other
   * @param rates the same in the convolution blocks
   * @param channels before the first convolution block; each halves them
   */
  public record Decoder(
      int width,
      int latent,
      Transformer transformer,
      int window,
      List<Integer> ratios,
      List<Integer> rates,
      int channels) {
    public Decoder {
      ratios = List.copyOf(ratios);
      rates = List.copyOf(rates);
    }
  }

  /**
   * From sound to codes.
   *
   * @param filters channels of the first convolution; each reduction doubles them
   * @param ratios steps that become one, in the order in which the encoder runs
   * @param kernel of the first convolution
   * @param lastKernel of the last convolution
   * @param unitKernel of the residual units
   * @param compress how much narrower a residual unit is inside
   * @param units residual units before each reduction
   * @param growth of their dilation from one to the next
   * @param stride steps of the transformer that become a frame
   * @param codebooks in all, of which the frame has the first
   * @param rowWidth features of a codebook's row
   */
  public record Encoder(
      int filters,
      List<Integer> ratios,
      int kernel,
      int lastKernel,
      int unitKernel,
      int compress,
      int units,
      int growth,
      Transformer transformer,
      int stride,
      int codebooks,
      int rowWidth) {
    public Encoder {
      ratios = List.copyOf(ratios);
    }
  }
}
