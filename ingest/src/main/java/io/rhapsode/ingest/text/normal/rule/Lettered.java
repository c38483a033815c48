package io.rhapsode.ingest.text.normal.rule;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Names of letters and figures, such as "MP3", "G20", "B2A23C" and "12B". */
public final class Lettered {
  private static final String BEFORE = "(?<![\\p{L}\\p{M}\\p{N}_.,@/#$€£])";
  private static final String AFTER = "(?![\\p{L}\\p{M}\\p{N}_@/]|[.,]\\d)";

  /** Finds such a name with figures and at most eight letters; holds no group. */
  public static final String EXPRESSION =
      BEFORE + "(?=\\p{L}*\\d)(?=\\d*\\p{L})(?!(?:\\d*\\p{L}){9})[\\p{L}\\d]{2,14}" + AFTER;

  /** Finds such a name of one run of letters and one of figures; holds no group. */
  public static final String SIMPLE =
      BEFORE + "(?:\\p{L}{1,8}\\d{1,5}|\\d{1,4}\\p{L}{1,4})" + AFTER;

  /** Finds the figures behind letters and a hyphen: "COVID-19". Holds no group. */
  public static final String BEHIND_HYPHEN =
      "(?<=\\p{L}-)\\d{1,4}(?![\\p{L}\\p{M}\\p{N}_@/]|[-.,:]\\d)";

  private static final int LONGEST_NUMBER = 4;

  private static final Pattern BORDER = Pattern.compile("(?<=\\p{L})(?=\\d)|(?<=\\d)(?=\\p{L})");

  private Lettered() {}

  /** Whether the figures of a name are read one by one. */
  public static boolean isSpelled(String digits) {
    return digits.length() > LONGEST_NUMBER || digits.length() > 1 && digits.startsWith("0");
  }

  /**
   * The letters as they are, the figures in words.
   *
   * @param number says a run of digits
   */
  public static String apart(String name, UnaryOperator<String> number) {
    StringBuilder spoken = new StringBuilder();
    for (String part : BORDER.split(name)) {
      spoken
          .append(spoken.isEmpty() ? "" : " ")
          .append(Character.isDigit(part.charAt(0)) ? number.apply(part) : part);
    }
    return spoken.toString();
  }
}
