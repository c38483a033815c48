package io.rhapsode.ingest.text.normal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Sentences as narrators say them: "{a|b}" are choices that are equally good, and only words are
 * compared.
 */
class NarratedSentencesTest {
  private final TextNormalizer normalizer = new StandardNormalizer();

  @ParameterizedTest
  @CsvFileSource(
      resources = "narrated-sentences.tsv",
      delimiter = '\t',
      quoteCharacter = '`',
      numLinesToSkip = 2)
  void testSentence(String language, String written, String choices) {
    String spoken = normalizer.normalize(written, language).spoken();

    assertTrue(
        expand(choices).stream()
            .anyMatch(choice -> letters(choice, language).equals(letters(spoken, language))),
        spoken);
  }

  @Test
  void testChoicesExpand() {
    List<String> all = expand("{a|b {|c}}d");

    assertTrue(all.size() == 3 && all.containsAll(List.of("ad", "b d", "b cd")), all.toString());
  }

  private static List<String> expand(String text) {
    int open = text.indexOf('{');
    if (open < 0) {
      return List.of(text);
    }
    List<Integer> bars = new ArrayList<>(List.of(open));
    int depth = 1;
    int close = open + 1;
    for (; depth > 0; close++) {
      char mark = text.charAt(close);
      depth += mark == '{' ? 1 : mark == '}' ? -1 : 0;
      if (depth == 0 || depth == 1 && mark == '|') {
        bars.add(close);
      }
    }
    List<String> all = new ArrayList<>();
    for (int i = 1; i < bars.size(); i++) {
      String choice = text.substring(bars.get(i - 1) + 1, bars.get(i));
      all.addAll(expand(text.substring(0, open) + choice + text.substring(close)));
    }
    return all;
  }

  private static String letters(String text, String language) {
    String words = text.toLowerCase(Locale.ROOT);
    String free = language.equals("en") ? words.replaceAll("\\band\\b", "") : words;
    return free.replaceAll("[^\\p{L}\\p{M}\\p{N}]+", "");
  }
}
