package io.rhapsode.synth.family.kokoro;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.pipeline.text.SpokenWord;
import io.rhapsode.synth.family.espeak.EspeakEngineFactory;
import io.rhapsode.synth.family.kokoro.KokoroText.Piece;
import io.rhapsode.synth.family.onnx.GoldenFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KokoroTextTest {
  private static final KokoroAlphabet ALPHABET = KokoroAlphabet.published();

  private final KokoroText reader;

  KokoroTextTest() throws IOException {
    reader = new KokoroText(new EspeakEngineFactory().phonemizer(), ALPHABET);
  }

  record Golden(String name, String voice, String text, String phonemes, long[] ids) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** What the reference front end makes of texts in every language. */
  static List<Golden> goldens() throws IOException {
    List<Golden> goldens = new ArrayList<>();
    for (JsonNode golden : GoldenFolder.of("kokoro").golden().get("cases")) {
      goldens.add(
          new Golden(
              golden.get("name").asText(),
              golden.get("voice").asText(),
              golden.get("text").asText(),
              golden.get("phonemes").asText(),
              GoldenFolder.longs(golden.get("ids"))));
    }
    return goldens;
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void readsAsTheReference(Golden golden) throws FailureException {
    KokoroLanguage language = KokoroLanguage.ofVoice(golden.voice()).orElseThrow();
    // The reference loses the danda; here it is a full stop.
    String text = golden.text().replace("\u0964", "");
    List<Piece> pieces = reader.read(List.of(SpokenWord.plain(text)), language);

    assertEquals(golden.phonemes(), symbols(pieces));
    List<KokoroChunk> chunks = KokoroChunk.of(pieces);
    assertEquals(1, chunks.size());
    assertArrayEquals(
        golden.ids(),
        chunks.get(0).symbols().stream()
            .mapToLong(symbol -> ALPHABET.id(symbol.codePoint()).orElseThrow())
            .toArray());
  }

  @Test
  void numbersTheSymbolsAsTheModel() throws IOException {
    for (Map.Entry<String, JsonNode> symbol :
        GoldenFolder.of("kokoro").golden().get("vocabulary").properties()) {
      assertEquals(
          symbol.getValue().asInt(),
          ALPHABET.id(symbol.getKey().codePointAt(0)).orElseThrow(),
          symbol.getKey());
    }
  }

  @Test
  void saysDiphthongsAsTheDictionaryOfTheVoices() throws IOException, FailureException {
    KokoroText corrected =
        new KokoroText(new EspeakEngineFactory().phonemizer(), KokoroAlphabet.corrected());
    List<SpokenWord> british = List.of(SpokenWord.plain("There, here and near the players."));
    String said = symbols(corrected.read(british, KokoroLanguage.BRITISH_ENGLISH));
    assertEquals(
        "\u00f0\u02c8\u025b\u02d0, h\u02c8\u026a\u0259\u0279 and n\u02cc\u026a\u0259 \u00f0\u0259"
            + " pl\u02c8A\u0259z.",
        said);
    List<SpokenWord> american = List.of(SpokenWord.plain("Deliverance."));
    assertEquals(
        "d\u1d7bl\u02c8\u026av\u0259\u0279\u0259ns.",
        symbols(corrected.read(american, KokoroLanguage.AMERICAN_ENGLISH)));
  }

  @Test
  void takesPronunciationsAsTheyAre() throws FailureException {
    List<SpokenWord> words =
        List.of(
            SpokenWord.plain("Poor "),
            SpokenWord.pronounced("Cholmondeley", "\u02c8t\u0283\u028cmli"),
            SpokenWord.plain(" cried."));

    List<Piece> pieces = reader.read(words, KokoroLanguage.BRITISH_ENGLISH);

    assertEquals("\u02c8\u02a7\u028cmli", pieces.get(1).symbols());
    String all = symbols(pieces);
    assertTrue(all.contains(" \u02c8\u02a7\u028cmli k"), all);
    assertTrue(all.endsWith("d."), all);
  }

  @Test
  void piecesCoverTheTextInOrder() throws FailureException {
    String text = "\u201cWell (really) no\u2014go\u2026\u201d Right? Yes.";
    int end = 0;
    for (Piece piece :
        reader.read(List.of(SpokenWord.plain(text)), KokoroLanguage.AMERICAN_ENGLISH)) {
      assertEquals(end, piece.text().start());
      end = piece.text().end();
    }
    assertEquals(text.length(), end);
  }

  @Test
  void cutsLongTextsAtTheBestPlace() throws FailureException {
    String text = "The tide was out, and the boats lay on their sides. ".repeat(30);
    List<Piece> pieces =
        reader.read(List.of(SpokenWord.plain(text)), KokoroLanguage.BRITISH_ENGLISH);

    List<KokoroChunk> chunks = KokoroChunk.of(pieces);

    assertTrue(chunks.size() > 1);
    for (KokoroChunk chunk : chunks) {
      List<KokoroChunk.Symbol> symbols = chunk.symbols();
      assertTrue(symbols.size() <= KokoroChunk.MAXIMUM_SYMBOLS);
      assertEquals('.', symbols.get(symbols.size() - 1).codePoint());
    }
    String joined =
        chunks.stream()
            .flatMap(chunk -> chunk.symbols().stream())
            .map(symbol -> Character.toString(symbol.codePoint()))
            .collect(Collectors.joining());
    assertEquals(symbols(pieces).replace(" ", ""), joined.replace(" ", ""));
  }

  private static String symbols(List<Piece> pieces) {
    return pieces.stream().map(Piece::symbols).collect(Collectors.joining()).strip();
  }
}
