package io.rhapsode.ingest.text.normal.english;

import io.rhapsode.ingest.text.normal.rule.Rule;
import io.rhapsode.ingest.text.normal.rule.TextEdges;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;

/** Amounts of money written with a sign. */
final class EnglishMoney {
  /**
   * A currency in words.
   *
   * @param hundredth the coin of a hundredth, or null when there is none in use
   */
  private record Currency(String one, String many, String hundredth, String hundredths) {}

  private static final Currency DOLLAR = new Currency("dollar", "dollars", "cent", "cents");
  private static final Map<String, Currency> SIGNS =
      Map.of(
          "$", DOLLAR,
          "£", new Currency("pound", "pounds", "penny", "pence"),
          "€", new Currency("euro", "euros", "cent", "cents"),
          "¢", new Currency("cent", "cents", null, null),
          "¥", new Currency("yen", "yen", null, null),
          "₹", new Currency("rupee", "rupees", "paisa", "paise"),
          "₩", new Currency("won", "won", null, null),
          "₽", new Currency("rouble", "roubles", "kopeck", "kopecks"),
          "CHF", new Currency("Swiss franc", "Swiss francs", "rappen", "rappen"),
          "INR", new Currency("rupee", "rupees", "paisa", "paise"));
  private static final Map<String, String> CODES =
      Map.of("USD", "$", "EUR", "€", "GBP", "£", "JPY", "¥", "RUB", "₽");
  private static final String CODE = "USD|EUR|GBP|JPY|RUB|CHF|INR";
  private static final Map<String, String> SCALES =
      Map.of(
          "k",
          "thousand",
          "m",
          "million",
          "mn",
          "million",
          "b",
          "billion",
          "bn",
          "billion",
          "t",
          "trillion",
          "tn",
          "trillion");
  private static final Map<String, String> PERIODS =
      Map.of(
          "yr", "year", "year", "year", "mo", "month", "month", "month", "wk", "week", "week",
          "week", "day", "day", "hr", "hour", "hour", "hour");
  private static final String SCALE =
      "(?:[ -]?(hundred|thousand|million|billion|trillion)(?!\\p{L})|([kKmMbBtT][nN]?)(?!\\p{L}))?";
  private static final String AMOUNT =
      "(?<![\\p{L}\\p{N}])(US ?|U\\.S\\. ?|A|C|HK|NZ)?([$£€¥₹₩₽]|(?:"
          + CODE
          + ")(?= ?\\d)) ?("
          + EnglishNumbers.FIGURE
          + ")"
          + SCALE;

  private static final Map<String, String> HALFPENCE =
      Map.of("½", "a halfpenny", "¼", "a farthing", "¾", "three farthings");

  static final List<Rule> RULES =
      List.of(
          Rule.of(
              "(?<![\\p{L}\\p{N}])£ ?(\\d{1,6}|\\d{1,3}(?:,\\d{3})+),? (\\d{1,2})s\\.?(?:,?"
                  + " (\\d{1,2})d"
                  + TextEdges.STOP.replace("))", ")|(?!\\p{L}))")
                  + ")?(?![\\p{L}\\p{N}])",
              EnglishMoney::shillings),
          Rule.of(
              "(?<![\\p{L}\\p{N}£])(\\d(?<!\\d))?(\\d{1,2})s\\. (\\d{1,2})d" + TextEdges.STOP,
              EnglishMoney::shillings),
          Rule.of(
              "(?<![\\p{L}\\p{N}])£ ?(\\d{1,6})/(\\d{1,2})/(\\d{1,2})(?![\\p{L}\\p{N}/])",
              EnglishMoney::shillings),
          Rule.of(
              "(?<![\\p{L}\\p{N}.,£])(\\d{1,3})s\\.(?:(?=[\"')\\]]*$)()|(?=[,;)]| \\p{Ll}))",
              match ->
                  count(match.group(1), "shilling", "shillings")
                      + (match.group(2) == null ? "" : ".")),
          Rule.of(
              "(?<![\\p{L}\\p{N}.,£½¼¾])([½¼¾])d(?:\\.(?![\"')\\]]*$)|(?![\\p{L}\\p{N}]))",
              match -> HALFPENCE.get(match.group(1))),
          Rule.of("(?<=\\d ?[½¼¾])d(?:\\.(?![\"')\\]]*$)|(?![\\p{L}\\p{N}]))", match -> " pence"),
          Rule.of(
              "(?<![\\p{L}\\p{N}.,£])(\\d{1,2})d\\.(?:(?=[\"')\\]]*$)()|(?=[,;)]| \\p{Ll}))",
              match -> pence(match.group(1)) + (match.group(2) == null ? "" : ".")),
          Rule.of(
              "(?<![\\p{L}\\p{N}.,£])(\\d{1,2})p(?![\\p{L}\\p{N}])",
              match -> count(match.group(1), "penny", "pence")),
          Rule.of(
              "(?<![\\p{L}\\p{N}])R[se]\\.? ?(" + EnglishNumbers.FIGURE + ")" + SCALE,
              match -> words("₹", match.group(1), scale(match.group(2), match.group(3)))),
          Rule.of(
              EnglishNumbers.BEFORE + "(\\d{1,2}) ?cts?" + TextEdges.STOP,
              match -> words("¢", match.group(1), null)),
          Rule.of(
              AMOUNT
                  + " ?[-–] ?\\2 ?("
                  + EnglishNumbers.FIGURE
                  + ")"
                  + SCALE
                  + EnglishNumbers.AFTER.replace(".,:/", ",:"),
              EnglishMoney::range),
          Rule.of(
              "(?<![\\p{L}\\p{N}])(US ?|A|C)?([$£€])("
                  + EnglishNumbers.FIGURE
                  + ") ?[-–] ?("
                  + EnglishNumbers.FIGURE
                  + ")"
                  + SCALE
                  + EnglishNumbers.AFTER,
              EnglishMoney::sharedSign),
          Rule.of(
              AMOUNT + "(?:/(yr|year|mo|month|wk|week|day|hr|hour)(?!\\p{L}))?(?![\\p{N}])",
              EnglishMoney::amount),
          Rule.of(
              EnglishNumbers.BEFORE
                  + "("
                  + EnglishNumbers.FIGURE
                  + ") ?([€¢£₽₩]|"
                  + CODE
                  + ")(?![\\p{L}\\p{N}])",
              match -> words(match.group(2), match.group(1), null)));

  private EnglishMoney() {}

  private static String amount(MatchResult match) {
    String spoken = words(match.group(2), match.group(3), scale(match.group(4), match.group(5)));
    String period = match.group(6) == null ? "" : " per " + PERIODS.get(match.group(6));
    boolean attribute = match.group(4) != null && match.group().contains("-" + match.group(4));
    String said = attribute ? spoken.replaceFirst("(?<=dollar|pound|euro)s$", "") : spoken;
    return of(country(match.group(1)), said) + period;
  }

  private static String range(MatchResult match) {
    String last = words(match.group(2), match.group(6), scale(match.group(7), match.group(8)));
    return "%s to %s"
        .formatted(
            words(match.group(2), match.group(3), scale(match.group(4), match.group(5))),
            of(country(match.group(1)), last));
  }

  /** "$5–10 million": one sign and one magnitude for both. */
  private static String sharedSign(MatchResult match) {
    String last = words(match.group(2), match.group(4), scale(match.group(5), match.group(6)));
    return EnglishNumbers.figure(match.group(3)) + " to " + of(country(match.group(1)), last);
  }

  /** "five US dollars": the country stands before the name of the currency. */
  private static String of(String country, String spoken) {
    return country.isEmpty() ? spoken : spoken.replaceFirst("dollar", country + "dollar");
  }

  /** "sixpence", but "a penny" and "twelve pence". */
  private static String pence(String digits) {
    boolean joined = Integer.parseInt(digits) > 1 && Integer.parseInt(digits) < 12;
    String spoken = count(digits, "penny", "pence");
    return joined ? spoken.replace(" ", "") : spoken;
  }

  /** "£3 10s. 6d." of the time before 1971. */
  private static String shillings(MatchResult match) {
    String pounds = match.group(1) == null ? "" : count(match.group(1), "pound", "pounds") + " ";
    String pence = match.group(3) == null ? "" : " and " + pence(match.group(3));
    return pounds + count(match.group(2), "shilling", "shillings") + pence;
  }

  private static String country(String letters) {
    if (letters == null) {
      return "";
    }
    return switch (letters.strip()) {
      case "A" -> "Australian ";
      case "C" -> "Canadian ";
      case "HK" -> "Hong Kong ";
      case "NZ" -> "New Zealand ";
      default -> "US ";
    };
  }

  private static String scale(String word, String letters) {
    if (letters != null) {
      return SCALES.get(letters.toLowerCase(Locale.ROOT));
    }
    return word;
  }

  private static String words(String sign, String figure, String scale) {
    Currency currency = SIGNS.get(CODES.getOrDefault(sign, sign));
    if (scale != null) {
      return "%s %s %s".formatted(EnglishNumbers.figure(figure), scale, currency.many());
    }
    int point = figure.indexOf('.');
    if (point < 0) {
      return count(figure, currency.one(), currency.many());
    }
    String whole = figure.substring(0, point);
    String part = figure.substring(point + 1).replaceFirst("(?<=.{2})0+$", "");
    if (part.length() > 2 || currency.hundredth() == null) {
      return EnglishNumbers.figure(figure) + " " + currency.many();
    }
    return coins(whole, (part + "0").substring(0, 2), currency);
  }

  private static String coins(String whole, String hundredths, Currency currency) {
    boolean noWhole = whole.replaceAll("[0,]", "").isEmpty();
    int coins = Integer.parseInt(hundredths);
    String small = count(Integer.toString(coins), currency.hundredth(), currency.hundredths());
    if (noWhole && coins > 0) {
      return small;
    }
    String large = count(whole.isEmpty() ? "0" : whole, currency.one(), currency.many());
    return coins == 0 ? large : large + " " + small;
  }

  private static String count(String figure, String one, String many) {
    return EnglishNumbers.figure(figure) + " " + (figure.equals("1") ? one : many);
  }
}
