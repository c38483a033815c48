package io.rhapsode.synth.family.pocket.config;

import io.rhapsode.pipeline.yaml.YamlException;
import io.rhapsode.pipeline.yaml.YamlMapping;
import io.rhapsode.synth.family.pocket.config.PocketConfig.Codec;
import io.rhapsode.synth.family.pocket.config.PocketConfig.CodecHalf;
import io.rhapsode.synth.family.pocket.config.PocketConfig.Convolutions;
import io.rhapsode.synth.family.pocket.config.PocketConfig.FlowHead;
import io.rhapsode.synth.family.pocket.config.PocketConfig.FlowLanguageModel;
import io.rhapsode.synth.family.pocket.config.PocketConfig.LookupTable;
import io.rhapsode.synth.family.pocket.config.PocketConfig.Quantizer;
import io.rhapsode.synth.family.pocket.config.PocketConfig.TokenizerFormat;
import io.rhapsode.synth.family.pocket.config.PocketConfig.Transformer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Reads a Pocket TTS configuration in the form its authors publish: releases 2.x to 4.x of {@code
 * pocket-tts}, file {@code pocket_tts/utils/config.py}. One key of our own is known besides: {@code
 * random_weights}, true for test models. A key with the value null counts as absent.
 */
public final class PocketConfigReader {
  /** Bounds that keep products of sizes within an int; published models stay far below. */
  private static final int LARGEST_SIZE = 1 << 20;

  private static final int LARGEST_SCALE = 64;
  private static final int LARGEST_RATIO = 64;
  private static final int MOST_RATIOS = 5;
  private static final double DEFAULT_MAX_PERIOD = 10_000;
  private static final double DEFAULT_TEMPERATURE = 0.3;
  private static final double HIGHEST_TEMPERATURE = 2;
  private static final double DEFAULT_END_THRESHOLD = -4;

  /** All weights are computed with in the precision that the user chose, whatever the reference. */
  private static final Set<String> TYPES = Set.of("float32", "bfloat16");

  private PocketConfigReader() {}

  /**
   * @throws YamlException if the file is unreadable, a key is missing, unknown or out of bounds, or
   *     the model is of a kind this program cannot run
   */
  public static PocketConfig read(Path file) throws YamlException {
    return read(YamlMapping.read(file));
  }

  /** Reads a configuration that is part of another file; errors as for {@link #read(Path)}. */
  public static PocketConfig read(YamlMapping root) throws YamlException {
    PocketConfig config =
        new PocketConfig(
            root.optionalText("weights_path"),
            root.optionalText("weights_path_without_voice_cloning"),
            textRules(root),
            root.optionalInteger("model_recommended_frames_after_eos", 0, LARGEST_SIZE),
            temperature(root),
            root.optionalNumber("default_eos_threshold").orElse(DEFAULT_END_THRESHOLD),
            root.flag("random_weights", false),
            languageModel(root.mapping("flow_lm")),
            codec(root.mapping("mimi")));
    root.finish();
    return config;
  }

  private static double temperature(YamlMapping root) throws YamlException {
    OptionalDouble temperature = root.optionalNumber("default_temperature");
    double value = temperature.orElse(DEFAULT_TEMPERATURE);
    requireThat(
        value >= 0 && value <= HIGHEST_TEMPERATURE,
        root,
        "default_temperature",
        "must be in 0 .. 2, is " + value);
    return value;
  }

  private static PocketTextRules textRules(YamlMapping root) throws YamlException {
    Map<String, String> replacements = root.textMap("replace_characters");
    for (String replaced : replacements.keySet()) {
      requireThat(
          replaced.codePointCount(0, replaced.length()) == 1,
          root,
          "replace_characters",
          "replaces single characters, not '" + replaced + "'");
    }
    return new PocketTextRules(
        root.flag("pad_with_spaces_for_short_inputs", false),
        root.flag("remove_semicolons", false),
        root.flag("append_terminal_punctuation", true),
        root.flag("capitalize_first_letter", true),
        replacements);
  }

  private static FlowLanguageModel languageModel(YamlMapping mapping) throws YamlException {
    requireType(mapping);
    refuse(mapping, "weights_path");
    YamlMapping flow = mapping.mapping("flow");
    Transformer transformer = languageTransformer(mapping.mapping("transformer"));
    YamlMapping table = mapping.mapping("lookup_table");
    int dimension = size(table, "dim");
    requireThat(
        dimension == transformer.dimension(),
        table,
        "dim",
        "must equal flow_lm.transformer.d_model, " + transformer.dimension());
    return new FlowLanguageModel(
        mapping.flag("insert_bos_before_voice", false),
        new FlowHead(headKind(flow), size(flow, "dim"), size(flow, "depth")),
        transformer,
        new LookupTable(
            dimension,
            size(table, "n_bins"),
            table.optionalInteger("rank", 1, LARGEST_SIZE),
            tokenizerFormat(table),
            table.text("tokenizer_path")),
        mapping.optionalInteger("z_dim", 1, LARGEST_SIZE));
  }

  private static FlowHead.Kind headKind(YamlMapping flow) throws YamlException {
    String kind = flow.optionalText("type").orElse("lsd");
    return switch (kind) {
      case "lsd" -> FlowHead.Kind.LSD;
      case "drifting" -> FlowHead.Kind.DRIFTING;
      case "pointwise" -> FlowHead.Kind.POINTWISE;
      default ->
          throw flow.wrong(
              "type",
              "must be lsd, drifting or pointwise as in all published models, is '" + kind + "'");
    };
  }

  private static Transformer languageTransformer(YamlMapping stack) throws YamlException {
    int dimension = size(stack, "d_model");
    int scale = stack.integer("hidden_scale", 1, LARGEST_SCALE);
    int heads = size(stack, "num_heads");
    return transformer(
        stack,
        dimension,
        stack.optionalInteger("attn_dim", 1, LARGEST_SIZE).orElse(dimension),
        stack.optionalInteger("num_kv_heads", 1, LARGEST_SIZE).orElse(heads),
        stack.optionalInteger("dim_feedforward", 1, LARGEST_SIZE).orElse(dimension * scale),
        stack.positive("max_period"));
  }

  private static TokenizerFormat tokenizerFormat(YamlMapping table) throws YamlException {
    String format = table.text("tokenizer");
    return switch (format) {
      case "sentencepiece" -> TokenizerFormat.SENTENCEPIECE;
      case "tokenizers" -> TokenizerFormat.TOKENIZERS;
      default ->
          throw table.wrong(
              "tokenizer", "must be sentencepiece or tokenizers, is '" + format + "'");
    };
  }

  private static Codec codec(YamlMapping mapping) throws YamlException {
    requireType(mapping);
    requireOne(mapping, "channels");
    refuse(mapping, "weights_path");
    CodecHalf encoder = codecHalf(mapping, "seanet", "transformer");
    CodecHalf decoder = decoder(mapping, encoder);
    int decoded = decoder.convolutions().dimension();
    YamlMapping quantizer = mapping.mapping("quantizer");
    Codec codec =
        new Codec(
            size(mapping, "sample_rate"),
            mapping.positive("frame_rate"),
            mapping
                .optionalInteger("inner_dim", 1, LARGEST_SIZE)
                .orElse(encoder.convolutions().dimension()),
            encoder,
            decoder,
            new Quantizer(size(quantizer, "dimension"), size(quantizer, "output_dimension")));
    requireThat(
        mapping.optionalInteger("outer_dim", 1, LARGEST_SIZE).orElse(decoded) == decoded,
        mapping,
        "outer_dim",
        "must equal the decoder's dimension, " + decoded);
    requireThat(
        codec.quantizer().outputDimension() == decoded,
        quantizer,
        "output_dimension",
        "must equal mimi.outer_dim, " + decoded);
    requireWholeFrames(mapping, codec);
    return codec;
  }

  private static void requireWholeFrames(YamlMapping mapping, Codec codec) throws YamlException {
    int position = codec.encoder().convolutions().samplesPerPosition();
    requireThat(
        codec.samplesPerFrame() == codec.sampleRateHz() / codec.frameRateHz()
            && codec.samplesPerFrame() >= position
            && codec.samplesPerFrame() % position == 0,
        mapping,
        "frame_rate",
        "a frame must be a whole number of samples and of the product of seanet.ratios");
  }

  /** The decoder's own sizes where it has them, else those of the encoder. */
  private static CodecHalf decoder(YamlMapping mapping, CodecHalf encoder) throws YamlException {
    boolean own = mapping.has("decoder_seanet");
    requireThat(
        own == mapping.has("decoder_transformer"),
        mapping,
        own ? "decoder_transformer" : "decoder_seanet",
        "must stand there when the other of the two does");
    if (!own) {
      return encoder;
    }
    CodecHalf decoder = codecHalf(mapping, "decoder_seanet", "decoder_transformer");
    requireThat(
        decoder.convolutions().samplesPerPosition() == encoder.convolutions().samplesPerPosition(),
        mapping.mapping("decoder_seanet"),
        "ratios",
        "must have the same product as those of seanet");
    return decoder;
  }

  private static CodecHalf codecHalf(YamlMapping mapping, String seanet, String transformer)
      throws YamlException {
    Convolutions convolutions = convolutions(mapping.mapping(seanet));
    YamlMapping stack = mapping.mapping(transformer);
    int channels = convolutions.dimension();
    int dimension = size(stack, "d_model");
    requireThat(
        size(stack, "input_dimension") == channels
            && stack.integers("output_dimensions", 1, LARGEST_SIZE).equals(List.of(channels))
            && dimension == channels,
        stack,
        "d_model",
        "d_model, input_dimension and output_dimensions must all equal %s.dimension"
            .formatted(seanet));
    // The initial value of the layer scale: the checkpoint holds the trained ones.
    stack.positive("layer_scale");
    return new CodecHalf(
        convolutions,
        transformer(
            stack,
            dimension,
            dimension,
            size(stack, "num_heads"),
            size(stack, "dim_feedforward"),
            stack.optionalPositive("max_period").orElse(DEFAULT_MAX_PERIOD)),
        size(stack, "context"));
  }

  private static Transformer transformer(
      YamlMapping stack,
      int dimension,
      int attentionDimension,
      int keyValueHeads,
      int feedForwardDimension,
      double maxPeriod)
      throws YamlException {
    int heads = size(stack, "num_heads");
    int layers = size(stack, "num_layers");
    requireThat(
        attentionDimension % heads == 0 && attentionDimension / heads % 2 == 0,
        stack,
        "num_heads",
        "must divide %d into heads of even width, is %d".formatted(attentionDimension, heads));
    requireThat(
        heads % keyValueHeads == 0,
        stack,
        "num_kv_heads",
        "must divide num_heads, %d, is %d".formatted(heads, keyValueHeads));
    return new Transformer(
        dimension,
        attentionDimension,
        heads,
        keyValueHeads,
        layers,
        feedForwardDimension,
        maxPeriod);
  }

  private static Convolutions convolutions(YamlMapping mapping) throws YamlException {
    String padding = mapping.text("pad_mode");
    requireThat(
        padding.equals("constant"),
        mapping,
        "pad_mode",
        "must be constant, is '" + padding + "': other paddings are not supported");
    requireOne(mapping, "channels");
    requireOne(mapping, "n_residual_layers");
    // With one residual layer nothing is dilated.
    size(mapping, "dilation_base");
    List<Integer> ratios = mapping.integers("ratios", 1, LARGEST_RATIO);
    requireThat(
        !ratios.isEmpty() && ratios.size() <= MOST_RATIOS,
        mapping,
        "ratios",
        "must be 1 to " + MOST_RATIOS + " numbers");
    int filters = size(mapping, "n_filters");
    int compress = size(mapping, "compress");
    requireThat(filters % compress == 0, mapping, "compress", "must divide n_filters, " + filters);
    return new Convolutions(
        size(mapping, "dimension"),
        filters,
        ratios,
        size(mapping, "kernel_size"),
        size(mapping, "residual_kernel_size"),
        size(mapping, "last_kernel_size"),
        compress);
  }

  private static int size(YamlMapping mapping, String key) throws YamlException {
    return mapping.integer(key, 1, LARGEST_SIZE);
  }

  private static void requireOne(YamlMapping mapping, String key) throws YamlException {
    requireThat(size(mapping, key) == 1, mapping, key, "must be 1, as in all published models");
  }

  private static void requireType(YamlMapping mapping) throws YamlException {
    String type = mapping.text("dtype");
    requireThat(
        TYPES.contains(type), mapping, "dtype", "must be float32 or bfloat16, is '" + type + "'");
  }

  private static void refuse(YamlMapping mapping, String key) throws YamlException {
    requireThat(
        !mapping.has(key),
        mapping,
        key,
        "weights in parts are not supported: give the whole file as weights_path of the model");
  }

  private static void requireThat(
      boolean condition, YamlMapping mapping, String key, String problem) throws YamlException {
    if (!condition) {
      throw mapping.wrong(key, problem);
    }
  }
}
