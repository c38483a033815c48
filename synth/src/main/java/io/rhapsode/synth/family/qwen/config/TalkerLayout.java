package io.rhapsode.synth.family.qwen.config;

import io.rhapsode.synth.checkpoint.ExpectedTensor;
import io.rhapsode.synth.family.qwen.config.QwenConfig.SpeakerEncoder;
import io.rhapsode.synth.family.qwen.config.QwenConfig.Talker;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tensors of a checkpoint of given dimensions but for the codec's, by name. */
public final class TalkerLayout {
  private static final String TALKER = "talker.";
  private static final String PREDICTOR = "talker.code_predictor.";
  private static final String SPEAKER = "speaker_encoder.";

  private final Map<String, ExpectedTensor> tensors = new TreeMap<>();

  private TalkerLayout() {}

  public static Map<String, ExpectedTensor> tensors(QwenConfig config) {
    TalkerLayout layout = new TalkerLayout();
    layout.talker(config.talker());
    layout.predictor(config);
    config.speakerEncoder().ifPresent(layout::speakerEncoder);
    return layout.tensors;
  }

  private void talker(Talker talker) {
    Transformer sizes = talker.transformer();
    int text = talker.textWidth();
    transformer(TALKER + "model.", sizes);
    add(TALKER + "model.codec_embedding.weight", talker.codes(), sizes.width());
    add(TALKER + "model.text_embedding.weight", talker.texts(), text);
    add(TALKER + "text_projection.linear_fc1.weight", text, text);
    add(TALKER + "text_projection.linear_fc1.bias", text);
    add(TALKER + "text_projection.linear_fc2.weight", sizes.width(), text);
    add(TALKER + "text_projection.linear_fc2.bias", sizes.width());
    add(TALKER + "codec_head.weight", talker.codes(), sizes.width());
  }

  private void predictor(QwenConfig config) {
    Transformer sizes = config.predictor().transformer();
    int codes = config.predictor().codes();
    int width = config.talker().transformer().width();
    transformer(PREDICTOR + "model.", sizes);
    for (int i = 0; i < config.talker().codebooks() - 1; i++) {
      add(PREDICTOR + "model.codec_embedding." + i + ".weight", codes, width);
      add(PREDICTOR + "lm_head." + i + ".weight", codes, sizes.width());
    }
    if (sizes.width() != width) {
      add(PREDICTOR + "small_to_mtp_projection.weight", sizes.width(), width);
      add(PREDICTOR + "small_to_mtp_projection.bias", sizes.width());
    }
  }

  private void transformer(String name, Transformer sizes) {
    for (int i = 0; i < sizes.layers(); i++) {
      String layer = name + "layers." + i;
      add(layer + ".input_layernorm.weight", sizes.width());
      add(layer + ".self_attn.q_proj.weight", sizes.queries(), sizes.width());
      add(layer + ".self_attn.k_proj.weight", sizes.keys(), sizes.width());
      add(layer + ".self_attn.v_proj.weight", sizes.keys(), sizes.width());
      add(layer + ".self_attn.o_proj.weight", sizes.width(), sizes.queries());
      add(layer + ".self_attn.q_norm.weight", sizes.headWidth());
      add(layer + ".self_attn.k_norm.weight", sizes.headWidth());
      add(layer + ".post_attention_layernorm.weight", sizes.width());
      add(layer + ".mlp.gate_proj.weight", sizes.hidden(), sizes.width());
      add(layer + ".mlp.up_proj.weight", sizes.hidden(), sizes.width());
      add(layer + ".mlp.down_proj.weight", sizes.width(), sizes.hidden());
    }
    add(name + "norm.weight", sizes.width());
  }

  private void speakerEncoder(SpeakerEncoder sizes) {
    List<Integer> channels = sizes.channels();
    int last = channels.size() - 1;
    convolution(SPEAKER + "blocks.0.conv", channels.get(0), sizes.bands(), sizes.kernels().get(0));
    int joined = 0;
    for (int i = 1; i < last; i++) {
      int width = channels.get(i);
      int part = width / sizes.scale();
      String block = SPEAKER + "blocks." + i;
      convolution(block + ".tdnn1.conv", width, channels.get(i - 1), 1);
      for (int j = 0; j < sizes.scale() - 1; j++) {
        convolution(
            block + ".res2net_block.blocks." + j + ".conv", part, part, sizes.kernels().get(i));
      }
      convolution(block + ".tdnn2.conv", width, width, 1);
      convolution(block + ".se_block.conv1", sizes.gate(), width, 1);
      convolution(block + ".se_block.conv2", width, sizes.gate(), 1);
      joined += width;
    }
    int wide = channels.get(last);
    convolution(SPEAKER + "mfa.conv", wide, joined, sizes.kernels().get(last));
    convolution(SPEAKER + "asp.tdnn.conv", sizes.attention(), 3L * wide, 1);
    convolution(SPEAKER + "asp.conv", wide, sizes.attention(), 1);
    convolution(SPEAKER + "fc", sizes.width(), 2L * wide, 1);
  }

  private void convolution(String name, long out, long in, int kernel) {
    add(name + ".weight", out, in, kernel);
    add(name + ".bias", out);
  }

  private void add(String name, long... shape) {
    tensors.put(name, ExpectedTensor.floats(shape));
  }
}
