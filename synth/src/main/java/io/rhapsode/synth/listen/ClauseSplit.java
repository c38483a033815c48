package io.rhapsode.synth.listen;

import io.rhapsode.pipeline.text.SpeakingRate;
import java.util.OptionalInt;

/** Finds where a text is best divided into two that can be said one after the other. */
public final class ClauseSplit {
  /** Shorter parts are said badly by themselves. */
  private static final int LEAST_LETTERS = 8;

  private static final String CLAUSE_MARKS = ",;:.!?…—–،؛、，。；：！？";

  private ClauseSplit() {}

  /**
   * @return where the second part begins: behind the mark nearest the middle, else at the word
   *     nearest it; empty when the text is too short for two parts
   */
  public static OptionalInt of(String text) {
    OptionalInt clause = nearest(text, true);
    return clause.isPresent() ? clause : nearest(text, false);
  }

  private static OptionalInt nearest(String text, boolean clauses) {
    int best = -1;
    for (int at = 1; at < text.length(); at++) {
      if (isBorder(text, at, clauses)
          && letters(text.substring(0, at)) >= LEAST_LETTERS
          && letters(text.substring(at)) >= LEAST_LETTERS
          && (best < 0 || distance(text, at) < distance(text, best))) {
        best = at;
      }
    }
    return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
  }

  /** Spaces go with the part before them. */
  private static boolean isBorder(String text, int at, boolean clauses) {
    boolean wordBegins =
        Character.isWhitespace(text.charAt(at - 1)) && !Character.isWhitespace(text.charAt(at));
    if (!clauses) {
      return wordBegins;
    }
    String before = text.substring(0, at).stripTrailing();
    boolean marked =
        !before.isEmpty() && CLAUSE_MARKS.indexOf(before.charAt(before.length() - 1)) >= 0;
    boolean ideographic = marked && before.length() == at && before.charAt(at - 1) > 0x2FFF;
    return marked && (wordBegins || ideographic);
  }

  private static int letters(String text) {
    return SpeakingRate.letters(text);
  }

  private static int distance(String text, int at) {
    return Math.abs(2 * at - text.length());
  }
}
