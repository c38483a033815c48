package io.rhapsode.synth.family.voxtral.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rhapsode.synth.family.voxtral.config.VoxtralParameters.Codec;
import io.rhapsode.synth.family.voxtral.config.VoxtralParameters.Codes;
import io.rhapsode.synth.family.voxtral.config.VoxtralParameters.Stages;
import io.rhapsode.synth.family.voxtral.config.VoxtralParameters.Tokens;
import io.rhapsode.synth.family.voxtral.config.VoxtralParameters.Transformer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code params.json}. Keys it does not know are passed over: the published file has some
 * that only matter in training.
 */
public final class VoxtralParametersReader {
  private static final long LARGEST_FILE_BYTES = 1 << 20;

  /** Bound on every dimension; keeps products of two far below overflow. */
  private static final int LARGEST = 1 << 24;

  private static final double FLOW_EPSILON = 1e-5;
  private static final int FLOW_STEPS = 7;

  private final Path file;

  private VoxtralParametersReader(Path file) {
    this.file = file;
  }

  /**
   * @throws IOException if the file cannot be read, or a key is missing, out of range, or asks for
   *     what this program does not do; the message names file and key
   */
  public static VoxtralParameters read(Path file) throws IOException {
    if (Files.size(file) > LARGEST_FILE_BYTES) {
      throw new IOException(file + ": larger than 1 MiB, so not a params.json");
    }
    try {
      JsonNode root = new ObjectMapper().readTree(Files.readAllBytes(file));
      if (root == null || !root.isObject()) {
        throw new IOException(file + ": not a JSON object");
      }
      return new VoxtralParametersReader(file).parameters(root);
    } catch (JsonProcessingException e) {
      throw new IOException(file + ": not JSON: " + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private VoxtralParameters parameters(JsonNode root) throws IOException {
    JsonNode multimodal = section(root, "multimodal");
    JsonNode audio = section(multimodal, "audio_model_args");
    JsonNode flow = section(audio, "acoustic_transformer_args");
    JsonNode codec = section(multimodal, "audio_tokenizer_args");
    require(root, "use_biases", false);
    require(flow, "use_biases", false);
    Codes codes =
        new Codes(
            integer(audio, "semantic_codebook_size"),
            atLeast(2, audio, "acoustic_codebook_size"),
            integer(audio, "n_acoustic_codebook"));
    Transformer language = transformer(root, real(root, "norm_eps"));
    requireSame(flow, "input_dim", language.width());
    requireSame(codec, "semantic_codebook_size", codes.semantic());
    requireSame(codec, "acoustic_codebook_size", codes.levels());
    requireSame(codec, "acoustic_dim", codes.acoustic());
    return new VoxtralParameters(
        language,
        real(root, "rope_theta"),
        integer(root, "vocab_size"),
        new Tokens(
            token(multimodal, "bos_token_id"),
            token(audio, "audio_token_id"),
            token(audio, "begin_audio_token_id")),
        transformer(flow, flow.has("norm_eps") ? real(flow, "norm_eps") : FLOW_EPSILON),
        flow.has("n_decoding_steps") ? integer(flow, "n_decoding_steps") : FLOW_STEPS,
        codes,
        codec(codec),
        presets(codec));
  }

  private Codec codec(JsonNode args) throws IOException {
    for (String key :
        List.of(
            "conv_weight_norm",
            "causal",
            "half_attn_window_upon_downsampling",
            "qk_norm",
            "layer_scale")) {
      require(args, key, true);
    }
    require(args, "use_biases", false);
    requireSame(args, "channels", 1);
    Stages decoder =
        new Stages(
            numbers(args, "decoder_transformer_lengths_str"),
            numbers(args, "decoder_convs_kernels_str"),
            numbers(args, "decoder_convs_strides_str"));
    if (decoder.strides().get(0) != 1) {
      throw wrong("decoder_convs_strides_str", "the first stride must be 1");
    }
    Stages mirrored = decoder.reversed();
    Stages encoder =
        new Stages(
            optional(args, "encoder_transformer_lengths_str", mirrored.layers()),
            optional(args, "encoder_convs_kernels_str", mirrored.kernels()),
            optional(args, "encoder_convs_strides_str", mirrored.strides()));
    Codec codec =
        new Codec(
            integer(args, "sampling_rate"),
            integer(args, "pretransform_patch_size"),
            integer(args, "patch_proj_kernel_size"),
            integer(args, "semantic_dim"),
            integer(args, "attn_sliding_window_size"),
            transformer(args, 1, real(args, "norm_eps")),
            real(args, "qk_norm_eps"),
            decoder,
            encoder);
    requireSound(codec);
    return codec;
  }

  private void requireSound(Codec codec) throws IOException {
    List<Integer> strides = codec.encoder().strides();
    if (!strides.stream().reduce(1, Math::multiplyExact).equals(codec.stepsPerFrame())) {
      throw wrong(
          "encoder_convs_strides_str", "the encoder has another frame rate than the decoder");
    }
    if (codec.stepsPerFrame() < codec.patchKernel()) {
      throw wrong(
          "patch_proj_kernel_size",
          "a frame has %d steps, fewer than the kernel of %d that reflects the first"
              .formatted(codec.stepsPerFrame(), codec.patchKernel()));
    }
    if (codec.window() % codec.stepsPerFrame() != 0) {
      throw wrong(
          "attn_sliding_window_size",
          "%d cannot be divided by all strides".formatted(codec.window()));
    }
  }

  private Transformer transformer(JsonNode args, double epsilon) throws IOException {
    return transformer(args, integer(args, "n_layers"), epsilon);
  }

  private Transformer transformer(JsonNode args, int layers, double epsilon) throws IOException {
    Transformer read =
        new Transformer(
            integer(args, "dim"),
            layers,
            integer(args, "head_dim"),
            integer(args, "hidden_dim"),
            integer(args, "n_heads"),
            integer(args, "n_kv_heads"),
            epsilon);
    if (read.heads() % read.groups() != 0) {
      throw wrong(
          "n_kv_heads", "%d does not divide n_heads, %d".formatted(read.groups(), read.heads()));
    }
    return read;
  }

  private List<String> presets(JsonNode codec) throws IOException {
    List<String> names = new ArrayList<>();
    section(codec, "voice").fieldNames().forEachRemaining(names::add);
    return names;
  }

  private JsonNode section(JsonNode parent, String key) throws IOException {
    JsonNode section = parent.path(key);
    if (!section.isObject()) {
      throw wrong(key, "missing, or no object");
    }
    return section;
  }

  private int integer(JsonNode parent, String key) throws IOException {
    return atLeast(1, parent, key);
  }

  private int token(JsonNode parent, String key) throws IOException {
    return atLeast(0, parent, key);
  }

  private int atLeast(int least, JsonNode parent, String key) throws IOException {
    JsonNode value = parent.path(key);
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < least
        || value.intValue() > LARGEST) {
      throw wrong(
          key, "must be a whole number in %d..%d, is %s".formatted(least, LARGEST, shown(value)));
    }
    return value.intValue();
  }

  private double real(JsonNode parent, String key) throws IOException {
    JsonNode value = parent.path(key);
    if (!value.isNumber() || !(value.doubleValue() > 0) || value.doubleValue() > 1e12) {
      throw wrong(key, "must be a number above 0, is " + shown(value));
    }
    return value.doubleValue();
  }

  private List<Integer> optional(JsonNode parent, String key, List<Integer> otherwise)
      throws IOException {
    return parent.has(key) ? numbers(parent, key) : otherwise;
  }

  /** Whole numbers in a text, such as "1,2,2,2". */
  private List<Integer> numbers(JsonNode parent, String key) throws IOException {
    List<Integer> numbers = new ArrayList<>();
    for (String number : parent.path(key).asText().split(",", -1)) {
      if (!number.strip().matches("[1-9]\\d{0,3}")) {
        throw wrong(key, "must be numbers with commas between, is " + shown(parent.path(key)));
      }
      numbers.add(Integer.valueOf(number.strip()));
    }
    return numbers;
  }

  private void require(JsonNode parent, String key, boolean wanted) throws IOException {
    if (parent.has(key) && parent.path(key).asBoolean(!wanted) != wanted) {
      throw wrong(key, "only models with %s are known here".formatted(wanted));
    }
  }

  private void requireSame(JsonNode parent, String key, int other) throws IOException {
    if (integer(parent, key) != other) {
      throw wrong(key, "is %d, elsewhere %d".formatted(integer(parent, key), other));
    }
  }

  private static String shown(JsonNode value) {
    String text = value.isMissingNode() ? "missing" : value.toString();
    return text.length() > 40 ? text.substring(0, 40) + "..." : text;
  }

  private IOException wrong(String key, String problem) {
    return new IOException("%s: %s: %s".formatted(file, key, problem));
  }
}
