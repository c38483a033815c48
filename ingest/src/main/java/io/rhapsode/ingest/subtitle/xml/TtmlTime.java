package io.rhapsode.ingest.subtitle.xml;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Time expressions of a document; TTML2 section 12.3.1 and the parameters of section 7.
 *
 * @param nominalRate frames that a time code counts in a second
 * @param frameRate frames a second, as they really are
 * @param subFrames sub-frames in a frame
 * @param tickRate ticks a second
 * @param smpte whether times of the day are time codes, which run with the frames
 * @param dropFrames whether such codes leave out numbers as NTSC does
 */
record TtmlTime(
    double nominalRate,
    double frameRate,
    double subFrames,
    double tickRate,
    boolean smpte,
    boolean dropFrames) {
  private static final double DEFAULT_RATE = 30;
  private static final Pattern CLOCK =
      Pattern.compile(
          "(\\d{1,9}):(\\d{1,2}):(\\d{1,2})(?:([.,]\\d{1,9})|[:;](\\d{1,4})(?:\\.(\\d{1,4}))?)?");
  private static final Pattern OFFSET =
      Pattern.compile("(\\d{1,18}(?:\\.\\d{1,9})?)\\s*(h|ms|m|s|f|t|)");

  /**
   * The parameters of a document.
   *
   * @param root attributes of its first element
   */
  static TtmlTime of(Map<String, String> root) {
    double nominal = number(root.get("frameRate"), DEFAULT_RATE);
    double multiplier = ratio(root.getOrDefault("frameRateMultiplier", "1 1"));
    double subFrames = number(root.get("subFrameRate"), 1);
    double ticks = root.containsKey("frameRate") ? nominal * multiplier * subFrames : 1;
    return new TtmlTime(
        nominal,
        nominal * multiplier,
        subFrames,
        number(root.get("tickRate"), ticks),
        "smpte".equals(root.get("timeBase")),
        "dropNTSC".equals(root.get("dropMode")));
  }

  private static double number(String written, double otherwise) {
    boolean right = written != null && written.matches("\\d{1,12}(?:\\.\\d{1,6})?");
    return right && Double.parseDouble(written) > 0 ? Double.parseDouble(written) : otherwise;
  }

  /** "1000 1001", or "1000:1001" in drafts. */
  private static double ratio(String written) {
    String[] parts = written.strip().split("[\\s:]+");
    return parts.length == 2 ? number(parts[0], 1) / number(parts[1], 1) : number(parts[0], 1);
  }

  /** Seconds, empty for what is no time expression. */
  OptionalDouble seconds(String written) {
    String stripped = written.strip();
    Matcher offset = OFFSET.matcher(stripped);
    if (offset.matches()) {
      double count = Double.parseDouble(offset.group(1));
      return OptionalDouble.of(count * unit(offset.group(2)));
    }
    Matcher clock = CLOCK.matcher(stripped);
    return clock.matches() ? OptionalDouble.of(clock(clock)) : OptionalDouble.empty();
  }

  private double unit(String metric) {
    return switch (metric) {
      case "h" -> 3600;
      case "m" -> 60;
      // Seconds are what is meant where no metric is written, against the standard.
      case "s", "" -> 1;
      case "ms" -> 0.001;
      case "f" -> 1 / frameRate;
      default -> 1 / tickRate;
    };
  }

  private double clock(Matcher clock) {
    long minutes = Long.parseLong(clock.group(1)) * 60 + Long.parseLong(clock.group(2));
    double whole = minutes * 60.0 + Long.parseLong(clock.group(3));
    if (clock.group(4) != null) {
      return whole + Double.parseDouble("0" + clock.group(4).replace(',', '.'));
    }
    double frames = clock.group(5) == null ? 0 : Double.parseDouble(clock.group(5));
    frames += clock.group(6) == null ? 0 : Double.parseDouble(clock.group(6)) / subFrames;
    if (!smpte) {
      return whole + frames / frameRate;
    }
    double dropped = dropFrames ? 2.0 * (minutes - minutes / 10) : 0;
    return (whole * nominalRate + frames - dropped) / frameRate;
  }
}
