package io.rhapsode.workflows.progress;

import java.util.regex.Pattern;

/** Text of a document or a file, which may come from anyone, for one line of a terminal. */
public final class OneLine {
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\s]+");

  /** Turns the direction of all that follows on the line. */
  private static final Pattern DIRECTION =
      Pattern.compile("[\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

  private static final String CUT = "...";

  private OneLine() {}

  /** The text without line ends and without anything that steers a terminal. */
  public static String of(String text) {
    return CONTROL.matcher(DIRECTION.matcher(text).replaceAll("")).replaceAll(" ").strip();
  }

  /**
   * The same, cut where it is too long.
   *
   * @param most characters that are kept, from 4
   */
  public static String of(String text, int most) {
    String line = of(text);
    return line.codePointCount(0, line.length()) <= most
        ? line
        : line.substring(0, line.offsetByCodePoints(0, most - CUT.length())).strip() + CUT;
  }
}
