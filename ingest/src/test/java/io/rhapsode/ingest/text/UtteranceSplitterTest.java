package io.rhapsode.ingest.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.ingest.text.normal.StandardNormalizer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class UtteranceSplitterTest {
  private final UtteranceSplitter splitter = new UtteranceSplitter(new StandardNormalizer());

  @Test
  void testASentenceIsAnUtterance() {
    assertEquals(
        List.of("speech 'One. ' as 'One.' ends", "speech 'It is 2.' as 'It is two.' ends"),
        describe("One. It is 2.", 100));
  }

  @Test
  void testALongSentenceIsCutAtClausesThenSpaces() {
    assertEquals(
        List.of(
            "speech 'When it rained, ' as 'When it rained,' goes on",
            "speech 'we all ' as 'we all' goes on",
            "speech 'stayed inside.' as 'stayed inside.' ends"),
        describe("When it rained, we all stayed inside.", 16));
  }

  @Test
  void testTheLimitIsOnTheSpokenForm() {
    assertEquals(
        List.of(
            "speech 'Pay ' as 'Pay' goes on",
            "speech '$7,000 ' as 'seven thousand dollars' goes on",
            "speech 'now.' as 'now.' ends"),
        describe("Pay $7,000 now.", 24));
  }

  @Test
  void testTextWithoutSpacesIsCutBetweenCharacters() {
    assertEquals(
        List.of("speech 'abcd' as 'abcd' goes on", "speech 'e\u0301fgh' as '\u00E9fgh' ends"),
        describe("abcde\u0301fgh", 4));
  }

  @Test
  void testMarksAloneAreSilent() {
    assertEquals(List.of("silence '* * *'"), describe("* * *", 100));
  }

  @Property(tries = 1500)
  void testPiecesPartitionTheTextWithinTheLimit(
      @ForAll("texts") String text, @ForAll @IntRange(min = 2, max = 40) int limit) {
    int at = 0;
    for (SpeechPiece piece : splitter.split(text, "en", limit)) {
      assertEquals(at, piece.characters().start());
      at = piece.characters().end();
      assertTrue(piece.characters().length() > 0);
      if (piece instanceof SpeechPiece.Speech speech) {
        assertTrue(speech.spoken().spoken().length() <= limit);
        assertFalse(speech.spoken().spoken().isBlank());
      }
      boolean splitPair =
          at < text.length()
              && Character.isHighSurrogate(text.charAt(at - 1))
              && Character.isLowSurrogate(text.charAt(at));
      assertFalse(splitPair);
    }
    assertEquals(text.length(), at);
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "word ",
            "Word. ",
            "long-word",
            "1,000,000 ",
            "$5 ",
            ", ",
            "; ",
            "— ",
            "?! ",
            "\" ",
            "\uD83D\uDE00",
            "e\u0301\u0301",
            "漢字。",
            "(",
            ") ",
            " ",
            "...",
            "\u0301",
            "½");
    return pieces.list().ofMaxSize(30).map(list -> String.join("", list));
  }

  private List<String> describe(String text, int limit) {
    List<String> described = new ArrayList<>();
    for (SpeechPiece piece : splitter.split(text, "en", limit)) {
      String characters = piece.characters().of(text);
      if (piece instanceof SpeechPiece.Speech speech) {
        described.add(
            "speech '%s' as '%s' %s"
                .formatted(
                    characters,
                    speech.spoken().spoken(),
                    speech.endsSentence() ? "ends" : "goes on"));
      } else {
        described.add("silence '" + characters + "'");
      }
    }
    return described;
  }
}
