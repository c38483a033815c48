package io.rhapsode.ingest.text.normal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.ingest.text.SharedData;
import java.io.IOException;
import java.util.Locale;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The English test rows of NeMo text processing, compared as words. Wrong by intent: house numbers
 * digit by digit, thousands without separators as codes, names inside addresses taken apart, signs
 * without a number, mark-up, and figures glued to letters, which stay as they are.
 */
class EnglishGoldenTest {
  @Test
  void testSharePerClass() throws IOException {
    TextNormalizer normalizer = new StandardNormalizer();
    TreeMap<String, Integer> right = new TreeMap<>();
    int rows = 0;
    for (String line : SharedData.lines("data/norm/nemo_tn.tsv")) {
      String[] row = line.split("\t", -1);
      if (row[0].equals("en")) {
        String spoken = normalizer.normalize(row[2], "en").spoken();
        right.merge(row[1], words(spoken).equals(words(row[3])) ? 1 : 0, Integer::sum);
        rows++;
      }
    }
    int sum = right.values().stream().mapToInt(Integer::intValue).sum();
    System.out.println("rows right " + sum + " of " + rows + ": " + right);
    assertEquals(
        "{address=3, cardinal=9, date=26, decimal=6, electronic=23, fraction=3, measure=5,"
            + " money=34, ordinal=10, punctuation=26, punctuation_match_input=7, range=10,"
            + " serial=6, special_text=3, telephone=7, time=13, whitelist=4, word=23}",
        right.toString());
  }

  private static String words(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
  }
}
