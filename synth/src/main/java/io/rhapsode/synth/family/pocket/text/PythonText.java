package io.rhapsode.synth.family.pocket.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Character rules of Python's {@code str}, which the reference implementation uses and which differ
 * from Java's: no-break space is white space, and superscripts are digits.
 */
final class PythonText {
  private PythonText() {}

  /** {@code str.isspace} of one character. */
  static boolean isSpace(int point) {
    return Character.getType(point) == Character.SPACE_SEPARATOR
        || point >= 0x09 && point <= 0x0d
        || point >= 0x1c && point <= 0x1f
        || point == 0x85
        || point == 0x2028
        || point == 0x2029;
  }

  /** {@code str.strip()}. */
  static String strip(String text) {
    int begin = 0;
    int end = text.length();
    while (begin < end && isSpace(text.charAt(begin))) {
      begin++;
    }
    while (end > begin && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(begin, end);
  }

  /** {@code str.split()}: the words between stretches of white space. */
  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int begin = 0;
    for (int index = 0; index <= text.length(); index++) {
      if (index == text.length() || isSpace(text.charAt(index))) {
        if (begin < index) {
          words.add(text.substring(begin, index));
        }
        begin = index + 1;
      }
    }
    return words;
  }

  /** {@code str.isdigit()} of one character. */
  static boolean isDigit(int point) {
    return switch (Character.getType(point)) {
      case Character.DECIMAL_DIGIT_NUMBER -> true;
      case Character.OTHER_NUMBER ->
          Character.getNumericValue(point) >= 0 && Character.getNumericValue(point) <= 9;
      default -> false;
    };
  }

  /**
   * {@code text[0].upper() + text[1:]}, unless it is upper case already; sharp s becomes two
   * letters.
   */
  static String capitalize(String text) {
    int first = text.codePointAt(0);
    if (Character.isUpperCase(first)) {
      return text;
    }
    int rest = Character.charCount(first);
    return text.substring(0, rest).toUpperCase(Locale.ROOT) + text.substring(rest);
  }
}
