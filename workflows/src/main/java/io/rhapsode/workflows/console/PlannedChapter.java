package io.rhapsode.workflows.console;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.book.Chapter;
import io.rhapsode.pipeline.text.Utterance;
import java.text.BreakIterator;
import java.util.List;
import java.util.Locale;

/**
 * What a chapter will be.
 *
 * @param words words of its text
 * @param seconds estimated length with its pauses, in seconds
 */
record PlannedChapter(Chapter chapter, long words, double seconds) {
  /**
   * Seconds per letter or digit of alphabetic scripts; about 175 words of five letters a minute,
   * the usual speed of a narrator and of the draft voices.
   */
  private static final double SECONDS_PER_LETTER = 0.068;

  /** Seconds per character of Chinese and Japanese, about 270 a minute. */
  private static final double SECONDS_PER_IDEOGRAPH = 0.22;

  private static final double MILLIS = 1_000;

  PlannedChapter {
    requireNonNull(chapter, "chapter is null");
  }

  static PlannedChapter of(Chapter chapter, List<Utterance> utterances) {
    long words = 0;
    double seconds = 0;
    for (Utterance utterance : utterances) {
      words += words(utterance);
      seconds += speechSeconds(utterance.spoken()) + utterance.pauseMillis() / MILLIS;
    }
    return new PlannedChapter(chapter, words, seconds);
  }

  private static long words(Utterance utterance) {
    String text = utterance.text();
    BreakIterator breaks =
        BreakIterator.getWordInstance(Locale.forLanguageTag(utterance.language()));
    breaks.setText(text);
    long words = 0;
    int start = breaks.first();
    for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
      if (text.substring(start, end).codePoints().anyMatch(Character::isLetterOrDigit)) {
        words++;
      }
    }
    return words;
  }

  private static double speechSeconds(String spoken) {
    return spoken
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .mapToDouble(
            letter ->
                Character.isIdeographic(letter) || isKana(letter)
                    ? SECONDS_PER_IDEOGRAPH
                    : SECONDS_PER_LETTER)
        .sum();
  }

  private static boolean isKana(int letter) {
    Character.UnicodeScript script = Character.UnicodeScript.of(letter);
    return script == Character.UnicodeScript.HIRAGANA || script == Character.UnicodeScript.KATAKANA;
  }
}
