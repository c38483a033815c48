package io.rhapsode.pipeline.text;

import java.util.Locale;
import java.util.Map;

/**
 * How many letters of a language are read aloud in a second of sound without pauses. The figures
 * are those of read speech (Pellegrino, Coupé and Marsico, "Across-language perspective on speech
 * information rate", 2011: syllables a second) by the usual length of a syllable in writing; where
 * human and synthetic readers of our recordings differed, between the two.
 */
public final class SpeakingRate {
  private static final double USUAL = 15;

  private static final Map<String, Double> LETTERS_PER_SECOND =
      Map.ofEntries(
          Map.entry("ar", 10.0),
          Map.entry("he", 10.0),
          Map.entry("hi", 11.0),
          Map.entry("ja", 8.5),
          Map.entry("ko", 7.0),
          Map.entry("th", 12.0),
          Map.entry("yue", 4.5),
          Map.entry("zh", 5.0));

  private SpeakingRate() {}

  /**
   * @param language BCP 47 tag
   */
  public static double lettersPerSecond(String language) {
    return LETTERS_PER_SECOND.getOrDefault(Locale.forLanguageTag(language).getLanguage(), USUAL);
  }

  /** Letters, marks and digits: what takes time to say. */
  public static int letters(String text) {
    return (int) text.codePoints().filter(SpeakingRate::isSaid).count();
  }

  /**
   * How long it takes to read a text aloud, without pauses, in seconds.
   *
   * @param language BCP 47 tag
   */
  public static double seconds(String text, String language) {
    return letters(text) / lettersPerSecond(language);
  }

  private static boolean isSaid(int codePoint) {
    return Character.isLetterOrDigit(codePoint)
        || Character.getType(codePoint) == Character.COMBINING_SPACING_MARK;
  }
}
