package io.rhapsode.ingest.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.ingest.text.normal.NormalizedText;
import io.rhapsode.ingest.text.normal.Prescription;
import io.rhapsode.ingest.text.normal.TextNormalizer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text without sentences or words: what is done for it grows no faster than it does. */
class HardTextTest {
  private static final int LIMIT = 200;

  /** Counts the characters that it is asked to normalise. */
  private static final class Counter implements TextNormalizer {
    private long characters;

    @Override
    public NormalizedText normalize(
        String text, String language, List<Prescription> prescriptions) {
      characters += text.length();
      return new NormalizedText(text.strip(), List.of(), Optional.empty());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"", "“", "(", "[", "[1] ", "Mr. Dr. St. ", "1234567890", ".", "a", "½", "1) a "})
  void testWorkGrowsWithTheText(String unit) {
    long once = work(unit, 60_000);

    assertTrue(work(unit, 120_000) <= 2 * once + 4 * LIMIT, unit);
    assertTrue(once <= 8 * 60_000, unit + once);
  }

  private static long work(String unit, int length) {
    String text = unit.repeat(length / unit.length());
    Counter counter = new Counter();
    List<SpeechPiece> pieces = new UtteranceSplitter(counter).split(text, "en", LIMIT);
    int covered = pieces.stream().mapToInt(piece -> piece.characters().length()).sum();
    assertEquals(text.length(), covered);
    return counter.characters;
  }
}
