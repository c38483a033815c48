package io.rhapsode.ingest.subtitle;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times as people and broken programs write them: hours missing, a point, comma, colon or semicolon
 * before the fraction, any number of digits, spaces, a sign.
 */
public final class LenientTime {
  private static final int LONGEST = 64;
  private static final Pattern TIME =
      Pattern.compile(
          "([-+\u2212]?)\\s*(?:(\\d{1,9})\\s*:\\s*)?([-+\u2212]?\\d{1,4})\\s*:\\s*(\\d{1,4})"
              + "(?:\\s*[.,;:]\\s*(\\d{0,9}))?",
          Pattern.UNICODE_CHARACTER_CLASS);

  private LenientTime() {}

  /**
   * The time, in milliseconds, rounded to the nearest.
   *
   * @return empty for what is no time; negative for one with a minus
   */
  public static OptionalLong millis(String written) {
    String stripped = written.strip();
    Matcher matcher = TIME.matcher(stripped);
    if (stripped.length() > LONGEST || !matcher.matches()) {
      return OptionalLong.empty();
    }
    String hours = matcher.group(2);
    String minutes = matcher.group(3);
    String seconds = matcher.group(4);
    String fraction = matcher.group(5) == null ? "" : matcher.group(5);
    if (hours != null && fraction.isEmpty() && seconds.length() == 3) {
      // 01:39:500 is 1 min 39.5 s.
      fraction = seconds;
      seconds = minutes;
      minutes = hours;
      hours = null;
    }
    boolean negative = isMinus(matcher.group(1)) || isMinus(minutes.substring(0, 1));
    long whole =
        (hours == null ? 0 : Long.parseLong(hours)) * 3600
            + Math.abs(Long.parseLong(minutes.replace('\u2212', '-'))) * 60
            + Long.parseLong(seconds);
    long millis = whole * 1000 + fractionMillis(fraction);
    return OptionalLong.of(negative ? -millis : millis);
  }

  private static boolean isMinus(String sign) {
    return sign.equals("-") || sign.equals("\u2212");
  }

  private static long fractionMillis(String digits) {
    double scale = Math.pow(10, 3.0 - digits.length());
    return digits.isEmpty() ? 0 : Math.round(Long.parseLong(digits) * scale);
  }

  /** The form in which warnings tell a time: "00:01:39.500". */
  public static String format(long millis) {
    long time = Math.abs(millis);
    return "%s%02d:%02d:%02d.%03d"
        .formatted(
            millis < 0 ? "-" : "",
            time / 3_600_000,
            time / 60_000 % 60,
            time / 1000 % 60,
            time % 1000);
  }
}
