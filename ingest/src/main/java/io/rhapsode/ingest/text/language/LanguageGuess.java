package io.rhapsode.ingest.text.language;

import com.github.pemistahl.lingua.api.Language;
import com.github.pemistahl.lingua.api.LanguageDetector;
import com.github.pemistahl.lingua.api.LanguageDetectorBuilder;
import com.ibm.icu.text.UnicodeSet;
import com.ibm.icu.util.LocaleData;
import com.ibm.icu.util.ULocale;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Guesses the language of text that does not name it, with Lingua's low-accuracy models, which are
 * loaded once per process when first needed. Careful: it answers only for text long enough and
 * clear enough. Thread-safe.
 */
public final class LanguageGuess {
  /** Letters below which a guess is not made: names and quotations mislead in short text. */
  private static final int FEWEST_LETTERS = 120;

  /** Letters below which no guess is made, whatever the document. */
  private static final int FEWEST_LETTERS_AT_ALL = 40;

  /** As much text as is looked at, in UTF-16 units. */
  private static final int SAMPLE = 300;

  private static final double CLEAR = 0.9;

  /** Share of most frequent words in running text of their language; a third is usual. */
  private static final double PLAIN_SHARE = 0.15;

  private static final Pattern WORD_ENDS = Pattern.compile("[^\\p{L}\\p{M}]+");

  private LanguageGuess() {}

  /** Loads the models on first use. */
  private static final class Models {
    private static final LanguageDetector DETECTOR =
        LanguageDetectorBuilder.fromAllLanguages().withLowAccuracyMode().build();
  }

  /** The languages whose most frequent words are known. */
  private static final List<String> WITH_COMMON_WORDS =
      Arrays.stream(Language.values())
          .filter(language -> language != Language.UNKNOWN)
          .map(language -> language.getIsoCode639_1().toString())
          .filter(language -> !LanguageWords.of(language).common().isEmpty())
          .toList();

  /** The BCP 47 tag of a text whose language is clear. */
  public static Optional<String> of(String text) {
    String sample = text.substring(0, Math.min(SAMPLE, text.length()));
    if (sample.codePoints().filter(Character::isLetter).count() < FEWEST_LETTERS
        && !isDense(sample)) {
      return Optional.empty();
    }
    Map<Language, Double> values = Models.DETECTOR.computeLanguageConfidenceValues(sample);
    return values.entrySet().stream()
        .findFirst()
        .filter(best -> best.getValue() >= CLEAR)
        .filter(best -> best.getKey() != Language.UNKNOWN)
        .map(best -> best.getKey().getIsoCode639_1().toString());
  }

  /**
   * The BCP 47 tag of a text too short for {@link #of}, where the most frequent words of the
   * language bear it out.
   */
  public static Optional<String> ofShort(String text) {
    String sample = text.substring(0, Math.min(SAMPLE, text.length()));
    if (sample.codePoints().filter(Character::isLetter).count() < FEWEST_LETTERS_AT_ALL) {
      return Optional.empty();
    }
    String[] words = words(sample);
    List<String> borneOut =
        WITH_COMMON_WORDS.stream()
            .filter(language -> plainShare(language, words) >= PLAIN_SHARE)
            .toList();
    if (borneOut.isEmpty()) {
      return Optional.empty();
    }
    return Models.DETECTOR.computeLanguageConfidenceValues(sample).entrySet().stream()
        .findFirst()
        .filter(best -> best.getKey() != Language.UNKNOWN)
        .map(best -> best.getKey().getIsoCode639_1().toString())
        .filter(borneOut::contains);
  }

  /**
   * The likeliest language of a text with several letters that another language does not have.
   *
   * @param other BCP 47 tag
   */
  public static Optional<String> ofLetters(String text, String other) {
    UnicodeSet known = letters(other, LocaleData.ES_STANDARD);
    known.addAll(letters(other, LocaleData.ES_AUXILIARY));
    Set<Integer> foreign =
        text.codePoints()
            .filter(point -> Character.isLetter(point) && !known.contains(point))
            .boxed()
            .collect(Collectors.toSet());
    return foreign.size() < 2
        ? Optional.empty()
        : likeliest(text)
            .filter(
                guess ->
                    foreign.stream().allMatch(letters(guess, LocaleData.ES_STANDARD)::contains));
  }

  private static UnicodeSet letters(String language, int kind) {
    return LocaleData.getExemplarSet(
        ULocale.forLanguageTag(language), UnicodeSet.CASE_INSENSITIVE, kind);
  }

  /** The BCP 47 tag of the language that a text is most like, however little that says. */
  public static Optional<String> likeliest(String text) {
    Language language =
        Models.DETECTOR.detectLanguageOf(text.substring(0, Math.min(SAMPLE, text.length())));
    return language == Language.UNKNOWN
        ? Optional.empty()
        : Optional.of(language.getIsoCode639_1().toString());
  }

  /** Whether a guessed language's most frequent words, where they are known, are in the text. */
  public static boolean isPlausible(String language, String text) {
    return LanguageWords.of(LanguageTags.primary(language)).common().isEmpty()
        || isPlainly(language, text);
  }

  /** Whether a text is so full of a language's most frequent words that no guess is needed. */
  public static boolean isPlainly(String language, String text) {
    return plainShare(language, text) >= PLAIN_SHARE;
  }

  /** The share of a language's most frequent words among those of a text, 0 to 1. */
  public static double plainShare(String language, String text) {
    return plainShare(language, words(text));
  }

  private static String[] words(String text) {
    return WORD_ENDS.split(text.toLowerCase(Locale.ROOT));
  }

  private static double plainShare(String language, String[] words) {
    Set<String> common = LanguageWords.of(LanguageTags.primary(language)).common();
    return (double) Arrays.stream(words).filter(common::contains).count() / words.length;
  }

  /** Ideographs say more with fewer characters. */
  private static boolean isDense(String text) {
    return text.codePoints().filter(LanguageGuess::isDensePoint).count() >= FEWEST_LETTERS / 4;
  }

  private static boolean isDensePoint(int point) {
    return switch (Character.UnicodeScript.of(point)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
      default -> false;
    };
  }
}
