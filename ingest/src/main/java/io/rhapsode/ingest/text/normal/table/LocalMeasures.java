package io.rhapsode.ingest.text.normal.table;

import io.rhapsode.ingest.text.normal.rule.Context;
import io.rhapsode.ingest.text.normal.rule.Rule;
import io.rhapsode.ingest.text.normal.table.number.LocalFractions;
import io.rhapsode.ingest.text.normal.table.number.LocalFractions.Fraction;
import io.rhapsode.ingest.text.normal.table.number.LocalNumbers;
import io.rhapsode.ingest.text.normal.table.number.LocalScales;
import io.rhapsode.ingest.text.normal.vocabulary.SpokenUnits;
import io.rhapsode.ingest.text.normal.vocabulary.SpokenWords;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.stream.Stream;

/** Percentages and quantities with a unit, whole, decimal, broken and in millions. */
final class LocalMeasures {
  private static final String FIGURE = "(" + LocalNumbers.FIGURE + ")";
  private static final String START = "(?<![\\p{L}\\p{M}\\p{N}_])(?<![\\p{N}][.,:/])";
  private static final String END = "(?![\\p{L}\\p{N}'/²³]|\\^)";
  private static final BigDecimal MANY = BigDecimal.TEN.pow(6);

  private final SpokenWords words;
  private final LocalNumbers numbers;
  private final LocalFractions fractions;
  private final LocalScales scales;
  private final SpokenUnits units;

  LocalMeasures(
      String language, LocalNumbers numbers, LocalFractions fractions, LocalScales scales) {
    this.words = SpokenWords.of(language);
    this.numbers = numbers;
    this.fractions = fractions;
    this.scales = scales;
    this.units = new SpokenUnits(language);
  }

  List<Rule> rules() {
    return Stream.of(quantities(), compounds(), unitsAlone()).flatMap(List::stream).toList();
  }

  private List<Rule> quantities() {
    String unit = "(" + units.symbols() + ")" + END;
    return List.of(
        Rule.of(
            "(?<![\\p{L}\\p{N}.,])(\\d{1,3})° ?(\\d{1,2})'(?: ?(\\d{1,2})\")?(?:"
                + " ?([NSEWO])(?![\\p{L}\\p{N}]))?",
            this::arc),
        Rule.of(
            "(?<=\\d|\\d ?(?:mm|cm|dm|km|m)) ?[x×] ?(?="
                + LocalNumbers.FIGURE
                + " ?(?:[x×]|"
                + unit
                + "))",
            match -> " " + words.word("by") + " "),
        Rule.of(
            START + "(?<![-–] ?)([1-9]),(\\d\\d) ?m" + END + "(?! ?[x×])",
            match -> words.has("hundredths") ? metres(match) : null),
        Rule.inContext(START + "(" + LocalFractions.EXPRESSION + ") ?" + unit, this::broken),
        Rule.of(
            START + FIGURE + " " + scales.expression() + " (?:(?:de|di|d'|of) ?)?" + unit,
            match ->
                scales.spoken(match.group(1), match.group(2))
                    + " "
                    + scales.of(match.group(2), name(match.group(3), MANY))
                    + name(match.group(3), MANY)),
        Rule.of(
            "(?<=(?<!\\p{L})"
                + scales.expression().replaceFirst("\\(", "(?:").replace("(?iu:", "(?:")
                + " (?:de |di )?)"
                + unit,
            match -> name(match.group(1), MANY)),
        Rule.inContext(
            START
                + "((?<![\\p{N}] ?)[-−])?(?:"
                + FIGURE
                + " ?(?:[-–]|(?<=\\d )"
                + words.word("to")
                + "(?= \\d)) ?)?"
                + FIGURE
                + " ?"
                + unit,
            this::quantity));
  }

  /** "par nuit", "al mese". */
  private String perPhrase(String word) {
    return words.table("per phrases").getOrDefault(word, words.word("per") + " " + word);
  }

  private String perWords() {
    return words.has("per words") ? String.join("|", words.words("per words")) : "(?!)";
  }

  /** "un metro e ottanta": metres and hundredths as heights are said. */
  private String metres(MatchResult match) {
    String whole = amount(match.group(1), "m");
    int hundredths = Integer.parseInt(match.group(2));
    return hundredths == 0
        ? whole
        : words
            .word("hundredths")
            .replace("{m}", whole)
            .replace("{c}", numbers.spoken(Integer.toString(hundredths), ""));
  }

  /** "100-m-Lauf", "10-kg-Sack": the unit inside a compound, in the singular of its name. */
  private List<Rule> compounds() {
    return words.has("compound units")
        ? List.of(
            Rule.of(
                "(?<=\\d)-("
                    + LocalRomans.alternatives(words.words("compound units"))
                    + ")-(?=\\p{L})",
                match -> "-" + compound(match.group(1)) + "-"))
        : List.of();
  }

  private String compound(String symbol) {
    Map<String, String> money = words.table("money");
    return money.containsKey(symbol)
        ? money.get(symbol).split("[|]")[0]
        : name(symbol, BigDecimal.ONE);
  }

  /** "12/s", "Einwohner/km²", "par km": units without a number of their own. */
  private List<Rule> unitsAlone() {
    return List.of(
        Rule.of(
            START + FIGURE + " ?/ ?(s|h|min|km²|m²|m³|km|m|kg|l)" + END,
            match -> numbers.spoken(match.group(1), "") + per(match.group(2))),
        Rule.of(
            "(?<=\\d|\\p{L}{2}|\\p{L}\\.|[€$£%]) ?/ ?(" + perWords() + ")(?!\\p{L})",
            match -> " " + perPhrase(match.group(1))),
        Rule.of(
            "(?<=\\p{L}{2}|\\p{L}\\.|[€$£]) ?/ ?(km²|km2|m²|m2|m³|m3|ha|kg|kWh|km|h|min|l|t)" + END,
            match -> per(match.group(1))),
        Rule.of(
            "(?=[km])(?<=(?<!\\p{L})(?:[Ll]e|un|du|[Ee]l|del|[Ii]l|[Oo]|do|ein|um)"
                + " )(kg|km|kWh|m²|km²)"
                + END,
            match -> name(match.group(1), BigDecimal.ONE)),
        Rule.of(
            "(?=[kcmhlsgt])(?<=(?<!\\p{L})(?:par|pro|por|al|per|je)"
                + " )(km²|km2|m²|m2|m³|m3|cm²|cm³|ha|kg|kWh|km|h|min|l|s|m|g|t)"
                + END,
            match -> name(match.group(1), BigDecimal.ONE)));
  }

  /** "48° 51' N": degrees, minutes and seconds of arc. */
  private String arc(MatchResult match) {
    String seconds = match.group(3) == null ? "" : " " + amount(match.group(3), "s");
    String direction =
        match.group(4) == null
            ? ""
            : " " + words.table("directions").getOrDefault(match.group(4), match.group(4));
    return amount(match.group(1), "°")
        + " "
        + amount(plain(match.group(2)), "min")
        + seconds
        + direction;
  }

  private static String plain(String digits) {
    return Integer.toString(Integer.parseInt(digits));
  }

  /** " por kilómetro cuadrado". */
  private String per(String symbol) {
    return " " + words.word("per") + " " + name(symbol, BigDecimal.ONE);
  }

  /** The name of a unit without its number. */
  String name(String symbol, BigDecimal amount) {
    return units.quantity(amount, symbol, gender -> "").strip();
  }

  /** "medio litro", "tres cuartos de litro", "zweieinhalb Liter", "dos litros y medio". */
  private String broken(MatchResult match, Context context) {
    String written = match.group(1);
    String symbol = match.group(7);
    Fraction fraction = LocalFractions.of(written).orElse(null);
    if (fraction == null) {
      return null;
    }
    String[] gender = {""};
    String single =
        units.quantity(BigDecimal.ONE, symbol, found -> remember(gender, found)).strip();
    String lead = written.startsWith(" ") ? " " : "";
    if (fraction.whole() == 0) {
      Optional<String> half =
          fraction.isHalf()
              ? fractions.half(gender[0], context, match.start(), match.end())
              : Optional.empty();
      if (half.isPresent()) {
        return lead + half.get() + (words.has("half joined") ? "-" : " ") + single;
      }
      String of = words.has("of") ? words.word("of") + " " : "";
      return lead + fractions.parts(fraction) + " " + scales.elided(of, single) + single;
    }
    if (!words.has("half behind")) {
      return lead + fractions.mixed(fraction) + " " + name(symbol, BigDecimal.TEN);
    }
    BigDecimal whole = BigDecimal.valueOf(fraction.whole());
    String large =
        units.quantity(whole, symbol, found -> numbers.spoken(whole.toPlainString(), found));
    String small =
        fraction.isHalf()
            ? words
                .table("half behind")
                .getOrDefault(gender[0], words.table("half behind").get("masculine"))
            : words.word("fraction and")
                + " "
                + fractions.parts(new Fraction(0, fraction.numerator(), fraction.denominator()));
    int per = large.indexOf(" " + words.word("per") + " ");
    return per < 0
        ? lead + large + " " + small
        : lead + large.substring(0, per) + " " + small + large.substring(per);
  }

  private static String remember(String[] place, String gender) {
    place[0] = gender;
    return "";
  }

  String amount(String figure, String symbol) {
    boolean plain = symbol.equals("%") && words.has("percent plain");
    return units.quantity(
        LocalNumbers.value(figure), symbol, gender -> numbers.spoken(figure, plain ? "" : gender));
  }

  private String quantity(MatchResult match, Context context) {
    String sign = match.group(1) == null ? "" : words.word("minus") + " ";
    String from =
        match.group(2) == null
            ? ""
            : numbers.spoken(match.group(2), "") + " " + words.word("to") + " ";
    boolean plain = match.group(4).equals("%") && words.has("percent plain");
    String spoken =
        units.quantity(
            LocalNumbers.value(match.group(3)),
            match.group(4),
            numbers.declined(context, match.start()),
            gender ->
                match.group(3).equals("1") && !plain
                    ? numbers.spoken(
                        "1", numbers.oneInCase(gender, context, match.start(), match.end()))
                    : numbers.spoken(match.group(3), plain ? "" : gender));
    return sign + from + numbers.elided(spoken);
  }

  /** An amount of time; in Portuguese nothing is many. */
  private String counted(int number, String symbol) {
    boolean none = number == 0 && words.has("zero plural");
    return none
        ? numbers.spoken("0", "") + " " + name(symbol, BigDecimal.TEN)
        : amount(Integer.toString(number), symbol);
  }

  /**
   * A time of a race.
   *
   * @param minutes figure or null
   * @param parts tenths or hundredths of a second, or null
   */
  String race(String minutes, String seconds, String parts) {
    String whole = plain(seconds);
    boolean broken = parts != null && parts.chars().anyMatch(digit -> digit != '0');
    String spoken = amount(broken ? whole + "," + parts : whole, "s");
    return minutes == null
        ? spoken
        : amount(plain(minutes), "min")
            + (words.has("time and") ? " " + words.word("time and") + " " : " ")
            + spoken;
  }

  /** What is said for hours, minutes and seconds, for durations. */
  String duration(int hours, int minutes, int seconds) {
    Map<String, Integer> parts = new LinkedHashMap<>();
    parts.put("h", hours);
    boolean zeros = words.has("zero plural") || hours == 0;
    if (zeros || minutes > 0 || seconds > 0) {
      parts.put("min", minutes);
    }
    if (zeros && seconds == 0 || seconds > 0) {
      parts.put("s", seconds);
    }
    StringBuilder spoken = new StringBuilder();
    int left = parts.size();
    for (Map.Entry<String, Integer> part : parts.entrySet()) {
      left--;
      boolean linked = !spoken.isEmpty() && (left == 0 || words.has("time and all"));
      spoken
          .append(
              spoken.isEmpty()
                  ? ""
                  : linked && words.has("time and") ? " " + words.word("time and") + " " : " ")
          .append(counted(part.getValue(), part.getKey()));
    }
    return spoken.toString();
  }
}
