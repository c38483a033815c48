package io.rhapsode.synth.engine;

import io.rhapsode.pipeline.text.Span;
import java.util.ArrayList;
import java.util.List;

/** The words of a text as they stand between white space, and how much of the sound each takes. */
public final class WrittenWords {
  private WrittenWords() {}

  /** Those with a letter or a digit, in order; positions are UTF-16 units of the whole text. */
  public static List<Span> of(String text, Span part) {
    List<Span> words = new ArrayList<>();
    int start = part.start();
    for (int i = part.start(); i <= part.end(); i++) {
      if (i == part.end() || Character.isWhitespace(text.charAt(i))) {
        if (letters(text.substring(start, i)) > 0) {
          words.add(new Span(start, i));
        }
        start = i + 1;
      }
    }
    return words;
  }

  /** The estimated length of a word, in units of a letter. */
  public static long weight(String word) {
    return letters(word) + 1;
  }

  private static long letters(String word) {
    return word.codePoints().filter(Character::isLetterOrDigit).count();
  }
}
