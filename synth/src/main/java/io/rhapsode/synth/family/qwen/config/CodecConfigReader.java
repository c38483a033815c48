package io.rhapsode.synth.family.qwen.config;

import io.rhapsode.synth.family.qwen.config.CodecConfig.Decoder;
import io.rhapsode.synth.family.qwen.config.CodecConfig.Encoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads the codec's {@code config.json}; what the file leaves out is as published. */
public final class CodecConfigReader {
  private CodecConfigReader() {}

  /**
   * @throws IOException if the file cannot be read, or a key is out of range or asks for what this
   *     program does not do; the message names file and key
   */
  public static CodecConfig read(Path file) throws IOException {
    ConfigSection root = ConfigSection.read(file);
    root.requireText("model_type", "qwen3_tts_tokenizer_12hz");
    ConfigSection decoder = root.section("decoder_config");
    ConfigSection encoder = root.section("encoder_config");
    int rate = root.size("output_sample_rate", 24_000);
    root.requireSize("input_sample_rate", rate);
    int samples = root.size("decode_upsample_rate", 1920);
    root.requireSize("encode_downsample_rate", samples);
    int codebooks = decoder.size("num_quantizers", 16);
    root.requireSize("encoder_valid_num_quantizers", codebooks);
    int codes = decoder.size("codebook_size", 2048);
    encoder.requireSize("codebook_size", codes);
    try {
      return new CodecConfig(
          rate, samples, codebooks, codes, decoder(decoder, samples), encoder(encoder, samples));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private static Decoder decoder(ConfigSection section, int samples) throws IOException {
    section.requireFlag("attention_bias", false);
    section.requireText("hidden_act", "silu");
    section.requireSize("num_semantic_quantizers", 1);
    int heads = section.size("num_attention_heads", 16);
    int width = section.size("hidden_size", 512);
    Transformer transformer =
        new Transformer(
            width,
            section.size("intermediate_size", 1024),
            section.size("num_hidden_layers", 8),
            heads,
            section.size("num_key_value_heads", heads),
            section.size("head_dim", 64),
            section.real("rms_norm_eps", 1e-5),
            section.real("rope_theta", 10_000));
    List<Integer> ratios = section.sizes("upsampling_ratios", List.of(2, 2));
    List<Integer> rates = section.sizes("upsample_rates", List.of(8, 5, 4, 3));
    int channels = section.size("decoder_dim", 1536);
    if (product(ratios) * product(rates) != samples) {
      throw section.wrong("upsample_rates", "do not make a frame of %d samples".formatted(samples));
    }
    if (channels % (1 << rates.size()) != 0) {
      throw section.wrong(
          "decoder_dim", "%d cannot be halved %d times".formatted(channels, rates.size()));
    }
    int codeWidth = section.size("codebook_dim", 512);
    if (codeWidth % 2 != 0) {
      throw section.wrong("codebook_dim", "is odd");
    }
    return new Decoder(
        codeWidth,
        section.size("latent_dim", 1024),
        transformer,
        section.size("sliding_window", 72),
        ratios,
        rates,
        channels);
  }

  private static Encoder encoder(ConfigSection section, int samples) throws IOException {
    section.requireFlag("attention_bias", false);
    section.requireFlag("use_causal_conv", true);
    section.requireFlag("use_conv_shortcut", false);
    section.requireText("hidden_act", "gelu");
    section.requireText("pad_mode", "constant");
    section.requireSize("audio_channels", 1);
    section.requireSize("num_semantic_quantizers", 1);
    int width = section.size("hidden_size", 512);
    List<Integer> ratios = new ArrayList<>(section.sizes("upsampling_ratios", List.of(8, 6, 5, 4)));
    Collections.reverse(ratios);
    long reduced = product(ratios);
    if (samples % reduced != 0) {
      throw section.wrong("upsampling_ratios", "do not divide a frame of " + samples);
    }
    int rowWidth = section.size("codebook_dim", 256);
    section.requireSize("vector_quantization_hidden_dimension", rowWidth);
    return new Encoder(
        section.size("num_filters", 64),
        ratios,
        section.size("kernel_size", 7),
        section.size("last_kernel_size", 3),
        section.size("residual_kernel_size", 3),
        section.size("compress", 2),
        section.size("num_residual_layers", 1),
        section.size("dilation_growth_rate", 2),
        encoderTransformer(section, width),
        (int) (samples / reduced),
        section.size("num_quantizers", 32),
        rowWidth);
  }

  private static Transformer encoderTransformer(ConfigSection section, int width)
      throws IOException {
    int heads = section.size("num_attention_heads", 8);
    return new Transformer(
        width,
        section.size("intermediate_size", 2048),
        section.size("num_hidden_layers", 8),
        heads,
        section.size("num_key_value_heads", heads),
        section.size("head_dim", Math.max(1, width / heads)),
        section.real("norm_eps", 1e-5),
        section.real("rope_theta", 10_000));
  }

  private static long product(List<Integer> factors) {
    return factors.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
  }
}
