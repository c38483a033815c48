package io.rhapsode.ingest.text;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;

/** Percentages, degrees and quantities with the symbol of a unit. */
final class EnglishMeasures {
  private static final Map<String, String> UNITS =
      Map.ofEntries(
          unit("km", "kilometer"),
          unit("cm", "centimeter"),
          unit("mm", "millimeter"),
          unit("m", "meter"),
          unit("µm", "micrometer"),
          unit("nm", "nanometer"),
          unit("mi", "mile"),
          unit("ft", "foot"),
          unit("yd", "yard"),
          unit("kg", "kilogram"),
          unit("g", "gram"),
          unit("mg", "milligram"),
          unit("lb", "pound"),
          unit("lbs", "pound"),
          unit("oz", "ounce"),
          unit("ml", "milliliter"),
          unit("mL", "milliliter"),
          unit("l", "liter"),
          unit("L", "liter"),
          unit("kW", "kilowatt"),
          unit("W", "watt"),
          unit("MW", "megawatt"),
          unit("kWh", "kilowatt hour"),
          unit("V", "volt"),
          unit("Hz", "hertz"),
          unit("kHz", "kilohertz"),
          unit("MHz", "megahertz"),
          unit("GHz", "gigahertz"),
          unit("KB", "kilobyte"),
          unit("kB", "kilobyte"),
          unit("MB", "megabyte"),
          unit("GB", "gigabyte"),
          unit("TB", "terabyte"),
          unit("km/h", "kilometer/ per hour"),
          unit("kph", "kilometer/ per hour"),
          unit("m/s", "meter/ per second"),
          unit("mph", "mile/ per hour"),
          unit("mbps", "megabit/ per second"),
          unit("Mbps", "megabit/ per second"),
          unit("kbps", "kilobit/ per second"),
          unit("Gbps", "gigabit/ per second"),
          unit("hr", "hour"),
          unit("hrs", "hour"),
          unit("min", "minute"),
          unit("mins", "minute"),
          unit("sec", "second"),
          unit("secs", "second"),
          unit("ms", "millisecond"),
          unit("ha", "hectare"),
          unit("dB", "decibel"),
          unit("kcal", "kilocalorie"),
          unit("cal", "calorie"),
          unit("Pa", "pascal"),
          unit("hPa", "hectopascal"),
          unit("psi", "pound/ per square inch"));

  /** Symbols that are also words or letters: only behind a space do they need no more proof. */
  private static final String SYMBOLS =
      "("
          + String.join(
              "|",
              UNITS.keySet().stream()
                  .sorted(
                      (a, b) -> a.length() == b.length() ? a.compareTo(b) : b.length() - a.length())
                  .toList())
          + ")";

  private static final String QUANTITY =
      "(?<![\\p{L}\\p{M}\\p{N}_])(?<![\\p{N}][.,:/])((?<![\\p{N}] ?)-)?("
          + EnglishNumbers.FIGURE
          + ")";
  private static final String RANGE =
      "(?<![\\p{L}\\p{M}\\p{N}_.,:/-])("
          + EnglishNumbers.FIGURE
          + ") ?(?:[-–]|to) ?("
          + EnglishNumbers.FIGURE
          + ")";
  private static final String UNIT_END = "(?![\\p{L}\\p{N}'°/²³])";

  static final List<Rule> RULES =
      List.of(
          Rule.of(
              RANGE + " ?%",
              match -> words(match.group(1)) + " to " + words(match.group(2)) + " percent"),
          Rule.of(
              QUANTITY + " ?%(?!\\p{L})",
              match -> minus(match) + words(match.group(2)) + " percent"),
          Rule.of(QUANTITY + " ?° ?([CFK])(?![\\p{L}\\p{N}])", EnglishMeasures::degrees),
          Rule.of(
              QUANTITY + " ?°(?![\\p{L}\\p{N}])",
              match -> minus(match) + count(match.group(2), "degree")),
          Rule.of(
              RANGE + " ?" + SYMBOLS + "([²³]|\\^?[23](?!\\d))?" + UNIT_END,
              EnglishMeasures::range),
          Rule.of(
              "(?<![\\p{L}\\p{M}\\p{N}_.,:/-])("
                  + EnglishNumbers.FIGURE
                  + ") ?[x×] ?("
                  + EnglishNumbers.FIGURE
                  + ") ?"
                  + SYMBOLS
                  + "([²³]|\\^?[23](?!\\d))?"
                  + UNIT_END,
              EnglishMeasures::area),
          Rule.of(
              QUANTITY + " ?" + SYMBOLS + "([²³]|\\^?[23](?!\\d))?(?:\\.(?= ?\\p{Ll}))?" + UNIT_END,
              EnglishMeasures::quantity),
          Rule.of(
              "(?<![\\p{L}\\p{N}.,])("
                  + EnglishNumbers.FIGURE
                  + ") ?[x×] ?("
                  + EnglishNumbers.FIGURE
                  + ")(?![\\p{L}\\p{N}])",
              match -> words(match.group(1)) + " by " + words(match.group(2))));

  private EnglishMeasures() {}

  private static Map.Entry<String, String> unit(String symbol, String name) {
    return Map.entry(symbol, name);
  }

  private static String degrees(MatchResult match) {
    String scale =
        switch (match.group(3)) {
          case "C" -> "Celsius";
          case "F" -> "Fahrenheit";
          default -> "Kelvin";
        };
    return minus(match) + count(match.group(2), "degree") + " " + scale;
  }

  private static String range(MatchResult match) {
    return words(match.group(1))
        + " to "
        + quantity(match.group(2), match.group(3), match.group(4));
  }

  private static String area(MatchResult match) {
    return words(match.group(1))
        + " by "
        + quantity(match.group(2), match.group(3), match.group(4));
  }

  private static String quantity(MatchResult match) {
    return minus(match) + quantity(match.group(2), match.group(3), match.group(4));
  }

  private static String quantity(String figure, String symbol, String power) {
    String name = UNITS.get(symbol);
    String dimension =
        power == null ? "" : power.endsWith("2") || power.equals("²") ? "square " : "cubic ";
    return count(figure, dimension + name);
  }

  /** "one kilometer per hour", "two feet": a stroke shows where the plural ends. */
  private static String count(String figure, String unit) {
    int stroke = unit.indexOf('/');
    String name = stroke < 0 ? unit : unit.substring(0, stroke);
    String rest = stroke < 0 ? "" : unit.substring(stroke + 1);
    return words(figure) + " " + (figure.equals("1") ? name : plural(name)) + rest;
  }

  private static String plural(String name) {
    if (name.endsWith("foot")) {
      return name.substring(0, name.length() - "foot".length()) + "feet";
    }
    return name.endsWith("hertz") ? name : name + "s";
  }

  private static String minus(MatchResult match) {
    return match.group(1) == null ? "" : "minus ";
  }

  private static String words(String figure) {
    return EnglishNumbers.figure(figure);
  }
}
