package io.rhapsode.ingest.text.normal.english;

import io.rhapsode.ingest.text.normal.rule.Rule;
import io.rhapsode.ingest.text.normal.rule.TextEdges;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;

/** Times of day, durations with colons, and ratios. */
final class EnglishTimes {
  private static final String CLOCK = "(0?\\d|1\\d|2[0-4]):([0-5]\\d)(?!,\\d{3})";
  private static final String STOP =
      "(?:\\.(?![\"')\\]]*$)|(?=\\.[\"')\\]]*$)|(?![\\p{L}\\p{N}.]))";
  private static final String HALF = " ?([ap])(?:m|\\.m)" + STOP;
  private static final String ZONE =
      "(?: ?(e\\.?s\\.?t|p\\.?s\\.?t|c\\.?s\\.?t|g\\.?m\\.?t|u\\.?t\\.?c|c\\.?e\\.?t)"
          + STOP
          + ")?";

  /** "at 6.30", as British books write it. */
  private static final String DOTTED = "(0?\\d|1\\d|2[0-4])\\.([0-5]\\d)";

  private static final String MEASURED =
      "percent|per|[a-z]?m|k?g|lbs?|ft|in|oz|miles?|inch(?:es)?|feet|foot|yards?|points?|times|"
          + "(?:m|b|tr)illion|thousand|(?:kilo|centi|milli)?met(?:re|er)s?|seconds?|minutes?|hours?|days?|years?"
          + "|pounds?|dollars?|euros?|cents?|degrees?|volts?|watts?|kelvin|ounces?|tons?|tonnes?|lit(?:re|er)s?|acres?|hectares?|knots?|mph|kph|on"
          + " the";

  static final List<Rule> RULES =
      List.of(
          Rule.of("(?<=\\d[:.]\\d\\d) ?[-–] ?(?=\\d{1,2}:\\d\\d(?!\\d))", match -> " to "),
          Rule.ofAnyCase(
              EnglishNumbers.BEFORE + CLOCK + ":([0-5]\\d)(?:" + HALF + ZONE + ")?(?![\\p{N}:])",
              EnglishTimes::seconds),
          Rule.ofAnyCase(
              EnglishNumbers.BEFORE + CLOCK.replace(":", "[:.]") + HALF + ZONE,
              EnglishTimes::halfDay),
          Rule.of(
              EnglishNumbers.BEFORE + "([01]\\d|2[0-4])([0-5]\\d) (?=(?:hours|hrs)(?!\\p{L}))",
              EnglishTimes::military),
          Rule.ofAnyCase(
              EnglishNumbers.BEFORE + "(1[0-2]|0?[1-9]) ?[-–] ?(1[0-2]|0?[1-9])" + HALF,
              EnglishTimes::hours),
          Rule.ofAnyCase(
              "(?<![\\p{L}\\p{N}.,:])(1[0-2]|0?[1-9])"
                  + HALF
                  + " ?[-–] ?(1[0-2]|0?[1-9])"
                  + HALF.replace("([ap])", "([ap])"),
              EnglishTimes::fromTo),
          Rule.ofAnyCase(
              EnglishNumbers.BEFORE + "(1[0-2]|0?[1-9])()" + HALF + ZONE, EnglishTimes::halfDay),
          Rule.of(
              EnglishNumbers.BEFORE + "(\\d{1,2}):([0-5]\\d)\\.(\\d{1,2})(?![\\p{L}\\p{N}:])",
              EnglishTimes::race),
          Rule.of(
              EnglishNumbers.BEFORE
                  + "(\\d{1,2}) ?hr?s?\\.?,? ([0-5]?\\d) ?(?:mins?|m)(?:"
                  + TextEdges.STOP
                  + "|(?![\\p{L}\\p{N}]))",
              match -> count(match.group(1), "hour") + " " + count(match.group(2), "minute")),
          Rule.ofAnyCase(
              EnglishNumbers.BEFORE
                  + CLOCK
                  + "(?![\\p{N}:]|\\.\\d)(?: ?h(?![\\p{L}\\p{N}]))?"
                  + ZONE,
              EnglishTimes::clock),
          Rule.ofAnyCase(
              EnglishNumbers.BEFORE + "(0?\\d|1\\d|2[0-4])h([0-5]\\d)()" + EnglishNumbers.AFTER,
              EnglishTimes::clock),
          Rule.of(
              "(?=\\d)(?<=(?<!\\p{L})(?:[Aa]t|[Bb]y|[Uu]ntil|[Tt]ill|[Bb]efore|[Aa]fter|[Aa]bout|[Ss]ince)"
                  + " )"
                  + DOTTED
                  + "(?! ?(?:[%°$£€x×]|"
                  + MEASURED
                  + ")(?!\\p{L}))()"
                  + EnglishNumbers.AFTER,
              EnglishTimes::clock),
          Rule.of(
              EnglishNumbers.BEFORE
                  + DOTTED
                  + "()(?= (?:train|bus|boat|express|ferry|mail|coach|flight|from|to)(?!\\p{L}))",
              EnglishTimes::clock),
          Rule.of(
              EnglishNumbers.BEFORE
                  + "(\\d{1,3}|\\d{1,3}(?:,\\d{3})+):(\\d{1,3}(?:,\\d{3})+|\\d{1,6})"
                  + EnglishNumbers.AFTER,
              EnglishTimes::ratio));

  private EnglishTimes() {}

  private static String seconds(MatchResult match) {
    String time =
        "%s %s and %s"
            .formatted(
                count(match.group(1), "hour"),
                count(match.group(2), "minute"),
                count(match.group(3), "second"));
    return time + half(match.group(4)) + zone(match.group(5));
  }

  /** "3:26.50": minutes, seconds and parts of a second. */
  private static String race(MatchResult match) {
    String parts = match.group(3);
    boolean whole = parts.chars().allMatch(digit -> digit == '0');
    String seconds =
        whole
            ? count(match.group(2), "second")
            : EnglishNumbers.figure(Integer.parseInt(match.group(2)) + "." + parts) + " seconds";
    return count(match.group(1), "minute") + " " + seconds;
  }

  private static String count(String number, String unit) {
    int value = Integer.parseInt(number);
    return EnglishNumbers.cardinal(value) + " " + unit + (value == 1 ? "" : "s");
  }

  private static String halfDay(MatchResult match) {
    String minutes = match.group(2);
    String hour = EnglishNumbers.cardinal(Integer.parseInt(match.group(1)));
    boolean full = minutes.isEmpty() || minutes.equals("00");
    return hour
        + (full ? "" : " " + minutes(minutes))
        + half(match.group(3))
        + zone(match.group(4));
  }

  /** "0630 hours" as "oh six thirty hours". */
  private static String military(MatchResult match) {
    String hour = (match.group(1).startsWith("0") ? "oh " : "") + hour(match.group(1));
    return hour + " " + (match.group(2).equals("00") ? "hundred" : minutes(match.group(2))) + " ";
  }

  private static String hours(MatchResult match) {
    return "%s to %s%s".formatted(hour(match.group(1)), hour(match.group(2)), half(match.group(3)));
  }

  private static String fromTo(MatchResult match) {
    return "%s%s to %s%s"
        .formatted(
            hour(match.group(1)), half(match.group(2)), hour(match.group(3)), half(match.group(4)));
  }

  private static String clock(MatchResult match) {
    String minutes = match.group(2);
    String hour = hour(match.group(1));
    String zone = zone(match.group(3));
    return (minutes.equals("00") ? hour + " o'clock" : hour + " " + minutes(minutes)) + zone;
  }

  private static String ratio(MatchResult match) {
    return EnglishNumbers.figure(match.group(1)) + " to " + EnglishNumbers.figure(match.group(2));
  }

  private static String hour(String digits) {
    return EnglishNumbers.cardinal(Integer.parseInt(digits));
  }

  private static String minutes(String digits) {
    String spoken = EnglishNumbers.cardinal(Integer.parseInt(digits));
    return digits.startsWith("0") ? "oh " + spoken : spoken;
  }

  private static String half(String letter) {
    return letter == null ? "" : " " + letter.toUpperCase(Locale.ROOT) + "M";
  }

  private static String zone(String written) {
    return written == null || written.isEmpty()
        ? ""
        : " " + written.replace(".", "").toUpperCase(Locale.ROOT);
  }
}
