package io.rhapsode.synth.family.pocket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rhapsode.synth.family.pocket.PocketTextRules.Edition;
import io.rhapsode.synth.frame.Chunk;
import io.rhapsode.synth.tokenizer.SentencePieceTokenizer;
import io.rhapsode.synth.tokenizer.TextTokenizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PocketTextTest {
  private static final Path FIXTURES = Path.of("src/test/resources/pocket-tts");
  private static final double FRAME_RATE_HZ = 12.5;

  private static TextTokenizer tiny;

  @BeforeAll
  static void openTokenizer() throws Exception {
    tiny = SentencePieceTokenizer.open(FIXTURES.resolve("tiny/tokenizer.model"));
  }

  @AfterAll
  static void closeTokenizer() {
    tiny.close();
  }

  @ParameterizedTest
  @CsvSource({"tiny, text.json, 74", "tiny-v1, text-v1.json, 22"})
  void followsTheReferenceInEveryCase(String model, String file, int count) throws Exception {
    JsonNode cases = new ObjectMapper().readTree(FIXTURES.resolve(file).toFile()).get("cases");
    assertEquals(count, cases.size());
    try (TextTokenizer tokenizer =
        SentencePieceTokenizer.open(FIXTURES.resolve(model).resolve("tokenizer.model"))) {
      for (JsonNode item : cases) {
        check(tokenizer, item);
      }
    }
  }

  private static void check(TextTokenizer tokenizer, JsonNode item) {
    String raw = item.get("raw").textValue();
    PocketTextRules rules =
        PocketTextRules.v2(
            item.get("pad_with_spaces_for_short_inputs").booleanValue(),
            item.get("remove_semicolons").booleanValue());
    PocketText text = text(tokenizer, rules);
    int maxTokens = item.get("max_tokens").intValue();
    if (item.hasNonNull("error")) {
      assertThrows(IllegalArgumentException.class, () -> text.chunks(raw, maxTokens));
      return;
    }
    PocketTextPreparation prepared = PocketTextPreparation.of(raw, rules);
    assertEquals(item.get("prepared").textValue(), prepared.text());
    assertEquals(item.get("frames_after_eos_guess").intValue(), prepared.framesAfterEndGuess());
    assertArrayEquals(ids(item.get("prepared_ids")), tokenizer.encode(prepared.text()));
    List<PocketTextSplitter.Segment> sentences = new ArrayList<>();
    for (JsonNode segment : item.get("sentence_segments")) {
      sentences.add(
          new PocketTextSplitter.Segment(segment.get(0).intValue(), segment.get(1).textValue()));
    }
    PocketTextSplitter splitter = new PocketTextSplitter(tokenizer, Edition.V2);
    assertEquals(sentences, splitter.sentences(prepared.text()));
    List<Chunk> expected = new ArrayList<>();
    for (JsonNode chunk : item.get("chunks")) {
      expected.add(
          new Chunk(
              chunk.get("text").textValue(),
              ids(chunk.get("ids")),
              chunk.get("frames_after_eos").intValue(),
              chunk.get("max_gen_frames").intValue()));
      checkThirdEdition(tokenizer, rules, chunk);
    }
    assertEquals(expected, text.chunks(raw, maxTokens), raw);
  }

  private static void checkThirdEdition(
      TextTokenizer tokenizer, PocketTextRules rules, JsonNode chunk) {
    String spoken =
        PocketTextPreparation.spoken(chunk.get("text").textValue(), third(rules, Map.of()));
    assertEquals(chunk.get("prepared_v3").textValue(), spoken);
    assertArrayEquals(ids(chunk.get("prepared_v3_ids")), tokenizer.encode(spoken));
  }

  @Test
  void theThirdEditionKeepsDecimalsAndPreparesEveryChunk() {
    PocketText text = text(tiny, third(PocketTextRules.v2(false, false), Map.of()));
    assertEquals(
        "Pi is 3.14 and e is 2.718, more or less.",
        spoken(text, "Pi is 3.14 and e is 2.718, more or less.", 50));
    assertEquals(
        "First clause;|Second clause; third:|Done.",
        spoken(text, "First clause; second clause;third: done", 20));
  }

  @Test
  void replacementsComeFirstAndMayLeaveNothing() {
    PocketTextRules rules =
        third(PocketTextRules.v2(false, false), Map.of("\u201c", "", "\u201d", ""));
    PocketText text = text(tiny, rules);
    assertEquals("Well.", spoken(text, "\u201cwell\u201d", 50));
    assertThrows(IllegalArgumentException.class, () -> text.chunks("\u201c\u201d"));
  }

  @Test
  void aRecommendationReplacesTheGuess() {
    PocketText text =
        new PocketText(tiny, PocketTextRules.v2(false, false), OptionalInt.of(8), FRAME_RATE_HZ);
    assertEquals(8, text.chunks("Yes.").get(0).framesAfterEnd());
  }

  @Test
  void aClosingQuoteIsNotSpokenAlone() {
    PocketText text = text(tiny, PocketTextRules.v2(false, false));
    String raw = "\u201cCome in, sit down, and tell me what you have seen!\u201d";
    assertEquals(
        List.of("\u201cCome in,", "sit down,", "and tell me what you have seen!\u201d"),
        text.chunks(raw, 12).stream().map(Chunk::text).toList());
  }

  @Test
  void textWithoutPunctuationIsCutBetweenWordsBeforeItIsTooLong() {
    PocketText text = text(tiny, PocketTextRules.v2(false, false));
    String endless = "word ".repeat(2000) + "x".repeat(500);
    List<Chunk> chunks = text.chunks(endless);
    assertTrue(chunks.size() > 40, chunks.size() + " chunks");
    int most = chunks.stream().mapToInt(chunk -> chunk.ids().length).max().orElseThrow();
    assertTrue(most <= 4 * PocketText.MAX_TOKENS, most + " tokens");
    String joined = chunks.stream().map(Chunk::text).collect(Collectors.joining());
    assertEquals("W" + endless.replace(" ", "").substring(1) + ".", joined.replace(" ", ""));
  }

  private static PocketText text(TextTokenizer tokenizer, PocketTextRules rules) {
    return new PocketText(tokenizer, rules, OptionalInt.empty(), FRAME_RATE_HZ);
  }

  private static PocketTextRules third(PocketTextRules rules, Map<String, String> replacements) {
    return new PocketTextRules(
        Edition.V3,
        rules.padShortTexts(),
        rules.replaceSemicolons(),
        rules.endWithPeriod(),
        rules.capitalizeFirstLetter(),
        replacements);
  }

  private static String spoken(PocketText text, String raw, int maxTokens) {
    return text.chunks(raw, maxTokens).stream().map(Chunk::text).collect(Collectors.joining("|"));
  }

  private static int[] ids(JsonNode ids) {
    return StreamSupport.stream(ids.spliterator(), false).mapToInt(JsonNode::intValue).toArray();
  }
}
