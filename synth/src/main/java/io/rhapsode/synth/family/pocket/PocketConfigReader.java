package io.rhapsode.synth.family.pocket;

import io.rhapsode.pipeline.yaml.YamlException;
import io.rhapsode.pipeline.yaml.YamlMapping;
import io.rhapsode.synth.family.pocket.PocketConfig.Codec;
import io.rhapsode.synth.family.pocket.PocketConfig.Convolutions;
import io.rhapsode.synth.family.pocket.PocketConfig.FlowHead;
import io.rhapsode.synth.family.pocket.PocketConfig.FlowLanguageModel;
import io.rhapsode.synth.family.pocket.PocketConfig.LookupTable;
import io.rhapsode.synth.family.pocket.PocketConfig.Quantizer;
import io.rhapsode.synth.family.pocket.PocketConfig.TokenizerFormat;
import io.rhapsode.synth.family.pocket.PocketConfig.Transformer;
import io.rhapsode.synth.family.pocket.PocketTextRules.Edition;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads a Pocket TTS configuration in the form its authors publish: releases 2.x to 4.x of {@code
 * pocket-tts}, file {@code pocket_tts/utils/config.py}. Two keys of our own are known besides:
 * {@code text_rules: v2 | v3}, without which a configuration that uses a key of release 3 or later
 * is read as v3, any other as v2; and {@code random_weights}, true for test models.
 */
public final class PocketConfigReader {
  /** Bounds that keep products of sizes within an int; published models stay far below. */
  private static final int LARGEST_SIZE = 1 << 20;

  private static final int LARGEST_SCALE = 64;
  private static final int LARGEST_RATIO = 64;
  private static final int MOST_RATIOS = 5;
  private static final double DEFAULT_MAX_PERIOD = 10_000;
  private static final double V2_TEMPERATURE = 0.7;
  private static final double V3_TEMPERATURE = 0.3;
  private static final List<String> V3_KEYS =
      List.of(
          "append_terminal_punctuation",
          "capitalize_first_letter",
          "replace_characters",
          "default_temperature");

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
    YamlMapping languageModel = root.mapping("flow_lm");
    YamlMapping codec = root.mapping("mimi");
    Edition edition = edition(root, languageModel.mapping("flow"));
    PocketConfig config =
        new PocketConfig(
            root.optionalText("weights_path"),
            root.optionalText("weights_path_without_voice_cloning"),
            textRules(root, edition),
            root.optionalInteger("model_recommended_frames_after_eos", 0, LARGEST_SIZE),
            root.optionalPositive("default_temperature")
                .orElse(edition == Edition.V2 ? V2_TEMPERATURE : V3_TEMPERATURE),
            root.flag("random_weights", false),
            languageModel(languageModel),
            codec(codec));
    root.finish();
    requireThat(
        config.flowLanguageModel().transformer().dimension()
            == config.flowLanguageModel().lookupTable().dimension(),
        root,
        "flow_lm.lookup_table.dim",
        "must equal flow_lm.transformer.d_model");
    requireThat(
        config.codec().outerDimension() == config.codec().quantizer().outputDimension(),
        root,
        "mimi.quantizer.output_dimension",
        "must equal mimi.outer_dim");
    return config;
  }

  private static Edition edition(YamlMapping root, YamlMapping flow) throws YamlException {
    Optional<String> named = root.optionalText("text_rules");
    if (named.isPresent()) {
      return switch (named.get()) {
        case "v2" -> Edition.V2;
        case "v3" -> Edition.V3;
        default -> throw root.wrong("text_rules", "must be v2 or v3, is '" + named.get() + "'");
      };
    }
    boolean newer = V3_KEYS.stream().anyMatch(root::has) || flow.has("type");
    return newer ? Edition.V3 : Edition.V2;
  }

  private static PocketTextRules textRules(YamlMapping root, Edition edition) throws YamlException {
    return new PocketTextRules(
        edition,
        root.flag("pad_with_spaces_for_short_inputs", false),
        root.flag("remove_semicolons", false),
        root.flag("append_terminal_punctuation", true),
        root.flag("capitalize_first_letter", true),
        root.textMap("replace_characters"));
  }

  private static FlowLanguageModel languageModel(YamlMapping mapping) throws YamlException {
    requireText(mapping, "dtype", "float32", "weights are read as float32");
    refuse(mapping, "weights_path");
    YamlMapping flow = mapping.mapping("flow");
    if (flow.has("type")) {
      requireText(flow, "type", "lsd", "other flow heads are not supported yet");
    }
    YamlMapping stack = mapping.mapping("transformer");
    int dimension = stack.integer("d_model", 1, LARGEST_SIZE);
    int scale = stack.integer("hidden_scale", 1, LARGEST_SCALE);
    YamlMapping table = mapping.mapping("lookup_table");
    return new FlowLanguageModel(
        mapping.flag("insert_bos_before_voice", false),
        new FlowHead(flow.integer("dim", 1, LARGEST_SIZE), flow.integer("depth", 1, LARGEST_SIZE)),
        transformer(stack, dimension, dimension * scale, stack.positive("max_period")),
        new LookupTable(
            table.integer("dim", 1, LARGEST_SIZE),
            table.integer("n_bins", 1, LARGEST_SIZE),
            tokenizerFormat(table),
            table.text("tokenizer_path")));
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
    requireText(mapping, "dtype", "float32", "weights are read as float32");
    requireOne(mapping, "channels");
    refuse(mapping, "weights_path");
    YamlMapping stack = mapping.mapping("transformer");
    Convolutions convolutions = convolutions(mapping.mapping("seanet"));
    YamlMapping quantizer = mapping.mapping("quantizer");
    int outer =
        mapping.optionalInteger("outer_dim", 1, LARGEST_SIZE).orElse(convolutions.dimension());
    Codec codec =
        new Codec(
            mapping.integer("sample_rate", 1, LARGEST_SIZE),
            mapping.positive("frame_rate"),
            mapping.optionalInteger("inner_dim", 1, LARGEST_SIZE).orElse(convolutions.dimension()),
            outer,
            convolutions,
            codecTransformer(stack, convolutions.dimension()),
            stack.integer("context", 1, LARGEST_SIZE),
            stack.positive("layer_scale"),
            new Quantizer(
                quantizer.integer("dimension", 1, LARGEST_SIZE),
                quantizer.integer("output_dimension", 1, LARGEST_SIZE)));
    requireThat(
        codec.samplesPerFrame() == codec.sampleRateHz() / codec.frameRateHz()
            && codec.samplesPerFrame() % convolutions.samplesPerPosition() == 0,
        mapping,
        "frame_rate",
        "a frame must be a whole number of samples and of the product of seanet.ratios");
    return codec;
  }

  private static Transformer codecTransformer(YamlMapping stack, int channels)
      throws YamlException {
    int dimension = stack.integer("d_model", 1, LARGEST_SIZE);
    requireThat(
        stack.integer("input_dimension", 1, LARGEST_SIZE) == channels
            && stack.integers("output_dimensions", 1, LARGEST_SIZE).equals(List.of(channels))
            && dimension == channels,
        stack,
        "d_model",
        "d_model, input_dimension and output_dimensions must all equal seanet.dimension");
    return transformer(
        stack,
        dimension,
        stack.integer("dim_feedforward", 1, LARGEST_SIZE),
        stack.optionalPositive("max_period").orElse(DEFAULT_MAX_PERIOD));
  }

  private static Transformer transformer(
      YamlMapping stack, int dimension, int feedForwardDimension, double maxPeriod)
      throws YamlException {
    int heads = stack.integer("num_heads", 1, LARGEST_SIZE);
    int layers = stack.integer("num_layers", 1, LARGEST_SIZE);
    requireThat(
        dimension % heads == 0 && dimension / heads % 2 == 0,
        stack,
        "num_heads",
        "must divide d_model into heads of even width");
    return new Transformer(dimension, heads, layers, feedForwardDimension, maxPeriod);
  }

  private static Convolutions convolutions(YamlMapping mapping) throws YamlException {
    requireText(mapping, "pad_mode", "constant", "other paddings are not supported");
    requireOne(mapping, "channels");
    List<Integer> ratios = mapping.integers("ratios", 1, LARGEST_RATIO);
    requireThat(ratios.size() <= MOST_RATIOS, mapping, "ratios", "must be at most " + MOST_RATIOS);
    return new Convolutions(
        mapping.integer("dimension", 1, LARGEST_SIZE),
        mapping.integer("n_filters", 1, LARGEST_SIZE),
        mapping.integer("n_residual_layers", 1, LARGEST_SIZE),
        ratios,
        mapping.integer("kernel_size", 1, LARGEST_SIZE),
        mapping.integer("residual_kernel_size", 1, LARGEST_SIZE),
        mapping.integer("last_kernel_size", 1, LARGEST_SIZE),
        mapping.integer("dilation_base", 1, LARGEST_SIZE),
        mapping.integer("compress", 1, LARGEST_SIZE));
  }

  private static void requireOne(YamlMapping mapping, String key) throws YamlException {
    requireThat(mapping.integer(key, 1, 1) == 1, mapping, key, "must be 1: audio is mono");
  }

  private static void requireText(YamlMapping mapping, String key, String only, String reason)
      throws YamlException {
    String value = mapping.text(key);
    requireThat(
        value.equals(only), mapping, key, "must be " + only + ", is '" + value + "': " + reason);
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
