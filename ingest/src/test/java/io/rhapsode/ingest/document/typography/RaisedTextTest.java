package io.rhapsode.ingest.document.typography;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RaisedTextTest {
  /** Before, raised, behind, language, what it becomes; "mark" for the mark of a note. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "About 10|6| stars|en|⁶",
        "5 x 10|-3| grams|en|⁻³",
        "2|10| bytes|en|¹⁰",
        "E = mc|2|.|en|²",
        "12 m|2|,|en|²",
        "9.81 m/s|2|,|en|²",
        "(a + b)|2| = c|en|²",
        "x|n+1| is|en|ⁿ⁺¹",
        "the square of x|2| |en|²",
        "3|2| + 4|en|²",
        "sank in 1912|3| near|en|mark",
        "He was 35|4| then|en|mark",
        "near the cape.|4| |en|mark",
        "he said,”|12| and|en|mark",
        "the word|*| and|en|mark",
        "the word|[13]| and|en|mark",
        "the word|3, 4| and|en|mark",
        "held 40|a| men|en|mark",
        "a|1| note|en|mark",
        "|16|For God|en|mark",
        "and |17|for God|en|mark",
        "the 1|st| of|en|st",
        "XIX|e| siècle|fr|e",
        "M|me| Bovary|fr|me",
        "la 1|a| vez|es|ª",
        "el n|o| 3|es|º",
        "the M|c|Donald|en|c",
        "cost £3|50|.|en|.50",
        "At 10|30| he|en|:30",
        "um 7|15| ging|de|:15",
        "5|1|/2|en| 1",
        "|1|/2|en|1",
        "Brand|TM| x|en|™"
      })
  void whatRaisedTextMeans(
      String before, String raised, String behind, String language, String expected) {
    RaisedText found =
        RaisedText.of(
            before == null ? "" : before,
            raised,
            behind == null ? "" : behind,
            Optional.of(language));
    assertEquals(expected, found.mark() ? "mark" : found.text());
  }

  @ParameterizedTest
  @CsvSource({"CO, 2, ₂", "x, 10, ₁₀", "1/, 2, 2", "SO₄, 2, 2", "H, in, in"})
  void whatLoweredTextMeans(String before, String lowered, String expected) {
    assertEquals(expected, RaisedText.lowered(before, lowered));
  }
}
