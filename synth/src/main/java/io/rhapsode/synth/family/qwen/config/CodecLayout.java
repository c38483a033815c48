package io.rhapsode.synth.family.qwen.config;

import io.rhapsode.synth.checkpoint.ExpectedTensor;
import io.rhapsode.synth.family.qwen.config.CodecConfig.Decoder;
import io.rhapsode.synth.family.qwen.config.CodecConfig.Encoder;
import java.util.Map;
import java.util.TreeMap;

/** The tensors of a codec of given dimensions, by name. */
public final class CodecLayout {
  private static final int RESIDUAL_UNITS = 3;
  private static final int FIRST_KERNEL = 3;
  private static final int KERNEL = 7;

  private final Map<String, ExpectedTensor> tensors = new TreeMap<>();
  private final CodecConfig config;

  private CodecLayout(CodecConfig config) {
    this.config = config;
  }

  public static Map<String, ExpectedTensor> tensors(CodecConfig config) {
    CodecLayout layout = new CodecLayout(config);
    layout.decoder(config.decoder());
    layout.encoder(config.encoder());
    return layout.tensors;
  }

  private void decoder(Decoder sizes) {
    dequantiser("decoder.quantizer.rvq_first.", sizes.width(), 1);
    dequantiser("decoder.quantizer.rvq_rest.", sizes.width(), config.codebooks() - 1);
    convolution("decoder.pre_conv.conv", sizes.latent(), sizes.width(), FIRST_KERNEL);
    decoderTransformer(sizes.transformer(), sizes.latent());
    for (int i = 0; i < sizes.ratios().size(); i++) {
      upsampling("decoder.upsample." + i, sizes.latent(), sizes.ratios().get(i));
    }
    convolution("decoder.decoder.0.conv", sizes.channels(), sizes.latent(), KERNEL);
    int channels = sizes.channels();
    int blocks = sizes.rates().size();
    for (int i = 0; i < blocks; i++) {
      decoderBlock("decoder.decoder." + (i + 1) + ".block.", channels, sizes.rates().get(i));
      channels /= 2;
    }
    snake("decoder.decoder." + (blocks + 1), channels);
    convolution("decoder.decoder." + (blocks + 2) + ".conv", 1, channels, KERNEL);
  }

  private void dequantiser(String name, int width, int books) {
    add(name + "input_proj.weight", width / 2, width, 1);
    add(name + "output_proj.weight", width, width / 2, 1);
    for (int i = 0; i < books; i++) {
      String book = name + "vq.layers." + i + "._codebook.";
      add(book + "cluster_usage", config.codes());
      add(book + "embedding_sum", config.codes(), width / 2);
    }
  }

  private void decoderTransformer(Transformer sizes, int latent) {
    String name = "decoder.pre_transformer.";
    affine(name + "input_proj", sizes.width(), latent);
    affine(name + "output_proj", latent, sizes.width());
    add(name + "norm.weight", sizes.width());
    for (int i = 0; i < sizes.layers(); i++) {
      String layer = name + "layers." + i;
      attention(layer, sizes);
      add(layer + ".input_layernorm.weight", sizes.width());
      add(layer + ".post_attention_layernorm.weight", sizes.width());
      add(layer + ".mlp.gate_proj.weight", sizes.hidden(), sizes.width());
      add(layer + ".mlp.up_proj.weight", sizes.hidden(), sizes.width());
      add(layer + ".mlp.down_proj.weight", sizes.width(), sizes.hidden());
    }
  }

  private void attention(String layer, Transformer sizes) {
    add(layer + ".self_attn.q_proj.weight", sizes.queries(), sizes.width());
    add(layer + ".self_attn.k_proj.weight", sizes.keys(), sizes.width());
    add(layer + ".self_attn.v_proj.weight", sizes.keys(), sizes.width());
    add(layer + ".self_attn.o_proj.weight", sizes.width(), sizes.queries());
    add(layer + ".self_attn_layer_scale.scale", sizes.width());
    add(layer + ".mlp_layer_scale.scale", sizes.width());
  }

  private void upsampling(String name, int channels, int ratio) {
    convolution(name + ".0.conv", channels, channels, ratio);
    convolution(name + ".1.dwconv.conv", channels, 1, KERNEL);
    add(name + ".1.norm.weight", channels);
    add(name + ".1.norm.bias", channels);
    affine(name + ".1.pwconv1", 4L * channels, channels);
    affine(name + ".1.pwconv2", channels, 4L * channels);
    add(name + ".1.gamma", channels);
  }

  private void decoderBlock(String name, int channels, int rate) {
    int out = channels / 2;
    snake(name + 0, channels);
    add(name + "1.conv.weight", channels, out, 2L * rate);
    add(name + "1.conv.bias", out);
    for (int i = 0; i < RESIDUAL_UNITS; i++) {
      String unit = name + (i + 2);
      snake(unit + ".act1", out);
      convolution(unit + ".conv1.conv", out, out, KERNEL);
      snake(unit + ".act2", out);
      convolution(unit + ".conv2.conv", out, out, 1);
    }
  }

  private void snake(String name, int channels) {
    add(name + ".alpha", channels);
    add(name + ".beta", channels);
  }

  private void encoder(Encoder sizes) {
    String name = "encoder.encoder.layers.";
    int channels = sizes.filters();
    convolution(name + "0.conv", channels, 1, sizes.kernel());
    int index = 1;
    for (int ratio : sizes.ratios()) {
      int inner = channels / sizes.compress();
      for (int i = 0; i < sizes.units(); i++) {
        convolution(name + index + ".block.1.conv", inner, channels, sizes.unitKernel());
        convolution(name + index + ".block.3.conv", channels, inner, 1);
        index++;
      }
      convolution(name + (index + 1) + ".conv", 2L * channels, channels, 2 * ratio);
      channels *= 2;
      index += 2;
    }
    Transformer transformer = sizes.transformer();
    convolution(name + (index + 1) + ".conv", transformer.width(), channels, sizes.lastKernel());
    encoderTransformer(transformer);
    add(
        "encoder.downsample.conv.weight",
        transformer.width(),
        transformer.width(),
        2L * sizes.stride());
    String quantiser = "encoder.quantizer.";
    quantiser(quantiser + "semantic_residual_vector_quantizer.", 1);
    quantiser(quantiser + "acoustic_residual_vector_quantizer.", sizes.codebooks() - 1);
  }

  private void encoderTransformer(Transformer sizes) {
    for (int i = 0; i < sizes.layers(); i++) {
      String layer = "encoder.encoder_transformer.layers." + i;
      attention(layer, sizes);
      for (String norm : new String[] {".input_layernorm.", ".post_attention_layernorm."}) {
        add(layer + norm + "weight", sizes.width());
        add(layer + norm + "bias", sizes.width());
      }
      add(layer + ".mlp.fc1.weight", sizes.hidden(), sizes.width());
      add(layer + ".mlp.fc2.weight", sizes.width(), sizes.hidden());
    }
  }

  private void quantiser(String name, int books) {
    Encoder sizes = config.encoder();
    add(name + "input_proj.weight", sizes.rowWidth(), sizes.transformer().width(), 1);
    add(name + "output_proj.weight", sizes.transformer().width(), sizes.rowWidth(), 1);
    for (int i = 0; i < books; i++) {
      String book = name + "layers." + i + ".codebook.";
      add(book + "cluster_usage", config.codes());
      add(book + "embed_sum", config.codes(), sizes.rowWidth());
      add(book + "initialized", 1);
    }
  }

  private void convolution(String name, long out, long in, long kernel) {
    add(name + ".weight", out, in, kernel);
    add(name + ".bias", out);
  }

  private void affine(String name, long out, long in) {
    add(name + ".weight", out, in);
    add(name + ".bias", out);
  }

  private void add(String name, long... shape) {
    tensors.put(name, ExpectedTensor.floats(shape));
  }
}
