package io.rhapsode.ingest.text;

import com.github.pemistahl.lingua.api.Language;
import com.github.pemistahl.lingua.api.LanguageDetector;
import com.github.pemistahl.lingua.api.LanguageDetectorBuilder;
import java.util.Map;
import java.util.Optional;

/**
 * Guesses the language of text that does not name it, with Lingua's low-accuracy models, which are
 * loaded once per process when first needed. Careful: it answers only for text long enough and
 * clear enough. Thread-safe.
 */
public final class LanguageGuess {
  /** Letters below which a guess is not made: names and quotations mislead in short text. */
  private static final int FEWEST_LETTERS = 120;

  /** As much text as is looked at, in UTF-16 units. */
  private static final int SAMPLE = 300;

  private static final double CLEAR = 0.9;

  private LanguageGuess() {}

  /** Loads the models on first use. */
  private static final class Models {
    private static final LanguageDetector DETECTOR =
        LanguageDetectorBuilder.fromAllLanguages().withLowAccuracyMode().build();
  }

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
