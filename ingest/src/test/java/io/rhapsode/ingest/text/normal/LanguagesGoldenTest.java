package io.rhapsode.ingest.text.normal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.ingest.text.SharedData;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The test rows of NeMo text processing in other languages, compared without spaces, because the
 * collection takes long numerals apart. Wrong by intent: addresses letter by letter, cases that
 * only a grammar of the sentence could tell (Russian years without a word beside them), figures
 * glued to letters, currencies by their codes in lower case, and times with a full stop but no word
 * for the hour, which are decimals as well.
 */
class LanguagesGoldenTest {
  private static final List<String> LANGUAGES = List.of("ru", "sv");

  @Test
  void testSharePerLanguage() throws IOException {
    TextNormalizer normalizer = new StandardNormalizer();
    TreeMap<String, Integer> right = new TreeMap<>();
    TreeMap<String, Integer> all = new TreeMap<>();
    for (String line : SharedData.lines("data/norm/nemo_tn.tsv")) {
      String[] row = line.split("\t", -1);
      if (LANGUAGES.contains(row[0])) {
        String spoken = letters(normalizer.normalize(row[2], row[0]).spoken());
        boolean matched =
            Arrays.stream(row[3].split("~")).anyMatch(one -> letters(one).equals(spoken));
        right.merge(row[0], matched ? 1 : 0, Integer::sum);
        all.merge(row[0], 1, Integer::sum);
      }
    }
    System.out.println("rows right " + right + " of " + all);
    assertEquals("{ru=38, sv=78}", right.toString());
  }

  private static String letters(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{M}\\p{N}]+", "");
  }
}
