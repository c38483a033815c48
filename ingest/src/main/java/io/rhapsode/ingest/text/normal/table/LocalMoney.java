package io.rhapsode.ingest.text.normal.table;

import com.ibm.icu.util.Currency;
import com.ibm.icu.util.ULocale;
import io.rhapsode.ingest.text.normal.rule.Context;
import io.rhapsode.ingest.text.normal.rule.Rule;
import io.rhapsode.ingest.text.normal.rule.TextEdges;
import io.rhapsode.ingest.text.normal.table.number.LocalNumbers;
import io.rhapsode.ingest.text.normal.table.number.LocalScales;
import io.rhapsode.ingest.text.normal.vocabulary.SpokenWords;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Amounts of money with a sign, an abbreviation or the ISO 4217 code of a currency. */
final class LocalMoney {
  private static final String FIGURE =
      "(\\d{1,3}(?:'\\d{3})+(?:\\.\\d{2})?|\\d+\\.\\d{2}(?!\\d)|" + LocalNumbers.FIGURE + ")";
  private static final String START = "(?<![\\p{L}\\p{M}\\p{N}_])(?<![\\p{N}][.,:/])";
  private static final String RANGE = "(?:" + FIGURE + " ?[-–] ?)?";

  /** "5,- €", "20.–": no coins. */
  private static final String NO_COINS = "(?:[.,][-–—]{1,2})?";

  private static final BigDecimal MILLION = BigDecimal.TEN.pow(6);

  /** Codes of currencies that have a sign in the tables, and those that CLDR names. */
  private static final Map<String, String> SIGNS =
      Map.of(
          "EUR", "€", "USD", "$", "US$", "$", "GBP", "£", "BRL", "R$", "JPY", "¥", "RUB", "₽",
          "PLN", "zł");

  /** As lists of prices write them. */
  private static final List<String> LOWER =
      List.of("eur", "usd", "gbp", "jpy", "chf", "nio", "crc", "hkd", "brl", "gtq", "pab");

  private static final List<String> CODES =
      List.of(
          "CHF", "INR", "CNY", "MXN", "ARS", "SEK", "NOK", "DKK", "CAD", "AUD", "CZK", "HUF", "TRY",
          "NIO", "CRC", "HKD", "COP", "CLP", "PEN", "BRL", "GTQ", "PAB", "HNL", "UYU", "BOB", "PYG",
          "DOP", "EGP", "ILS", "KRW", "NZD", "ZAR");

  private final SpokenWords words;
  private final LocalNumbers numbers;
  private final LocalScales scales;
  private final Map<String, String> currencies = new HashMap<>();

  LocalMoney(String language, LocalNumbers numbers, LocalScales scales) {
    this.words = SpokenWords.of(language);
    this.numbers = numbers;
    this.scales = scales;
    ULocale locale = new ULocale(language);
    for (String code : CODES) {
      String one = name(code, locale, "one");
      String gender = numbers.nouns().of(one.split(" ")[0]);
      currencies.put(
          code, one + "|" + name(code, locale, "other") + (gender.isEmpty() ? "" : "; " + gender));
    }
    currencies.putAll(words.table("money"));
  }

  private static String name(String code, ULocale locale, String plural) {
    String name =
        Currency.getInstance(code)
            .getName(locale, Currency.PLURAL_LONG_NAME, plural, new boolean[1]);
    return locale.getLanguage().equals("de") ? name : name.toLowerCase(Locale.ROOT);
  }

  List<Rule> rules() {
    String scale = "(?: " + scales.expression() + ")?";
    String signs =
        Stream.of(currencies.keySet().stream(), SIGNS.keySet().stream(), LOWER.stream())
            .flatMap(keys -> keys)
            .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(sign -> sign))
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    return List.of(coinsBehind(), signBefore(signs, scale), signBehind(signs, scale));
  }

  /** "2 fr. 50". */
  private Rule coinsBehind() {
    return Rule.inContext(
        START
            + "(\\d{1,3}(?:[. ]\\d{3})*) ?("
            + withCoins()
            + ") ?(\\d\\d)(?![\\p{N}%]|[.,/]\\p{N})",
        (match, context) ->
            money(
                match.group(2),
                null,
                match.group(1) + "," + match.group(3),
                null,
                oneIn(context, match)));
  }

  /** "€ 20", "£3–4 million". */
  private Rule signBefore(String signs, String scale) {
    return Rule.inContext(
        "(?<![\\p{L}\\p{N}])("
            + signs
            + ") ?"
            + RANGE
            + FIGURE
            + NO_COINS
            + scale
            + "(?![\\p{N}]|[.,]\\p{N}|/\\d{4})",
        (match, context) ->
            money(
                match.group(1),
                match.group(2),
                match.group(3),
                match.group(4),
                oneIn(context, match)));
  }

  /** "20,50 €", "10 bis 20 Mark". */
  private Rule signBehind(String signs, String scale) {
    String linked = "(?:" + FIGURE + " ?(?:[-–]|(?<= )" + words.word("to") + "(?= )) ?)?";
    return Rule.inContext(
        START
            + linked
            + FIGURE
            + NO_COINS
            + scale
            + "(?: (?:de |di |d'))? ?("
            + signs
            + ")(?:(?<=\\.)(?=[\"')\\]]*$))?"
            + TextEdges.AFTER_WORD,
        (match, context) ->
            money(
                match.group(4),
                match.group(1),
                match.group(2),
                match.group(3),
                oneIn(context, match)));
  }

  /** The signs of currencies that have coins, as in "2 fr. 50"; never "1.100$00". */
  private String withCoins() {
    return LocalRomans.alternatives(
        currencies.entrySet().stream()
            .filter(currency -> currency.getValue().contains(" + "))
            .filter(currency -> !currency.getKey().endsWith("$"))
            .map(Map.Entry::getKey)
            .toList());
  }

  /** The form of the number one of a gender, in the case of its place. */
  private UnaryOperator<String> oneIn(Context context, MatchResult match) {
    return gender -> numbers.oneInCase(gender, context, match.start(), match.end());
  }

  private String money(
      String written, String from, String figure, String scale, UnaryOperator<String> one) {
    String code = LOWER.contains(written) ? written.toUpperCase(Locale.ROOT) : written;
    String sign = SIGNS.getOrDefault(code, code);
    if (!currencies.containsKey(sign)) {
      return null;
    }
    String amount =
        figure.matches(".*'.*|\\d+\\.\\d\\d") ? figure.replace("'", "").replace('.', ',') : figure;
    String[] entry = currencies.get(sign).split("; ");
    String[] forms = entry[0].split(" \\+ ");
    String gender = entry.length > 1 ? entry[1] : "masculine";
    String first = from == null ? "" : numbers.spoken(from, gender) + " " + words.word("to") + " ";
    BigDecimal value = LocalNumbers.value(amount);
    if (scale != null) {
      String currency = numbers.form(forms[0], MILLION);
      return first + scales.spoken(amount, scale) + " " + scales.of(scale, currency) + currency;
    }
    boolean coins = value.remainder(BigDecimal.ONE).signum() != 0;
    if (coins && (forms.length < 2 || value.stripTrailingZeros().scale() > 2)) {
      return first + numbers.spoken(amount, "") + " " + numbers.form(forms[0], value);
    }
    return first
        + coins(value, forms, value.compareTo(BigDecimal.ONE) == 0 ? one.apply(gender) : gender);
  }

  private String coins(BigDecimal value, String[] forms, String gender) {
    BigDecimal whole = value.setScale(0, RoundingMode.DOWN);
    BigDecimal part = value.subtract(whole).movePointRight(2).setScale(0, RoundingMode.HALF_UP);
    String of = isMillions(whole) && words.has("of") ? words.word("of") + " " : "";
    String large =
        numbers.spoken(whole.toPlainString(), gender)
            + " "
            + scales.elided(of, forms[0])
            + numbers.form(forms[0], whole);
    if (part.signum() == 0) {
      return large;
    }
    String coinGender =
        gender.equals("feminine") && forms[1].endsWith("пеек") ? gender : "masculine";
    String small =
        numbers.spoken(part.toPlainString(), coinGender) + " " + numbers.form(forms[1], part);
    String and = words.has("money and") ? " " + words.word("money and") + " " : " ";
    return whole.signum() == 0 ? small : large + and + small;
  }

  static boolean isMillions(BigDecimal whole) {
    return whole.signum() > 0 && whole.remainder(MILLION).signum() == 0;
  }
}
