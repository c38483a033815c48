package io.rhapsode.synth.family.voxtral.config;

import io.rhapsode.synth.checkpoint.ExpectedTensor;
import io.rhapsode.synth.family.voxtral.config.VoxtralParameters.Codec;
import io.rhapsode.synth.family.voxtral.config.VoxtralParameters.Codes;
import io.rhapsode.synth.family.voxtral.config.VoxtralParameters.Stages;
import io.rhapsode.synth.family.voxtral.config.VoxtralParameters.Transformer;
import java.util.Map;
import java.util.TreeMap;

/** The tensors of a checkpoint of given dimensions, by name. */
public final class VoxtralLayout {
  private static final String CODEC = "audio_tokenizer.";
  private static final String FLOW = "acoustic_transformer.";

  private final Map<String, ExpectedTensor> tensors = new TreeMap<>();

  private VoxtralLayout() {}

  /** The published part: language model, flow head, the codec's decoder. */
  public static Map<String, ExpectedTensor> tensors(VoxtralParameters parameters) {
    VoxtralLayout layout = new VoxtralLayout();
    layout.language(parameters);
    layout.flow(parameters);
    layout.decoder(parameters);
    return layout.tensors;
  }

  /** The codec's encoder, which the published checkpoint lacks. */
  public static Map<String, ExpectedTensor> encoderTensors(VoxtralParameters parameters) {
    VoxtralLayout layout = new VoxtralLayout();
    layout.encoder(parameters);
    return layout.tensors;
  }

  private void language(VoxtralParameters parameters) {
    Transformer sizes = parameters.language();
    for (int i = 0; i < sizes.layers(); i++) {
      layer("layers." + i, sizes);
    }
    add("norm.weight", sizes.width());
    String embeddings = "mm_audio_embeddings.";
    add(embeddings + "tok_embeddings.weight", parameters.vocabulary(), sizes.width());
    add(
        embeddings + "audio_codebook_embeddings.embeddings.weight",
        parameters.codes().embeddingRows(),
        sizes.width());
  }

  private void flow(VoxtralParameters parameters) {
    Transformer sizes = parameters.flow();
    Codes codes = parameters.codes();
    int width = parameters.language().width();
    for (int i = 0; i < sizes.layers(); i++) {
      layer(FLOW + "layers." + i, sizes);
    }
    add(FLOW + "norm.weight", sizes.width());
    add(FLOW + "input_projection.weight", sizes.width(), codes.acoustic());
    add(FLOW + "time_projection.weight", sizes.width(), sizes.width());
    add(FLOW + "llm_projection.weight", sizes.width(), width);
    add(FLOW + "acoustic_codebook_output.weight", codes.acoustic(), sizes.width());
    add(FLOW + "semantic_codebook_output.weight", codes.semanticRows(), width);
  }

  private void decoder(VoxtralParameters parameters) {
    Codec codec = parameters.codec();
    int width = codec.transformer().width();
    Stages stages = codec.decoder();
    String blocks = CODEC + "decoder_blocks.";
    for (int i = 0; i < stages.layers().size(); i++) {
      convolution(
          blocks + 2 * i, width, i == 0 ? latent(parameters) : width, stages.kernels().get(i));
      codecTransformer(blocks + (2 * i + 1), codec.transformer(), stages.layers().get(i));
    }
    convolution(CODEC + "output_proj", codec.patch(), width, codec.patchKernel());
    String codebook = CODEC + "quantizer.semantic_codebook.";
    add(codebook + "cluster_usage", parameters.codes().semantic());
    add(codebook + "embedding_sum", parameters.codes().semantic(), codec.semanticWidth());
  }

  private void encoder(VoxtralParameters parameters) {
    Codec codec = parameters.codec();
    int width = codec.transformer().width();
    Stages stages = codec.encoder();
    String blocks = CODEC + "encoder_blocks.";
    convolution(CODEC + "input_proj", width, codec.patch(), codec.patchKernel());
    int last = stages.layers().size() - 1;
    for (int i = 0; i <= last; i++) {
      codecTransformer(blocks + 2 * i, codec.transformer(), stages.layers().get(i));
      int to = i == last ? latent(parameters) : width;
      convolution(blocks + (2 * i + 1), to, width, stages.kernels().get(i));
    }
  }

  private static int latent(VoxtralParameters parameters) {
    return parameters.codec().semanticWidth() + parameters.codes().acoustic();
  }

  private void codecTransformer(String name, Transformer sizes, int layers) {
    for (int i = 0; i < layers; i++) {
      String layer = name + ".layers." + i;
      layer(layer, sizes);
      add(layer + ".attention.q_norm.weight", (long) sizes.heads() * sizes.headWidth());
      add(layer + ".attention.k_norm.weight", (long) sizes.groups() * sizes.headWidth());
      add(layer + ".attention_scale", sizes.width());
      add(layer + ".ffn_scale", sizes.width());
    }
  }

  private void layer(String name, Transformer sizes) {
    long queries = (long) sizes.heads() * sizes.headWidth();
    long keys = (long) sizes.groups() * sizes.headWidth();
    add(name + ".attention.wq.weight", queries, sizes.width());
    add(name + ".attention.wk.weight", keys, sizes.width());
    add(name + ".attention.wv.weight", keys, sizes.width());
    add(name + ".attention.wo.weight", sizes.width(), queries);
    add(name + ".attention_norm.weight", sizes.width());
    add(name + ".feed_forward.w1.weight", sizes.hidden(), sizes.width());
    add(name + ".feed_forward.w2.weight", sizes.width(), sizes.hidden());
    add(name + ".feed_forward.w3.weight", sizes.hidden(), sizes.width());
    add(name + ".ffn_norm.weight", sizes.width());
  }

  /** Direction and length, apart. */
  private void convolution(String name, int out, int in, int kernel) {
    String weight = name + ".conv.parametrizations.weight.original";
    add(weight + "0", out, 1, 1);
    add(weight + "1", out, in, kernel);
  }

  private void add(String name, long... shape) {
    tensors.put(name, ExpectedTensor.floats(shape));
  }
}
