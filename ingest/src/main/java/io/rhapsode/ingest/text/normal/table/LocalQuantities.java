package io.rhapsode.ingest.text.normal.table;

import io.rhapsode.ingest.text.normal.rule.Rule;
import io.rhapsode.ingest.text.normal.rule.TextEdges;
import io.rhapsode.ingest.text.normal.vocabulary.SpokenUnits;
import io.rhapsode.ingest.text.normal.vocabulary.SpokenWords;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Percentages, quantities with a unit, and amounts of money. */
final class LocalQuantities {
  private static final String FIGURE = "(" + LocalNumbers.FIGURE + ")";
  private static final String START = "(?<![\\p{L}\\p{M}\\p{N}_])(?<![\\p{N}][.,:/])";
  private static final String RANGE = "(?:" + FIGURE + " ?[-–] ?)?";
  private static final BigDecimal MILLION = BigDecimal.TEN.pow(6);
  private static final Map<String, String> CODES =
      Map.of(
          "EUR", "€", "eur", "€", "USD", "$", "US$", "$", "GBP", "£", "BRL", "R$", "JPY", "¥",
          "RUB", "₽", "PLN", "zł");

  private final SpokenWords words;
  private final LocalNumbers numbers;
  private final SpokenUnits units;
  private final Map<String, String> currencies;
  private final Map<String, String> scaleWords;

  LocalQuantities(String language, LocalNumbers numbers) {
    this.words = SpokenWords.of(language);
    this.numbers = numbers;
    this.units = new SpokenUnits(language);
    this.scaleWords = words.table("scale words");
    this.currencies = words.table("money");
  }

  List<Rule> rules() {
    String scales =
        Stream.concat(words.words("scales").stream(), scaleWords.keySet().stream())
            .sorted((a, b) -> b.length() - a.length())
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    String scaleAlone = " ((?iu:" + scales + "))(?!\\p{L})";
    String scale = "(?:" + scaleAlone + ")?";
    String signs =
        Stream.concat(currencies.keySet().stream(), CODES.keySet().stream())
            .sorted((a, b) -> b.length() - a.length())
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    return List.of(
        Rule.of(
            TextEdges.BEFORE_FIGURE + "(\\d{1,2}):([0-5]\\d):([0-5]\\d)" + TextEdges.AFTER_FIGURE,
            this::duration),
        Rule.of(
            "(?<![\\p{L}\\p{N}])(" + signs + ") ?" + RANGE + FIGURE + scale + "(?!\\p{N})",
            match -> money(match.group(1), match.group(2), match.group(3), match.group(4))),
        Rule.of(
            START + RANGE + FIGURE + scale + " ?(" + signs + ")" + TextEdges.AFTER_WORD,
            match -> money(match.group(4), match.group(1), match.group(2), match.group(3))),
        Rule.of(START + FIGURE + scaleAlone, match -> scaled(match.group(1), match.group(2))),
        Rule.of(
            START
                + "((?<![\\p{N}] ?)[-−])?"
                + RANGE
                + FIGURE
                + " ?("
                + units.symbols()
                + ")(?![\\p{L}\\p{N}'/²³])",
            this::quantity));
  }

  private String duration(MatchResult match) {
    return "%s %s %s"
        .formatted(
            amount(Integer.toString(Integer.parseInt(match.group(1))), "h"),
            amount(Integer.toString(Integer.parseInt(match.group(2))), "min"),
            amount(Integer.toString(Integer.parseInt(match.group(3))), "s"));
  }

  private String amount(String figure, String symbol) {
    boolean plain = symbol.equals("%") && words.has("percent plain");
    return units.quantity(
        LocalNumbers.value(figure), symbol, gender -> numbers.spoken(figure, plain ? "" : gender));
  }

  private String quantity(MatchResult match) {
    String figure = match.group(3);
    String sign = match.group(1) == null ? "" : words.word("minus") + " ";
    String from =
        match.group(2) == null
            ? ""
            : numbers.spoken(match.group(2), "") + " " + words.word("to") + " ";
    return sign + from + amount(figure, match.group(4));
  }

  private String money(String written, String from, String figure, String scale) {
    String sign = CODES.getOrDefault(written, written);
    if (!currencies.containsKey(sign)) {
      return null;
    }
    String[] entry = currencies.get(sign).split("; ");
    String[] forms = entry[0].split(" \\+ ");
    String gender = entry.length > 1 ? entry[1] : "masculine";
    String first = from == null ? "" : numbers.spoken(from, gender) + " " + words.word("to") + " ";
    BigDecimal value = LocalNumbers.value(figure);
    if (scale != null) {
      boolean noun = !scale.equals("mil") && !scale.equals("mila");
      String of = noun && words.has("of") ? words.word("of") + " " : "";
      String currency = numbers.form(forms[0], MILLION);
      return first + scaled(figure, scale) + " " + elided(of, currency) + currency;
    }
    boolean coins = value.remainder(BigDecimal.ONE).signum() != 0;
    if (coins && (forms.length < 2 || value.stripTrailingZeros().scale() > 2)) {
      return first + numbers.spoken(figure, "") + " " + numbers.form(forms[0], value);
    }
    return first + coins(value, forms, gender);
  }

  private String coins(BigDecimal value, String[] forms, String gender) {
    BigDecimal whole = value.setScale(0, RoundingMode.DOWN);
    BigDecimal part = value.subtract(whole).movePointRight(2).setScale(0, RoundingMode.HALF_UP);
    String large =
        numbers.spoken(whole.toPlainString(), gender)
            + " "
            + elided(isMillions(whole) && words.has("of") ? words.word("of") + " " : "", forms[0])
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

  /** "d'euros" rather than "de euros". */
  private String elided(String of, String next) {
    boolean vowel = words.has("of elided") && "aeiouyh".indexOf(next.charAt(0)) >= 0;
    return vowel && !of.isEmpty() ? words.word("of elided") : of;
  }

  /** "one million", "2,5 Mio." in the form that goes with the number. */
  private String scaled(String figure, String scale) {
    String[] entry = scaleWords.getOrDefault(scale, scale).split("; ");
    String gender = entry.length > 1 ? entry[1] : "";
    return numbers.spoken(figure, gender)
        + " "
        + numbers.form(entry[0], LocalNumbers.value(figure));
  }

  private static boolean isMillions(BigDecimal whole) {
    return whole.signum() > 0 && whole.remainder(MILLION).signum() == 0;
  }
}
