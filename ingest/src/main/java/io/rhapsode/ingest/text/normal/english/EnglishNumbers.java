package io.rhapsode.ingest.text.normal.english;

import io.rhapsode.ingest.text.normal.rule.TextEdges;
import io.rhapsode.ingest.text.normal.vocabulary.Numerals;
import java.math.BigInteger;
import java.util.Optional;

/** Written figures as English words. Thread-safe. */
public final class EnglishNumbers {
  /** A whole number with or without thousands separators, or a decimal fraction. */
  static final String FIGURE = "(?:(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?|\\.\\d+)";

  /** Nothing before a figure that would make it part of a larger one or of a word. */
  static final String BEFORE = TextEdges.BEFORE_FIGURE;

  /** Nothing behind a figure that would make it part of a larger one or of a word. */
  static final String AFTER = TextEdges.AFTER_FIGURE;

  private static final int GROUP_DIGITS = 3;
  private static final int LONGEST_UNGROUPED = 12;
  private static final String[] SCALES = {
    "",
    " thousand",
    " million",
    " billion",
    " trillion",
    " quadrillion",
    " quintillion",
    " sextillion",
    " septillion",
    " octillion",
    " nonillion",
    " decillion"
  };
  private static final Numerals NUMERALS = Numerals.of("en").orElseThrow();

  private EnglishNumbers() {}

  /** "1,234.50" as "one thousand two hundred and thirty-four point five zero". */
  public static String figure(String written) {
    int point = written.indexOf('.');
    String whole = (point < 0 ? written : written.substring(0, point)).replace(",", "");
    String spoken = whole.isEmpty() ? "" : whole(whole);
    if (point < 0) {
      return spoken;
    }
    return (spoken + " point " + NUMERALS.digits(written.substring(point + 1))).strip();
  }

  /** Digits only; a leading zero or too many digits make it a code that is spelled out. */
  static String whole(String digits) {
    boolean code = digits.length() > 1 && digits.startsWith("0");
    if (code || digits.length() > SCALES.length * GROUP_DIGITS) {
      return NUMERALS.digits(digits);
    }
    return cardinal(digits);
  }

  /** The digits one by one. */
  static String digits(String digits) {
    return NUMERALS.digits(digits);
  }

  static String cardinal(long number) {
    return cardinal(Long.toString(number));
  }

  private static String cardinal(String digits) {
    StringBuilder spoken = new StringBuilder();
    int groups = (digits.length() + GROUP_DIGITS - 1) / GROUP_DIGITS;
    for (int group = groups - 1; group >= 0; group--) {
      int end = digits.length() - group * GROUP_DIGITS;
      int value = Integer.parseInt(digits.substring(Math.max(0, end - GROUP_DIGITS), end));
      if (value > 0) {
        boolean lastAlone =
            group == 0 && value < 100 && digits.length() <= 2 * GROUP_DIGITS && !spoken.isEmpty();
        spoken.append(spoken.isEmpty() ? "" : lastAlone ? " and " : " ");
        spoken.append(belowThousand(value, group == 0)).append(SCALES[group]);
      }
    }
    return spoken.isEmpty() ? "zero" : spoken.toString();
  }

  private static String belowThousand(int value, boolean last) {
    String words = NUMERALS.cardinal(BigInteger.valueOf(value)).orElseThrow();
    return value % 100 == 0 || !last ? words : words.replace("hundred ", "hundred and ");
  }

  /** "twenty-first". */
  static String ordinal(long number) {
    Optional<String> ordinal = NUMERALS.ordinal(number);
    return ordinal.orElseThrow();
  }

  /** "nineteen oh-five", "two thousand", "twenty twelve". */
  static String year(int year) {
    return NUMERALS.year(year).replace("-", " ");
  }

  /** "nineteen eighties", "two thousands". */
  static String decade(int year) {
    return plural(year % 1000 == 0 ? cardinal(year) : year(year));
  }

  /** Plural of a numeral: "eighties", "hundreds". */
  static String plural(String words) {
    return words.endsWith("y")
        ? words.substring(0, words.length() - 1) + "ies"
        : words.endsWith("x") ? words + "es" : words + "s";
  }

  /** Whether a figure is so long that it must be a code. */
  static boolean isCode(String digits) {
    return digits.length() > LONGEST_UNGROUPED;
  }
}
