package io.rhapsode.synth.family.pocket.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rhapsode.synth.family.pocket.PocketFixture;
import io.rhapsode.synth.family.pocket.config.PocketTextRules;
import io.rhapsode.synth.frame.Chunk;
import io.rhapsode.synth.tokenizer.HuggingFaceTextTokenizer;
import io.rhapsode.synth.tokenizer.SentencePieceTokenizer;
import io.rhapsode.synth.tokenizer.TextTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PocketTextTest {
  private static final Path RELEASE_2 = Path.of("src/test/resources/pocket-tts");
  private static final double FRAME_RATE_HZ = 12.5;

  private static TextTokenizer tiny;

  @BeforeAll
  static void openTokenizer() throws Exception {
    tiny = SentencePieceTokenizer.open(RELEASE_2.resolve("tiny/tokenizer.model"));
  }

  @AfterAll
  static void closeTokenizer() {
    tiny.close();
  }

  /** Folders with a tokenizer and the reference's reading of texts with it. */
  static List<Path> folders() {
    return PocketFixture.folders("text.json").toList();
  }

  @ParameterizedTest
  @MethodSource("folders")
  void followsTheReferenceInEveryCase(Path folder) throws Exception {
    JsonNode root = new ObjectMapper().readTree(folder.resolve("text.json").toFile());
    Map<String, PocketTextRules> rules = new LinkedHashMap<>();
    root.get("rules").properties().forEach(e -> rules.put(e.getKey(), rules(e.getValue())));
    try (TextTokenizer tokenizer = tokenizer(folder)) {
      assertEquals(root.get("vocab_size").intValue(), tokenizer.entries());
      PocketTextSplitter splitter = new PocketTextSplitter(tokenizer);
      assertEquals(set(root.get("end_of_sentence_ids")), splitter.sentenceEnds());
      assertEquals(set(root.get("clause_ids")), splitter.clauseEnds());
      int cases = 0;
      for (JsonNode item : root.get("cases")) {
        check(tokenizer, rules.get(item.get("rules").textValue()), item);
        cases++;
      }
      assertTrue(cases > 0);
      System.out.printf("%s: %d texts as in the reference%n", folder.getFileName(), cases);
    }
  }

  @ParameterizedTest
  @MethodSource("folders")
  void tokenizesAndDecodesAsTheReference(Path folder) throws Exception {
    JsonNode root = new ObjectMapper().readTree(folder.resolve("text.json").toFile());
    try (TextTokenizer tokenizer = tokenizer(folder)) {
      for (JsonNode item : root.get("encode")) {
        String text = item.get("text").textValue();
        assertArrayEquals(ids(item.get("ids")), tokenizer.encode(text), text);
      }
      for (JsonNode item : root.get("decode")) {
        assertEquals(item.get("text").textValue(), tokenizer.decode(ids(item.get("ids"))));
      }
    }
  }

  private static TextTokenizer tokenizer(Path folder) throws IOException {
    Path sentencePiece = folder.resolve("tokenizer.model");
    return Files.exists(sentencePiece)
        ? SentencePieceTokenizer.open(sentencePiece)
        : HuggingFaceTextTokenizer.open(folder.resolve("tokenizer.json"));
  }

  private static PocketTextRules rules(JsonNode rules) {
    Map<String, String> replacements = new LinkedHashMap<>();
    rules
        .path("replace_characters")
        .properties()
        .forEach(e -> replacements.put(e.getKey(), e.getValue().textValue()));
    return new PocketTextRules(
        rules.path("pad_with_spaces_for_short_inputs").asBoolean(false),
        rules.path("remove_semicolons").asBoolean(false),
        rules.path("append_terminal_punctuation").asBoolean(true),
        rules.path("capitalize_first_letter").asBoolean(true),
        replacements);
  }

  private static void check(TextTokenizer tokenizer, PocketTextRules rules, JsonNode item) {
    String raw = item.get("raw").textValue();
    PocketText text = text(tokenizer, rules);
    int maxTokens = item.get("max_tokens").intValue();
    if (item.hasNonNull("error")) {
      assertThrows(IllegalArgumentException.class, () -> text.chunks(raw, maxTokens), raw);
      return;
    }
    PocketTextPreparation prepared = PocketTextPreparation.of(raw, rules);
    assertEquals(item.get("prepared").textValue(), prepared.text());
    assertEquals(item.get("frames_after_eos_guess").intValue(), prepared.framesAfterEndGuess());
    assertArrayEquals(ids(item.get("prepared_ids")), tokenizer.encode(prepared.text()), raw);
    List<PocketTextSplitter.Segment> sentences = new ArrayList<>();
    for (JsonNode segment : item.get("sentence_segments")) {
      sentences.add(
          new PocketTextSplitter.Segment(segment.get(0).intValue(), segment.get(1).textValue()));
    }
    PocketTextSplitter splitter = new PocketTextSplitter(tokenizer);
    assertEquals(sentences, splitter.sentences(prepared.text()));
    List<String> cuts = new ArrayList<>();
    for (JsonNode chunk : item.get("chunks")) {
      String cut = chunk.get("cut").textValue();
      cuts.add(cut);
      if (chunk.hasNonNull("error")) {
        assertThrows(IllegalArgumentException.class, () -> text.chunk(cut), cut);
        continue;
      }
      Chunk expected =
          new Chunk(
              chunk.get("spoken").textValue(),
              ids(chunk.get("ids")),
              chunk.get("frames_after_eos").intValue(),
              chunk.get("max_gen_frames").intValue());
      assertEquals(expected, text.chunk(cut), raw);
    }
    assertEquals(cuts, splitter.cut(prepared.text(), maxTokens), raw);
  }

  /** What release 2.1 and 4 do alike: what is said of the earlier fixtures still holds. */
  @ParameterizedTest
  @CsvSource({"tiny, text.json, 74", "tiny-v1, text-v1.json, 22"})
  void tokenizesAsInRelease2(String model, String file, int count) throws Exception {
    JsonNode cases = new ObjectMapper().readTree(RELEASE_2.resolve(file).toFile()).get("cases");
    assertEquals(count, cases.size());
    try (TextTokenizer tokenizer =
        SentencePieceTokenizer.open(RELEASE_2.resolve(model).resolve("tokenizer.model"))) {
      for (JsonNode item : cases) {
        if (!item.hasNonNull("error")) {
          String prepared = item.get("prepared").textValue();
          assertArrayEquals(ids(item.get("prepared_ids")), tokenizer.encode(prepared), prepared);
        }
      }
    }
  }

  @Test
  void replacementsAreNotReplacedAgainAndMayLeaveNothing() {
    PocketTextRules rules =
        withReplacements(Map.of("\u201c", "", "\u201d", "", "a", "b", "b", "a"));
    assertEquals("Tba.", PocketTextPreparation.of("\u201ctab\u201d", rules).text());
    assertThrows(IllegalArgumentException.class, () -> text(tiny, rules).chunks("\u201c \u201d"));
    assertThrows(IllegalArgumentException.class, () -> withReplacements(Map.of("ab", "c")));
  }

  @Test
  void everyChunkIsASentenceOfItsOwn() {
    PocketText text = text(tiny, PocketTextRules.PLAIN);
    assertEquals(
        "First clause.|Second clause; third.|Done.",
        spoken(text, "First clause; second clause;third: done", 20));
  }

  @Test
  void aRecommendationReplacesTheGuess() {
    PocketText text = new PocketText(tiny, PocketTextRules.PLAIN, OptionalInt.of(8), FRAME_RATE_HZ);
    assertEquals(8, text.chunks("Yes.").get(0).framesAfterEnd());
  }

  @Test
  void aClosingQuoteIsNotSpokenAlone() {
    PocketText text = text(tiny, PocketTextRules.PLAIN);
    String raw = "\u201cCome in, sit down, and tell me what you have seen!\u201d";
    assertEquals(
        List.of("\u201cCome in.", "Sit down.", "And tell me what you have seen!\u201d"),
        text.chunks(raw, 12).stream().map(Chunk::text).toList());
  }

  @Test
  void textWithoutPunctuationIsCutBetweenWordsBeforeItIsTooLong() {
    PocketText text = text(tiny, PocketTextRules.PLAIN);
    String endless = "word ".repeat(2000) + "x".repeat(500);
    List<Chunk> chunks = text.chunks(endless);
    assertTrue(chunks.size() > 40, chunks.size() + " chunks");
    int most = chunks.stream().mapToInt(chunk -> chunk.ids().length).max().orElseThrow();
    assertTrue(most <= 4 * PocketText.MAX_TOKENS, most + " tokens");
    String joined = chunks.stream().map(Chunk::text).collect(Collectors.joining());
    assertEquals(
        endless.replace(" ", ""),
        joined.replaceAll("[ .]", "").replace('W', 'w').replace('X', 'x'));
  }

  private static PocketText text(TextTokenizer tokenizer, PocketTextRules rules) {
    return new PocketText(tokenizer, rules, OptionalInt.empty(), FRAME_RATE_HZ);
  }

  private static PocketTextRules withReplacements(Map<String, String> replacements) {
    return new PocketTextRules(false, false, true, true, replacements);
  }

  private static String spoken(PocketText text, String raw, int maxTokens) {
    return text.chunks(raw, maxTokens).stream().map(Chunk::text).collect(Collectors.joining("|"));
  }

  private static Set<Integer> set(JsonNode ids) {
    return Arrays.stream(ids(ids)).boxed().collect(Collectors.toSet());
  }

  private static int[] ids(JsonNode ids) {
    return StreamSupport.stream(ids.spliterator(), false).mapToInt(JsonNode::intValue).toArray();
  }
}
