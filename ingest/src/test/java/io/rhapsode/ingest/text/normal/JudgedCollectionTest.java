package io.rhapsode.ingest.text.normal;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.ingest.text.SharedData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * The test rows of NeMo text processing in the languages of the product, letters compared. What
 * differs is listed in {@code judged-collection.tsv} with the reason: a convention of the
 * collection, or a fault of ours.
 */
class JudgedCollectionTest {
  private static final Set<String> LANGUAGES = Set.of("en", "de", "es", "fr", "it", "pt");

  /** Addresses of networks, codes, strings of signs and mark-up. */
  private static final Set<String> NOT_OF_BOOKS =
      Set.of("electronic", "serial", "punctuation", "punctuation_match_input", "special_text");

  private final TextNormalizer normalizer = new StandardNormalizer();

  /** How many rows of a class there are, how many are equal, and how many are no faults. */
  private record Share(int rows, int equal, int right) {
    Share plus(Share other) {
      return new Share(rows + other.rows, equal + other.equal, right + other.right);
    }
  }

  @Test
  void testEveryDifferenceIsJudged() throws IOException {
    Map<String, String[]> judged = judged();
    Set<String> unused = new TreeSet<>(judged.keySet());
    Map<String, Share> classes = new TreeMap<>();
    Map<String, Share> languages = new TreeMap<>();
    for (String[] row : rows()) {
      String spoken = normalizer.normalize(row[2], row[0]).spoken();
      boolean equal =
          Arrays.stream(row[3].split("~"))
              .anyMatch(one -> letters(one, row[0]).equals(letters(spoken, row[0])));
      String key = row[0] + "\t" + row[1] + "\t" + row[2];
      String[] verdict = judged.get(key);
      if (!equal) {
        assertTrue(verdict != null, "not judged: " + key + " -> " + spoken);
        assertEquals(verdict[4], spoken);
        unused.remove(key);
      }
      boolean right = equal || verdict[5].equals("convention");
      Share share = new Share(1, equal ? 1 : 0, right ? 1 : 0);
      classes.merge(row[0] + " " + row[1], share, Share::plus);
      if (!NOT_OF_BOOKS.contains(row[1])) {
        languages.merge(row[0], share, Share::plus);
      }
    }

    classes.forEach((name, share) -> System.out.println(name + " " + share));
    languages.forEach((name, share) -> System.out.println(name + " " + share));
    assertEquals(Set.of(), unused, "listed, but equal");
    classes.forEach(
        (name, share) -> assertTrue(share.right() * 100 >= 95 * share.rows(), name + " " + share));
    languages.forEach(
        (name, share) -> assertTrue(share.right() * 100 >= 97 * share.rows(), name + " " + share));
  }

  private static List<String[]> rows() throws IOException {
    return SharedData.lines("data/norm/nemo_tn.tsv").stream()
        .map(line -> line.split("\t", -1))
        .filter(row -> LANGUAGES.contains(row[0]))
        .toList();
  }

  private static Map<String, String[]> judged() throws IOException {
    try (InputStream file =
        JudgedCollectionTest.class.getResourceAsStream("judged-collection.tsv")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(line -> line.split("\t", -1))
          .collect(toMap(row -> row[0] + "\t" + row[1] + "\t" + row[2], Function.identity()));
    }
  }

  /** Without spaces and marks, because the collection takes long numerals apart. */
  private static String letters(String text, String language) {
    String lower = text.toLowerCase(Locale.ROOT);
    String words = language.equals("en") ? lower.replaceAll("\\band\\b", "") : lower;
    return words.replaceAll("[^\\p{L}\\p{M}\\p{N}]+", "");
  }
}
