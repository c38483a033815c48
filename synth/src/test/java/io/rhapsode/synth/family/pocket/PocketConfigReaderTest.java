package io.rhapsode.synth.family.pocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.pipeline.yaml.YamlDocument;
import io.rhapsode.pipeline.yaml.YamlException;
import io.rhapsode.pipeline.yaml.YamlMapping;
import io.rhapsode.synth.family.pocket.PocketConfig.TokenizerFormat;
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
    String text = tiny();
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
