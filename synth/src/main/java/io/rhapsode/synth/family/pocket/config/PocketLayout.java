package io.rhapsode.synth.family.pocket.config;

import io.rhapsode.synth.checkpoint.ExpectedTensor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tensors of a published checkpoint of the family: names and shapes follow from the
 * configuration, and a real file has exactly these.
 *
 * <p>Not safe for use by several threads; {@link #tensors} makes one for each call.
 */
public final class PocketLayout {
  /** Features of the flow head's time embedding before its first product: 128 cosines and sines. */
  private static final int TIME_FREQUENCIES = 128;

  private final Map<String, ExpectedTensor> tensors = new TreeMap<>();

  private PocketLayout() {}

  /**
   * Lists what a checkpoint must hold.
   *
   * @param config the model's configuration
   * @return expected tensors by name
   */
  public static Map<String, ExpectedTensor> tensors(PocketConfig config) {
    PocketLayout layout = new PocketLayout();
    layout.languageModel(config);
    layout.flowHead(config);
    layout.codec(config.codec());
    return Map.copyOf(layout.tensors);
  }

  private void languageModel(PocketConfig config) {
    PocketConfig.FlowLanguageModel model = config.flowLanguageModel();
    int width = model.transformer().dimension();
    int latent = config.codec().quantizer().dimension();
    add("flow_lm.bos_emb", latent);
    add("flow_lm.emb_mean", latent);
    add("flow_lm.emb_std", latent);
    add("flow_lm.speaker_proj_weight", width, config.codec().innerDimension());
    textEmbedding(model.lookupTable());
    add("flow_lm.input_linear.weight", width, latent);
    if (model.insertBosBeforeVoice()) {
      add("flow_lm.bos_before_voice", 1, 1, width);
    }
    transformer("flow_lm.transformer", model.transformer(), false);
    norm("flow_lm.out_norm", width);
    if (model.conditionDimension().isPresent()) {
      add("flow_lm.z_proj.weight", model.headInputDimension(), width);
    }
    linear("flow_lm.out_eos", 1, model.headInputDimension());
  }

  private void textEmbedding(PocketConfig.LookupTable table) {
    int rowWidth = table.rank().orElse(table.dimension());
    add("flow_lm.conditioner.embed.weight", table.entries() + 1, rowWidth);
    if (table.rank().isPresent()) {
      add("flow_lm.conditioner.proj.weight", table.dimension(), rowWidth);
    }
  }

  private void flowHead(PocketConfig config) {
    int latent = config.codec().quantizer().dimension();
    PocketConfig.FlowHead flow = config.flowLanguageModel().flow();
    int width = flow.dimension();
    String head = "flow_lm.flow_net.";
    for (int time = 0; time < flow.times(); time++) {
      String name = head + "time_embed." + time;
      add(name + ".freqs", TIME_FREQUENCIES);
      linear(name + ".mlp.0", width, 2 * TIME_FREQUENCIES);
      linear(name + ".mlp.2", width, width);
      add(name + ".mlp.3.alpha", width);
    }
    linear(head + "cond_embed", width, config.flowLanguageModel().headInputDimension());
    linear(head + "input_proj", width, latent);
    for (int block = 0; block < flow.depth(); block++) {
      String name = head + "res_blocks." + block;
      norm(name + ".in_ln", width);
      linear(name + ".mlp.0", width, width);
      linear(name + ".mlp.2", width, width);
      linear(name + ".adaLN_modulation.1", 3 * width, width);
    }
    linear(head + "final_layer.adaLN_modulation.1", 2 * width, width);
    linear(head + "final_layer.linear", latent, width);
  }

  private void codec(PocketConfig.Codec codec) {
    int encoded = codec.encoder().convolutions().dimension();
    int decoded = codec.decoder().convolutions().dimension();
    int factor = codec.positionsPerFrame();
    transformer("mimi.encoder_transformer.transformer", codec.encoder().transformer(), true);
    transformer("mimi.decoder_transformer.transformer", codec.decoder().transformer(), true);
    add("mimi.downsample.conv.conv.weight", codec.innerDimension(), encoded, 2 * factor);
    add("mimi.upsample.convtr.convtr.weight", decoded, 1, 2 * factor);
    add(
        "mimi.quantizer.output_proj.weight",
        codec.quantizer().outputDimension(),
        codec.quantizer().dimension(),
        1);
    encoder(codec.encoder().convolutions());
    decoder(codec.decoder().convolutions());
  }

  private void encoder(PocketConfig.Convolutions sizes) {
    String name = "mimi.encoder.model.";
    int channels = sizes.filters();
    convolution(name + 0, channels, 1, sizes.kernelSize());
    int layer = 1;
    List<Integer> ratios = sizes.ratios();
    for (int i = ratios.size() - 1; i >= 0; i--) {
      residualBlock(name + layer, channels, sizes);
      convolution(name + (layer + 2), 2 * channels, channels, 2 * ratios.get(i));
      channels *= 2;
      layer += 3;
    }
    convolution(name + (layer + 1), sizes.dimension(), channels, sizes.lastKernelSize());
  }

  private void decoder(PocketConfig.Convolutions sizes) {
    String name = "mimi.decoder.model.";
    int channels = sizes.filters() << sizes.ratios().size();
    convolution(name + 0, channels, sizes.dimension(), sizes.kernelSize());
    int layer = 2;
    for (int ratio : sizes.ratios()) {
      add(name + layer + ".convtr.weight", channels, channels / 2, 2 * ratio);
      add(name + layer + ".convtr.bias", channels / 2);
      channels /= 2;
      residualBlock(name + (layer + 1), channels, sizes);
      layer += 3;
    }
    convolution(name + layer, 1, channels, sizes.lastKernelSize());
  }

  private void residualBlock(String name, int channels, PocketConfig.Convolutions sizes) {
    int hidden = channels / sizes.compress();
    convolution(name + ".block.1", hidden, channels, sizes.residualKernelSize());
    convolution(name + ".block.3", channels, hidden, 1);
  }

  private void convolution(String name, int out, int in, int kernel) {
    add(name + ".conv.weight", out, in, kernel);
    add(name + ".conv.bias", out);
  }

  private void transformer(String name, PocketConfig.Transformer sizes, boolean isScaled) {
    int width = sizes.dimension();
    for (int i = 0; i < sizes.layers(); i++) {
      String layer = name + ".layers." + i;
      add(layer + ".self_attn.in_proj.weight", sizes.projectedDimension(), width);
      add(layer + ".self_attn.out_proj.weight", width, sizes.attentionDimension());
      norm(layer + ".norm1", width);
      norm(layer + ".norm2", width);
      add(layer + ".linear1.weight", sizes.feedForwardDimension(), width);
      add(layer + ".linear2.weight", width, sizes.feedForwardDimension());
      if (isScaled) {
        add(layer + ".layer_scale_1.scale", width);
        add(layer + ".layer_scale_2.scale", width);
      }
    }
  }

  private void norm(String name, int width) {
    add(name + ".weight", width);
    add(name + ".bias", width);
  }

  private void linear(String name, int out, int in) {
    add(name + ".weight", out, in);
    add(name + ".bias", out);
  }

  private void add(String name, long... shape) {
    tensors.put(name, ExpectedTensor.floats(shape));
  }
}
