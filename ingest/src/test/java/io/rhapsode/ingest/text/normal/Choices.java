package io.rhapsode.ingest.text.normal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Expected words with choices that are equally good, "{a|b}", of which only the letters count. */
final class Choices {
  private Choices() {}

  static void assertSpoken(
      TextNormalizer normalizer, String language, String written, String choices) {
    String spoken = normalizer.normalize(written, language).spoken();

    assertTrue(
        expand(choices).stream()
            .anyMatch(choice -> letters(choice, language).equals(letters(spoken, language))),
        () -> "%s: %s, not %s".formatted(written, spoken, choices));
  }

  /** Every text that the choices allow. */
  static List<String> expand(String text) {
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
