package io.rhapsode.ingest.text.normal.english;

import io.rhapsode.ingest.text.normal.rule.ChemicalFormula;
import io.rhapsode.ingest.text.normal.rule.Context;
import io.rhapsode.ingest.text.normal.rule.Lettered;
import io.rhapsode.ingest.text.normal.rule.Models;
import io.rhapsode.ingest.text.normal.rule.Rule;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;

/** What is left when everything with a unit is spoken: fractions, codes, ranges, plain numbers. */
final class EnglishFigures {
  private static final String BEFORE = EnglishNumbers.BEFORE;
  private static final String AFTER = EnglishNumbers.AFTER;
  private static final int SCORE_DIGITS = 3;
  private static final Map<String, int[]> FRACTIONS =
      Map.ofEntries(
          Map.entry("½", new int[] {1, 2}),
          Map.entry("⅓", new int[] {1, 3}),
          Map.entry("⅔", new int[] {2, 3}),
          Map.entry("¼", new int[] {1, 4}),
          Map.entry("¾", new int[] {3, 4}),
          Map.entry("⅕", new int[] {1, 5}),
          Map.entry("⅖", new int[] {2, 5}),
          Map.entry("⅗", new int[] {3, 5}),
          Map.entry("⅘", new int[] {4, 5}),
          Map.entry("⅙", new int[] {1, 6}),
          Map.entry("⅚", new int[] {5, 6}),
          Map.entry("⅛", new int[] {1, 8}),
          Map.entry("⅜", new int[] {3, 8}),
          Map.entry("⅝", new int[] {5, 8}),
          Map.entry("⅞", new int[] {7, 8}));

  private static final Map<String, String> PER =
      Map.of(
          "min",
          "minute",
          "s",
          "second",
          "h",
          "hour",
          "hr",
          "hour",
          "kg",
          "kilogram",
          "km",
          "kilometer",
          "lb",
          "pound");

  private static final Map<String, String> SCALES =
      Map.of("mn", " million", "bn", " billion", "tn", " trillion");

  static final List<Rule> RULES =
      List.of(
          Rule.of(
              "(?<=\\d(?:st|nd|rd|th)) ?[–-] ?(?=\\d{1,3}(?:st|nd|rd|th)(?!\\p{L}))",
              match -> " to "),
          Rule.of(
              "(?:(?<!\\d)(\\d++))? ?([½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])(?: ?" + EnglishMeasures.UNIT + ")?",
              EnglishFigures::fractionSign),
          Rule.of(
              BEFORE
                  + "(?:(\\d{1,3})["
                  + " -])?(\\d{1,3}(?:\\.\\d+)?)[/⁄](\\d{1,3}(?:,\\d{3})*|\\d{4,6})(?:th|rd|nd|st)?"
                  + AFTER
                  + "(?: ?"
                  + EnglishMeasures.UNIT
                  + ")?",
              EnglishFigures::fraction),
          Rule.of(
              BEFORE + "((?:\\d{1,3}(?:,\\d{3})+|\\d{1,9}))(st|nd|rd|th)(?![\\p{L}\\p{N}])",
              EnglishFigures::ordinal),
          Rule.of(
              BEFORE
                  + "(\\d{0,2}[23])d(?= \\p{Ll}{3}| ed\\.|(?<=[Tt]he \\d{1,2}d) \\p{Lu}\\p{Ll})(?!"
                  + " (?:print|model|film|movie|graphic|image|effect"
                  + "|animation|version|scan|design|game))",
              match -> EnglishNumbers.ordinal(Long.parseLong(match.group(1)))),
          Rule.of(
              BEFORE + "(\\d{1,2})(?:st|nd|rd|th|d)ly(?!\\p{L})",
              match -> EnglishNumbers.ordinal(Long.parseLong(match.group(1))) + "ly"),
          Rule.of(
              "(?<![\\p{L}\\p{N}.,:/-])("
                  + EnglishNumbers.FIGURE
                  + ") ?– ?("
                  + EnglishNumbers.FIGURE
                  + ")(?!-)"
                  + AFTER,
              EnglishFigures::range),
          Rule.inContext(
              "(?<![\\p{L}\\p{N}.,:/-])("
                  + EnglishNumbers.FIGURE
                  + ")-("
                  + EnglishNumbers.FIGURE
                  + ")(?!-)"
                  + AFTER,
              EnglishFigures::hyphenated),
          Rule.of(
              BEFORE + "([1-9]\\d{0,2}(?:(?: \\d{3})* 000| \\d{3}(?: \\d{3})+))(?! \\d)" + AFTER,
              match -> EnglishNumbers.figure(match.group(1).replace(" ", ""))),
          Rule.of(BEFORE + "(\\d+\\.\\d+|\\d{1,3})k" + AFTER, EnglishFigures::thousands),
          Rule.of(BEFORE + "(\\d+\\.\\d+|\\d{1,3})M" + AFTER, EnglishFigures::millions),
          Rule.of(
              BEFORE + "(" + EnglishNumbers.FIGURE + ") ?(mn|bn|tn)" + AFTER,
              match -> EnglishNumbers.figure(match.group(1)) + SCALES.get(match.group(2))),
          Rule.of(
              BEFORE + "(\\d+\\.\\d+)(?=x" + AFTER + ")",
              match -> EnglishNumbers.figure(match.group(1)) + " "),
          Rule.of("(?<=^|[\\s(\"'])[-−](?=\\.?\\d)", match -> "minus "),
          Rule.of("(?<=\\d) [−] (?=\\d)", match -> " minus "),
          Rule.of("(?<=\\d[a-z])[–-](?=[a-z](?![\\p{L}\\p{N}-]))", match -> " to "),
          Rule.of(
              "(?<=\\p{Ll}s|euro|pence) ?/"
                  + " ?(?=(?:day|week|month|year|night|person|hour|minute|mile)(?!\\p{L}))",
              match -> " per "),
          Rule.of(
              "(?<=\\d) ?/"
                  + " ?(min|s|h|hr|day|week|month|year|night|person|kg|km|mile|lb)(?![\\p{L}\\p{N}])",
              match -> " per " + PER.getOrDefault(match.group(1), match.group(1))),
          Rule.of(BEFORE + "401\\(k\\)", match -> "four oh one k"),
          Rule.of(
              "(?<=(?:^|[\\s(–-]))'0(\\d)(?![\\p{L}\\p{N}'\"])",
              match -> "oh " + EnglishNumbers.whole(match.group(1))),
          Rule.of("(?<=\\d)\\+(?![\\p{L}\\p{N}+])", match -> " plus"),
          Rule.of("(?<=(?<![\\p{L}\\p{N}])[A-F])−(?![\\p{L}\\p{N}])", match -> " minus"),
          Rule.of("(?<=\\d) ?([+=×÷±]) ?(?=\\d)", EnglishFigures::operator),
          Rule.of(
              BEFORE
                  + "(1[1-9]\\d\\d|20\\d\\d)(?![,]\\d)"
                  + AFTER
                  + "(?! (?!was|is|has|his|as|this|its|us|thus|towards|perhaps|always)\\p{Ll}{2,}s(?!\\p{L}))",
              match -> EnglishNumbers.year(Integer.parseInt(match.group(1)))),
          Rule.of(
              "(?=10\\d\\d)(?<=\\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Yy]ear|[Bb]efore|[Aa]fter|[Ff]rom|[Bb]y|[Oo]f|AD|summer|spring|autumn|winter)"
                  + " )(10\\d\\d)"
                  + AFTER,
              match -> EnglishNumbers.year(Integer.parseInt(match.group(1)))),
          Rule.of(BEFORE + "(" + EnglishNumbers.FIGURE + ")" + AFTER, EnglishFigures::number),
          Rule.of(
              ChemicalFormula.EXPRESSION,
              match -> ChemicalFormula.spoken(match.group(), EnglishFigures::labelled)),
          Rule.of(
              Lettered.EXPRESSION,
              match -> Lettered.apart(match.group(), EnglishFigures::labelled)),
          Rule.of(Lettered.BEHIND_HYPHEN, match -> labelled(match.group())));

  private EnglishFigures() {}

  private static String fractionSign(MatchResult match) {
    int[] fraction = FRACTIONS.get(match.group(2));
    String spoken = parts(fraction[0], fraction[1]);
    if (match.group(1) == null) {
      return (match.group().startsWith(" ") ? " " : "") + spoken + unit(match, 3, false);
    }
    return EnglishNumbers.whole(match.group(1))
        + " and "
        + mixed(fraction[0], spoken)
        + unit(match, 3, true);
  }

  private static String fraction(MatchResult match) {
    int denominator = Integer.parseInt(match.group(3).replace(",", ""));
    if (match.group(2).indexOf('.') >= 0) {
      return denominator == 0 ? null : over(match);
    }
    int numerator = Integer.parseInt(match.group(2));
    if (match.group(2).length() > 1 && match.group(2).startsWith("0")
        || match.group(3).startsWith("0")) {
      return null;
    }
    if (numerator == denominator && numerator > 1 && match.group(1) == null) {
      return EnglishNumbers.cardinal(numerator) + " " + EnglishNumbers.cardinal(numerator);
    }
    if (numerator == 0) {
      return null;
    }
    if (numerator > denominator) {
      return match.group(1) == null && denominator > 1 ? over(match) : null;
    }
    String spoken = parts(numerator, denominator);
    if (match.group(1) == null) {
      return spoken + unit(match, 4, false);
    }
    return EnglishNumbers.whole(match.group(1))
        + " and "
        + mixed(numerator, spoken)
        + unit(match, 4, true);
  }

  /** "twenty-two over seven". */
  private static String over(MatchResult match) {
    return EnglishNumbers.figure(match.group(2))
        + " over "
        + EnglishNumbers.figure(match.group(3))
        + unit(match, 4, true);
  }

  /** The unit behind a fraction: "one half mile", but "one and a half miles". */
  private static String unit(MatchResult match, int group, boolean many) {
    String symbol = match.group(group);
    return symbol == null
        ? ""
        : " "
            + EnglishMeasures.UNITS
                .quantity(many ? BigDecimal.TEN : BigDecimal.ONE, symbol, gender -> "")
                .strip();
  }

  /** "two and a half" rather than "two and one half". */
  private static String mixed(int numerator, String spoken) {
    return numerator == 1
        ? spoken.replaceFirst("^one ", spoken.startsWith("one eigh") ? "an " : "a ")
        : spoken;
  }

  private static String parts(int numerator, int denominator) {
    String part =
        switch (denominator) {
          case 2 -> "half";
          case 4 -> "quarter";
          default -> EnglishNumbers.ordinal(denominator).replaceFirst("^one ", "");
        };
    String plural = denominator == 2 ? "halves" : part + "s";
    return EnglishNumbers.cardinal(numerator) + " " + (numerator == 1 ? part : plural);
  }

  /** Only with the ending that belongs to the number: 21st, but not 21th. */
  private static String ordinal(MatchResult match) {
    long number = Long.parseLong(match.group(1).replace(",", ""));
    long tens = number % 100;
    String ending =
        tens >= 11 && tens <= 13
            ? "th"
            : switch ((int) (number % 10)) {
              case 1 -> "st";
              case 2 -> "nd";
              case 3 -> "rd";
              default -> "th";
            };
    return ending.equals(match.group(2))
        ? EnglishNumbers.ordinal(number)
        : EnglishNumbers.cardinal(number) + " " + match.group(2);
  }

  /** "Boeing 747-400" is a model, other figures with a hyphen are a range or a score. */
  private static String hyphenated(MatchResult match, Context context) {
    return Models.isModel(context.before(match.start(), 1), match.group())
        ? model(match.group(1)) + " " + model(match.group(2))
        : range(match);
  }

  /** "seven forty-seven", "three twenty", "four hundred". */
  static String model(String digits) {
    if (digits.length() != 3 || digits.endsWith("00")) {
      return EnglishNumbers.whole(digits);
    }
    String rest = digits.substring(1);
    return EnglishNumbers.whole(digits.substring(0, 1))
        + " "
        + (rest.startsWith("0") ? "oh " : "")
        + EnglishNumbers.whole(rest.replaceFirst("^0", ""));
  }

  private static String range(MatchResult match) {
    String first = match.group(1).replace(",", "");
    String last = match.group(2).replace(",", "");
    boolean leadingZero =
        first.startsWith("0") && first.length() > 1 || last.length() > 1 && last.startsWith("0");
    if (leadingZero || first.length() > 6 || last.length() > 6) {
      return null;
    }
    boolean rising = Double.parseDouble(first) < Double.parseDouble(last);
    boolean score = first.length() <= SCORE_DIGITS && last.length() <= SCORE_DIGITS;
    if (!rising && !score && last.length() >= first.length()) {
      return null;
    }
    return EnglishNumbers.figure(match.group(1)) + " to " + EnglishNumbers.figure(match.group(2));
  }

  private static String operator(MatchResult match) {
    return switch (match.group(1)) {
      case "+" -> " plus ";
      case "=" -> " equals ";
      case "×" -> " times ";
      case "÷" -> " divided by ";
      default -> " plus or minus ";
    };
  }

  private static String labelled(String digits) {
    return Lettered.isSpelled(digits)
        ? EnglishNumbers.digits(digits)
        : EnglishNumbers.whole(digits);
  }

  private static String thousands(MatchResult match) {
    return EnglishNumbers.figure(match.group(1)) + " K";
  }

  private static String millions(MatchResult match) {
    return EnglishNumbers.figure(match.group(1)) + " million";
  }

  private static String number(MatchResult match) {
    String figure = match.group(1);
    boolean ungrouped = figure.indexOf(',') < 0 && figure.indexOf('.') < 0;
    if (ungrouped && EnglishNumbers.isCode(figure)) {
      return EnglishNumbers.digits(figure);
    }
    return EnglishNumbers.figure(figure);
  }
}
