package io.rhapsode.synth.family.pocket.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.pipeline.yaml.YamlDocument;
import io.rhapsode.pipeline.yaml.YamlException;
import io.rhapsode.pipeline.yaml.YamlMapping;
import io.rhapsode.synth.family.pocket.config.PocketConfig.TokenizerFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PocketConfigReaderTest {
  private static final Path SMALL =
      Path.of("src/test/resources/io/rhapsode/synth/family/pocket/small.yaml");
  private static final Path FIXTURES = Path.of("src/test/resources/pocket-tts");

  @Test
  void readsEveryKeyOfThePublishedForm() throws Exception {
    PocketConfig config = PocketConfigReader.read(FIXTURES.resolve("tiny-v1/config.yaml"));
    PocketConfig.CodecHalf half =
        new PocketConfig.CodecHalf(
            new PocketConfig.Convolutions(24, 4, List.of(6, 5, 4), 7, 3, 3, 2),
            new PocketConfig.Transformer(24, 24, 3, 3, 1, 56, 10000),
            250);
    assertEquals(
        new PocketConfig(
            Optional.of("model.safetensors"),
            Optional.empty(),
            new PocketTextRules(true, false, true, true, Map.of()),
            OptionalInt.empty(),
            0.3,
            -4,
            false,
            new PocketConfig.FlowLanguageModel(
                false,
                new PocketConfig.FlowHead(PocketConfig.FlowHead.Kind.LSD, 24, 3),
                new PocketConfig.Transformer(48, 48, 3, 3, 3, 144, 5000),
                new PocketConfig.LookupTable(
                    48, 380, OptionalInt.empty(), TokenizerFormat.SENTENCEPIECE, "tokenizer.model"),
                OptionalInt.empty()),
            new PocketConfig.Codec(24000, 12.5, 24, half, half, new PocketConfig.Quantizer(6, 24))),
        config);
    assertEquals(1920, config.codec().samplesPerFrame());
    assertEquals(16, config.codec().positionsPerFrame());
  }

  @Test
  void readsTheKeysOfLaterReleases() throws Exception {
    String text =
        tiny()
            + """
            append_terminal_punctuation: false
            capitalize_first_letter: false
            default_temperature: 0.4
            default_eos_threshold: -1.5
            model_recommended_frames_after_eos: 8
            random_weights: true
            replace_characters:
              '\u201d': ''
            """;
    PocketConfig config = parse(text);
    PocketTextRules rules = config.textRules();
    assertFalse(rules.closeWithMark() || rules.capitalizeFirstLetter());
    assertEquals(Map.of("\u201d", ""), rules.replacements());
    assertEquals(0.4, config.defaultTemperature());
    assertEquals(-1.5, config.endThreshold());
    assertEquals(8, config.recommendedFramesAfterEnd().orElseThrow());
    assertTrue(config.randomWeights());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "num_heads: 4|num_head: 4|, line 11: flow_lm.transformer.num_heads: missing",
        "max_period: 10000|max_period: 10000\\n    max_perid: 1"
            + "|, line 15: flow_lm.transformer.max_perid: unknown key; did you mean 'max_period'?",
        "weights_path: m|wait_for: m|wait_for: unknown key; known keys: append_terminal_punct",
        "num_heads: 4|num_heads: 3|flow_lm.transformer.num_heads: must divide 64 into heads of"
            + " even",
        "num_heads: 4|num_heads: four"
            + "|flow_lm.transformer.num_heads: must be a whole number in 1 .. 1048576, is \"four\"",
        "num_heads: 4|num_heads: 0|flow_lm.transformer.num_heads: must be a whole number in 1 ..",
        "d_model: 64|d_model: 9999999999|flow_lm.transformer.d_model: must be a whole number in",
        "frame_rate: 12.5|frame_rate: 13|mimi.frame_rate: a frame must be a whole number of samp",
        "pad_mode: constant|pad_mode: reflect|mimi.seanet.pad_mode: must be constant, is 'reflect'",
        "dtype: float32|dtype: float64|flow_lm.dtype: must be float32 or bfloat16, is 'float64'",
        "tokenizer: sentencepiece|tokenizer: bpe|flow_lm.lookup_table.tokenizer: must be sentenc",
        "depth: 2|depth: 2\\n"
            + "    type: flow_matching|flow_lm.flow.type: must be lsd, drifting or pointwise",
        "depth: 2|depth: 2\\n    depth: 3|, line 10: Duplicate field 'depth'",
        "depth: 2|depth: [|, line 11: ",
      })
  void saysWhatIsWrong(String sound, String broken, String problem) throws Exception {
    assertRefused(tiny(), sound, broken, problem);
  }

  /** On a model with grouped heads, a narrow embedding and a decoder of its own. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "attn_dim: 64|attn_dim: 60|flow_lm.transformer.num_heads: must divide 60 into heads of"
            + " even",
        "num_kv_heads: 2|num_kv_heads: 3|flow_lm.transformer.num_kv_heads: must divide num_heads,"
            + " 8",
        "num_kv_heads: 2|num_kv_heads: 16|num_kv_heads: must divide num_heads, 8, is 16",
        "num_kv_heads: 2|num_kv_heads: 0|num_kv_heads: must be a whole number in 1 ..",
        "rank: 12|rank: -1|flow_lm.lookup_table.rank: must be a whole number in 1 .. 1048576",
        "z_dim: 20|z_dim: 1.5|flow_lm.z_dim: must be a whole number in 1 .. 1048576, is 1.5",
        "dim: 40|dim: 41|flow_lm.lookup_table.dim: must equal flow_lm.transformer.d_model, 40",
        "decoder_transformer:|decoder_transform:|mimi.decoder_transformer: must stand there when",
        "decoder_seanet:|decoder_sea:|mimi.decoder_seanet: must stand there when the other of the",
        "ratios: *id001|ratios: [6, 5, 2]|mimi.decoder_seanet.ratios: must have the same product",
        "ratios: *id001|ratios: *id002|*id002 has no list or mapping with the anchor &id002",
        "outer_dim: 24|outer_dim: 32|mimi.outer_dim: must equal the decoder's dimension, 24",
        "output_dimension: 24|output_dimension: 32|mimi.quantizer.output_dimension: must equal"
            + " mimi",
        "n_residual_layers: 1|n_residual_layers: 2|mimi.seanet.n_residual_layers: must be 1",
        "compress: 2|compress: 3|mimi.seanet.compress: must divide n_filters, 4",
        "threshold: -1.0|threshold: often|default_eos_threshold: must be a number, is \"often\"",
        "threshold: -1.0|threshold: .nan|Malformed numeric value '.nan'",
        "temperature: 0.3|temperature: -1|default_temperature: must be in 0 .. 2, is -1.0",
        "\u2013: ','|ab: ','|replace_characters: replaces single characters, not 'ab'",
      })
  void saysWhatIsWrongWithASmallModel(String sound, String broken, String problem)
      throws Exception {
    String text = Files.readString(SMALL);
    assertRefused(text, sound, broken, problem);
  }

  @Test
  void nullCountsAsAbsent() throws Exception {
    String text =
        tiny()
            .replaceFirst("num_layers: 2\n", "$0    attn_dim: null\n    num_kv_heads: null\n")
            .replace("n_bins: 400\n", "n_bins: 400\n    rank: null\n");
    assertTrue(text.contains("rank: null") && text.contains("attn_dim: null"));
    assertEquals(parse(tiny()), parse(text));
  }

  private static void assertRefused(String text, String sound, String broken, String problem) {
    assertTrue(text.contains(sound), sound);
    int at = text.indexOf(sound);
    String changed =
        text.substring(0, at) + broken.replace("\\n", "\n") + text.substring(at + sound.length());
    YamlException refused = assertThrows(YamlException.class, () -> parse(changed));
    assertTrue(refused.getMessage().startsWith("c.yaml, line "), refused.getMessage());
    assertTrue(refused.getMessage().contains(problem), refused.getMessage());
  }

  @Test
  void refusesWhatIsNoMapping() {
    assertEquals(
        "c.yaml, line 1: expected 'key: value' lines",
        assertThrows(YamlException.class, () -> parse("- a\n")).getMessage());
    assertEquals(
        "c.yaml: flow_lm: missing",
        assertThrows(YamlException.class, () -> parse("")).getMessage());
    assertThrows(YamlException.class, () -> PocketConfigReader.read(Path.of("none.yaml")));
  }

  private static PocketConfig parse(String text) throws YamlException {
    return PocketConfigReader.read(YamlMapping.of(YamlDocument.parse(Path.of("c.yaml"), text)));
  }

  private static String tiny() throws Exception {
    return Files.readString(FIXTURES.resolve("tiny/config.yaml"));
  }
}
