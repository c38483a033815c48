package io.rhapsode.ingest.text.language;

import com.ibm.icu.lang.UScript;
import com.ibm.icu.util.ULocale;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Tells the language of text whose script shows that it cannot be the one it is taken for, such as
 * a Greek sentence in an English book. Other than {@link LanguageGuess} it needs a few letters
 * only, and it knows no Latin script: too many languages are written in it.
 */
public final class ScriptGuess {
  /** Share of the letters that must be of one foreign script. */
  private static final double DECISIVE = 0.8;

  /** Fewer letters are a symbol or an initial: "α and β". */
  private static final int FEWEST_LETTERS = 4;

  private static final int FEWEST_IDEOGRAPHS = 2;

  /** The language with the most readers, where a longer text does not tell which. */
  private static final Map<Character.UnicodeScript, String> LANGUAGES =
      new EnumMap<>(
          Map.ofEntries(
              Map.entry(Character.UnicodeScript.GREEK, "el"),
              Map.entry(Character.UnicodeScript.CYRILLIC, "ru"),
              Map.entry(Character.UnicodeScript.ARMENIAN, "hy"),
              Map.entry(Character.UnicodeScript.GEORGIAN, "ka"),
              Map.entry(Character.UnicodeScript.HEBREW, "he"),
              Map.entry(Character.UnicodeScript.ARABIC, "ar"),
              Map.entry(Character.UnicodeScript.ETHIOPIC, "am"),
              Map.entry(Character.UnicodeScript.DEVANAGARI, "hi"),
              Map.entry(Character.UnicodeScript.BENGALI, "bn"),
              Map.entry(Character.UnicodeScript.GURMUKHI, "pa"),
              Map.entry(Character.UnicodeScript.GUJARATI, "gu"),
              Map.entry(Character.UnicodeScript.TAMIL, "ta"),
              Map.entry(Character.UnicodeScript.TELUGU, "te"),
              Map.entry(Character.UnicodeScript.KANNADA, "kn"),
              Map.entry(Character.UnicodeScript.MALAYALAM, "ml"),
              Map.entry(Character.UnicodeScript.SINHALA, "si"),
              Map.entry(Character.UnicodeScript.THAI, "th"),
              Map.entry(Character.UnicodeScript.LAO, "lo"),
              Map.entry(Character.UnicodeScript.KHMER, "km"),
              Map.entry(Character.UnicodeScript.MYANMAR, "my"),
              Map.entry(Character.UnicodeScript.HANGUL, "ko"),
              Map.entry(Character.UnicodeScript.HIRAGANA, "ja"),
              Map.entry(Character.UnicodeScript.KATAKANA, "ja"),
              Map.entry(Character.UnicodeScript.HAN, "zh")));

  private ScriptGuess() {}

  /**
   * The BCP 47 tag of a text that is not in the script of the language it is taken for.
   *
   * @param language BCP 47 tag
   * @return empty for text that may well be in that language
   */
  public static Optional<String> of(String text, String language) {
    if (text.codePoints().allMatch(ScriptGuess::isLatin)) {
      return Optional.empty();
    }
    Map<String, Integer> counts = new TreeMap<>();
    int[] letters = new int[1];
    text.codePoints()
        .filter(Character::isLetter)
        .forEach(
            point -> {
              letters[0]++;
              String found = LANGUAGES.get(Character.UnicodeScript.of(point));
              if (found != null) {
                counts.merge(found, 1, Integer::sum);
              }
            });
    if (counts.containsKey("ja")) {
      counts.merge("ja", counts.getOrDefault("zh", 0), Integer::sum);
    }
    return counts.entrySet().stream()
        .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry::getKey))
        .filter(most -> most.getValue() >= fewest(most.getKey()))
        .filter(most -> most.getValue() >= DECISIVE * letters[0])
        .filter(most -> !sharesScript(most.getKey(), language))
        .map(most -> closer(most.getKey(), text));
  }

  private static boolean isLatin(int point) {
    return point < 0x370;
  }

  private static int fewest(String language) {
    return language.equals("zh") || language.equals("ja") ? FEWEST_IDEOGRAPHS : FEWEST_LETTERS;
  }

  /** Whether both languages have a script in common: a Bulgarian book may hold any Cyrillic. */
  private static boolean sharesScript(String found, String language) {
    int[] ours = UScript.getCode(ULocale.forLanguageTag(language));
    int[] theirs = UScript.getCode(new ULocale(found));
    return ours == null
        || Arrays.stream(theirs).anyMatch(code -> Arrays.stream(ours).anyMatch(own -> own == code));
  }

  /** Ukrainian rather than Russian, where the text is long enough to tell. */
  private static String closer(String found, String text) {
    return LanguageGuess.of(text).filter(guess -> sharesScript(guess, found)).orElse(found);
  }
}
