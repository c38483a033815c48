package io.rhapsode.ingest.subtitle;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line with two times and an arrow between them, however they are written.
 *
 * @param startMillis possibly negative
 * @param endMillis possibly before the start
 * @param settings what follows the times, such as X1:40
 */
public record CueTimes(long startMillis, long endMillis, Map<String, String> settings) {
  private static final int LONGEST_LINE = 500;
  private static final Pattern ARROW =
      Pattern.compile("-\\s?-\\s?-?>|[\u2013\u2014]+\\s?>|=+>|->|\u2192|--(?=\\s*\\d)|-->");

  /** A time at the start of what follows the arrow. */
  private static final Pattern END_TIME =
      Pattern.compile(
          "\\s*([-+\u2212]?\\s*\\d{1,9}\\s*:\\s*[-\u2212]?\\d{1,4}(?:\\s*:\\s*\\d{1,4})?"
              + "(?:\\s*[.,;:]\\s*\\d{1,9}|[.,])?)(?=\\s|$|[A-Za-z])(.*)",
          Pattern.UNICODE_CHARACTER_CLASS);

  private static final Pattern SETTING =
      Pattern.compile("([A-Za-z][A-Za-z0-9]{0,20}):([^\\s:]{1,60})");

  /** The times of a line, empty when it is a line of text. */
  public static Optional<CueTimes> of(String line) {
    if (line.length() > LONGEST_LINE) {
      return Optional.empty();
    }
    Matcher arrow = ARROW.matcher(line);
    if (!arrow.find()) {
      return Optional.empty();
    }
    OptionalLong start = LenientTime.millis(line.substring(0, arrow.start()).replace("\uFEFF", ""));
    Matcher end = END_TIME.matcher(line.substring(arrow.end()));
    if (start.isEmpty() || !end.matches()) {
      return Optional.empty();
    }
    OptionalLong endMillis = LenientTime.millis(end.group(1));
    if (endMillis.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> settings = new TreeMap<>();
    Matcher setting = SETTING.matcher(end.group(2));
    while (setting.find()) {
      settings.put(setting.group(1), setting.group(2));
    }
    return Optional.of(new CueTimes(start.getAsLong(), endMillis.getAsLong(), settings));
  }

  /** The times as warnings tell them. */
  public String describe() {
    return LenientTime.format(startMillis) + " to " + LenientTime.format(endMillis);
  }
}
