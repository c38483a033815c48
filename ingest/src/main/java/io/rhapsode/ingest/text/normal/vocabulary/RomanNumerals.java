package io.rhapsode.ingest.text.normal.vocabulary;

import java.util.Locale;

/** Roman numerals in the usual subtractive form, up to 3999. */
public final class RomanNumerals {
  /** Finds a numeral and never nothing; holds no group. */
  public static final String EXPRESSION =
      "(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})";

  private static final String LETTERS = "IVXLCDMivxl";

  private RomanNumerals() {}

  /**
   * Whether a word that may be a numeral stands in a text: one of the letters of numerals, with an
   * ending of a few letters such as "XIXe" or "XXth" or none, other than a pronoun I behind a small
   * word.
   */
  public static boolean mayStandIn(String text) {
    return mayStandIn(text, true);
  }

  /**
   * @param pronoun whether a lone I is a pronoun of the language
   */
  public static boolean mayStandIn(String text, boolean pronoun) {
    int length = text.length();
    for (int at = 0; at < length; at++) {
      if (LETTERS.indexOf(text.charAt(at)) < 0
          || at > 0 && Character.isLetter(text.charAt(at - 1))) {
        continue;
      }
      boolean upper = Character.isUpperCase(text.charAt(at));
      int end = at + 1;
      while (end < length
          && LETTERS.indexOf(text.charAt(end)) >= 0
          && Character.isUpperCase(text.charAt(end)) == upper) {
        end++;
      }
      boolean lone = end == at + 1 && text.charAt(at) == 'I' && !isLetter(text, end);
      boolean word = upper ? isEnding(text, end) : !isLetter(text, end);
      if (word && !(lone && pronoun && !followsName(text, at))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLetter(String text, int at) {
    return at < text.length() && Character.isLetter(text.charAt(at));
  }

  /** At most three lower-case letters to the end of the word. */
  private static boolean isEnding(String text, int from) {
    int end = from;
    while (isLetter(text, end) && !Character.isUpperCase(text.charAt(end)) && end - from < 4) {
      end++;
    }
    return end - from < 4 && !isLetter(text, end);
  }

  /** Whether the word before is long enough and in a text such as "Chapter I" or "Charles I". */
  private static boolean followsName(String text, int at) {
    if (at < 2) {
      return text.length() <= 2;
    }
    int start = at - 1;
    while (start > 0 && text.charAt(start - 1) > ' ') {
      start--;
    }
    return start < at - 2 && Character.isUpperCase(text.charAt(start));
  }

  public static long value(String numeral) {
    String letters = numeral.toUpperCase(Locale.ROOT);
    int sum = 0;
    for (int i = 0; i < letters.length(); i++) {
      int value = valueOf(letters.charAt(i));
      boolean subtracted = i + 1 < letters.length() && valueOf(letters.charAt(i + 1)) > value;
      sum += subtracted ? -value : value;
    }
    return sum;
  }

  private static int valueOf(char letter) {
    return switch (letter) {
      case 'I' -> 1;
      case 'V' -> 5;
      case 'X' -> 10;
      case 'L' -> 50;
      case 'C' -> 100;
      case 'D' -> 500;
      case 'M' -> 1000;
      default -> throw new IllegalArgumentException("not a Roman digit: " + letter);
    };
  }
}
