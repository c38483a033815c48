package io.rhapsode.ingest.text.normal.english;

import io.rhapsode.ingest.text.normal.rule.Rule;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;

/** Days, months, years and decades. */
final class EnglishDates {
  private static final List<String> MONTHS =
      List.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");

  /** May and March are also verbs: they are months with a capital only. */
  private static final String MONTH =
      "((?i:january|february|april|june|july|august|september|october|november|december)"
          + "|(?:March|MARCH|May|MAY)|(?i:jan|feb|apr|jun|jul|aug|sept|sep|oct|nov|dec)\\.?"
          + "|(?:Mar|MAR)\\.?)";

  private static final String DAY = "(0?[1-9]|[12]\\d|3[01])(?:st|nd|rd|th)?";
  private static final String YEAR = "((?:1\\d|20)\\d\\d)";
  private static final String START = EnglishNumbers.BEFORE;
  private static final String END = EnglishNumbers.AFTER;

  /** "the 15th of March" has its article already. */
  private static final String DAY_START = "(?:(?<![\\p{L}\\p{M}])(?:[Tt]he )|" + START + ")";

  private static final String TWO_DIGITS = "(\\d\\d)";

  static final List<Rule> RULES =
      List.of(
          Rule.of(
              DAY_START + DAY + " ?[-–] ?" + DAY + "(?: of)? " + MONTH + "(?![\\p{L}\\p{N}])",
              match ->
                  "the %s to the %s of %s"
                      .formatted(
                          ordinal(match.group(1)), ordinal(match.group(2)), month(match.group(3)))),
          Rule.of(
              START + MONTH + " ?[-–] ?(?=" + MONTH + "(?![\\p{L}]))",
              match -> month(match.group(1)) + " to "),
          Rule.of(
              START
                  + "(?<=\\d(?:st|nd|rd|th)? )"
                  + MONTH
                  + " ?[-–] ?(?="
                  + DAY
                  + " "
                  + MONTH
                  + "(?!\\p{L}))",
              match -> month(match.group(1)) + " to "),
          Rule.of(
              DAY_START + DAY + "(?: of)? " + MONTH + "(,?) ?" + YEAR + END,
              EnglishDates::dayMonthYear),
          Rule.of(
              DAY_START + DAY + "(?: of)? " + MONTH + "(?![\\p{L}\\p{N}])", EnglishDates::dayMonth),
          Rule.of(
              "(?=\\d)(?<=(?<!\\p{L})(?:[Bb]efore|[Bb]y|[Oo]n|[Uu]ntil|[Tt]ill|[Ss]ince|[Ff]rom|[Aa]fter)"
                  + " )(1[3-9]|2\\d|3[01])/(0?[1-9]|1[0-2])"
                  + END,
              match ->
                  "the %s of %s"
                      .formatted(
                          ordinal(match.group(1)),
                          capital(MONTHS.get(Integer.parseInt(match.group(2)) - 1)))),
          Rule.of(
              START + MONTH + "[ -]" + DAY + "(,?)[ -]" + YEAR + END, EnglishDates::monthDayYear),
          Rule.of(
              START + MONTH + " " + DAY + " ?[-–] ?" + DAY + END + "(?!-)",
              match -> monthDay(match) + " to " + ordinal(match.group(3))),
          Rule.of(START + MONTH + "[ -]" + DAY + END, EnglishDates::monthDay),
          Rule.of(START + MONTH + "(,?) " + YEAR + END, EnglishDates::monthYear),
          Rule.of(START + YEAR + "([-/.])(\\d\\d?)\\2(\\d\\d?)" + END, EnglishDates::yearFirst),
          Rule.of(START + "(\\d\\d?)([-/.])(\\d\\d?)\\2" + YEAR + END, EnglishDates::yearLast),
          Rule.of(START + "(\\d\\d)/(\\d\\d)/" + TWO_DIGITS + END, EnglishDates::shortYear),
          Rule.of("(?<=\\d0s) ?[-–] ?(?='?(?:1\\d|20)?\\d0s(?!\\p{L}))", match -> " to "),
          Rule.of(
              "(?<![\\p{L}\\p{N}])(?:'(?=\\d0s))?(?:((?:1\\d|20)\\d)|([2-9]))0'?s(?![\\p{L}\\p{N}])",
              EnglishDates::decade),
          Rule.of(
              "(?<![\\p{L}\\p{N}.,:/-])"
                  + YEAR
                  + " ?[-–] ?("
                  + YEAR.substring(1, YEAR.length() - 1)
                  + "|\\d\\d?)"
                  + END
                  + "(?!-)",
              EnglishDates::years),
          Rule.of(
              START + "(A\\.? ?D\\.?) (\\d{3})" + END,
              match -> "AD " + hundreds(Integer.parseInt(match.group(2)))),
          Rule.of(
              START + "([1-4])Q(\\d\\d)" + END,
              match ->
                  "the %s quarter of %s"
                      .formatted(ordinal(match.group(1)), EnglishNumbers.whole(match.group(2)))),
          Rule.of(START + YEAR + "/(\\d\\d)" + END, EnglishDates::season),
          Rule.of(
              "(?<![\\p{N}.,])(\\d{1,4}) ?(A\\.? ?D|B\\.? ?C(?:\\.? ?E)?|C\\.?"
                  + " ?E)(?:\\.(?![\"')\\]]*$)|(?=\\.[\"')\\]]*$)|(?![\\p{L}\\p{N}.]))",
              EnglishDates::era));

  private EnglishDates() {}

  private static String dayMonthYear(MatchResult match) {
    return "the %s of %s%s %s"
        .formatted(
            ordinal(match.group(1)), month(match.group(2)), match.group(3), year(match.group(4)));
  }

  private static String dayMonth(MatchResult match) {
    return "the %s of %s".formatted(ordinal(match.group(1)), month(match.group(2)));
  }

  private static String monthDayYear(MatchResult match) {
    return "%s %s%s %s"
        .formatted(
            month(match.group(1)), ordinal(match.group(2)), match.group(3), year(match.group(4)));
  }

  private static String monthDay(MatchResult match) {
    return month(match.group(1)) + " " + ordinal(match.group(2));
  }

  private static String monthYear(MatchResult match) {
    return month(match.group(1)) + match.group(2) + " " + year(match.group(3));
  }

  private static String yearFirst(MatchResult match) {
    return calendar(match.group(3), match.group(4), year(match.group(1)));
  }

  /** Month first as in America with strokes or when only that fits, else day first. */
  private static String yearLast(MatchResult match) {
    int first = Integer.parseInt(match.group(1));
    int second = Integer.parseInt(match.group(3));
    if (first <= 12 && first > 0 && second <= 31 && second > 0) {
      return calendar(match.group(1), match.group(3), year(match.group(4)));
    }
    if (second > 12 || second < 1 || first > 31 || first < 1) {
      return null;
    }
    return "the %s of %s %s"
        .formatted(ordinal(match.group(1)), capital(MONTHS.get(second - 1)), year(match.group(4)));
  }

  private static String shortYear(MatchResult match) {
    String year =
        match.group(3).startsWith("0")
            ? "oh " + EnglishNumbers.cardinal(Long.parseLong(match.group(3)))
            : EnglishNumbers.whole(match.group(3));
    return calendar(match.group(1), match.group(2), year);
  }

  private static String calendar(String month, String day, String year) {
    int monthNumber = Integer.parseInt(month);
    int dayNumber = Integer.parseInt(day);
    if (monthNumber < 1 || monthNumber > 12 || dayNumber < 1 || dayNumber > 31) {
      return null;
    }
    return "%s %s %s".formatted(capital(MONTHS.get(monthNumber - 1)), ordinal(day), year);
  }

  private static String decade(MatchResult match) {
    if (match.group(1) != null) {
      return EnglishNumbers.decade(Integer.parseInt(match.group(1) + "0"));
    }
    return EnglishNumbers.plural(EnglishNumbers.cardinal(Integer.parseInt(match.group(2) + "0")));
  }

  private static String years(MatchResult match) {
    String last = match.group(2);
    int first = Integer.parseInt(match.group(1));
    boolean shortened = last.length() <= 2;
    int kept = last.length() == 1 ? first / 10 * 10 : first / 100 * 100;
    int lastYear = shortened ? kept + Integer.parseInt(last) : Integer.parseInt(last);
    if (lastYear <= first) {
      return null;
    }
    String spoken = shortened ? shortYearWords(last) : EnglishNumbers.year(lastYear);
    return EnglishNumbers.year(first) + " to " + spoken;
  }

  /** "1914/15": a year and the next one or a later one. */
  private static String season(MatchResult match) {
    int last = Integer.parseInt(match.group(2));
    boolean later = last > Integer.parseInt(match.group(1)) % 100;
    return later || last == 0
        ? year(match.group(1)) + " to " + shortYearWords(match.group(2))
        : null;
  }

  private static String shortYearWords(String digits) {
    return digits.startsWith("0")
        ? "oh " + EnglishNumbers.cardinal(Long.parseLong(digits.substring(1)))
        : EnglishNumbers.whole(digits);
  }

  private static String era(MatchResult match) {
    int year = Integer.parseInt(match.group(1));
    String spoken = year % 100 == 0 || year < 100 ? EnglishNumbers.cardinal(year) : hundreds(year);
    return spoken + " " + match.group(2).replaceAll("[. ]", "");
  }

  /** 340 as "three forty", as years are said. */
  private static String hundreds(int year) {
    int rest = year % 100;
    if (rest == 0) {
      return EnglishNumbers.cardinal(year);
    }
    String tail = rest < 10 ? "oh " + EnglishNumbers.cardinal(rest) : EnglishNumbers.cardinal(rest);
    return EnglishNumbers.cardinal(year / 100) + " " + tail;
  }

  private static String ordinal(String day) {
    return EnglishNumbers.ordinal(Long.parseLong(day));
  }

  private static String year(String year) {
    return EnglishNumbers.year(Integer.parseInt(year));
  }

  /** The month in full, in the case it was written in. */
  private static String month(String written) {
    String start = written.toLowerCase(Locale.ROOT).substring(0, 3);
    String full =
        MONTHS.stream().filter(month -> month.startsWith(start)).findFirst().orElseThrow();
    return Character.isUpperCase(written.charAt(0)) ? capital(full) : full;
  }

  private static String capital(String month) {
    return Character.toUpperCase(month.charAt(0)) + month.substring(1);
  }
}
