package io.rhapsode.mux.tag;

import java.util.regex.Pattern;

/** Text for places that hold one line. */
public final class OneLine {
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]");
  private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\p{Z}]+");

  private static final Pattern INVISIBLE = Pattern.compile("[\\s\\p{Z}\\p{Cf}]*");

  private OneLine() {}

  /** The text without control characters and lone surrogates, white space collapsed. */
  public static String of(String text) {
    String clean = CONTROL.matcher(text).replaceAll(" ");
    return WHITE_SPACE.matcher(clean).replaceAll(" ").strip();
  }

  /** The same, or the fallback where nothing is left that can be seen. */
  public static String of(String text, String fallback) {
    String line = of(text);
    return INVISIBLE.matcher(line).matches() ? fallback : line;
  }
}
