package io.rhapsode.mux.tag;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneLineTest {
  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t", "\u200B", "\u200E\u200F \u2060", "\u00AD", "\uD83D"})
  void titlesOfWhichNothingIsSeenGetTheFallback(String title) {
    assertEquals("Chapter 7", OneLine.of(title, "Chapter 7"));
  }

  @Test
  void whatIsSeenStaysWithTheSignsThatItsScriptNeeds() {
    String family = "\uD83D\uDC69\u200D\uD83D\uDE80";
    assertEquals(family + " \u200Fשלום", OneLine.of(" " + family + "\n\u200Fשלום", "none"));
  }
}
