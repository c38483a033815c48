package io.rhapsode.ingest.text.normal.english;

import io.rhapsode.ingest.text.normal.rule.Rule;
import io.rhapsode.ingest.text.normal.rule.TextEdges;
import io.rhapsode.ingest.text.normal.vocabulary.SpokenUnits;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;

/** Percentages, degrees and quantities with the symbol of a unit. */
final class EnglishMeasures {
  static final SpokenUnits UNITS = new SpokenUnits("en");

  /** The symbol of a unit, with the full stop of an abbreviation that does not end a sentence. */
  static final String UNIT =
      "("
          + UNITS.symbols()
          + ")(?:(?<=\\p{Ll})\\.(?![\"')\\]]*$|[\"')\\]]* \\p{Lu}))?(?![\\p{L}\\p{N}'°/²³])";

  private static final String FOOT = "foot";
  private static final Map<String, String> DIRECTIONS =
      Map.of("N", "north", "S", "south", "E", "east", "W", "west");

  /** What millions are counted of: "3m copies" are no metres. */
  private static final String COUNTED =
      "(?:people|copies|users|men|women|children|jobs|homes|readers|viewers|visitors|voters"
          + "|inhabitants|members|customers|barrels|cars|residents|households|times|tonnes|tons"
          + "|acres|pounds|dollars|euros|years|books|refugees|workers|passengers)";

  private static final String QUANTITY =
      "(?<![\\p{L}\\p{M}\\p{N}_])(?<![\\p{N}][.,:/])((?<![\\p{N}] ?)[-−])?("
          + EnglishNumbers.FIGURE
          + ")";
  private static final String RANGE =
      "(?<![\\p{L}\\p{M}\\p{N}_.,:/-])("
          + EnglishNumbers.FIGURE
          + ") ?(?:[-–]|to) ?("
          + EnglishNumbers.FIGURE
          + ")";

  static final List<Rule> RULES =
      List.of(
          Rule.of("(?<=\\d ?(?:mm|cm|km|m|ft\\.?|in\\.?|yd)) ?[x×] ?(?=\\d)", match -> " by "),
          Rule.of(
              "(?<![\\p{L}\\p{N}.,])(\\d{1,3})' ?[x×] ?(\\d{1,3})'(?![\\p{L}\\p{N}'])",
              match -> counted(match.group(1), FOOT) + " by " + counted(match.group(2), FOOT)),
          Rule.of(
              "(?<![\\p{L}\\p{M}\\p{N}_])(?<![\\p{N}][.,:/])(\\d+\\.\\d+) ?s(?![\\p{L}\\p{N}'])",
              match -> words(match.group(1)) + " seconds"),
          Rule.of(
              "(?<![\\p{L}\\p{M}\\p{N}_])(?<![\\p{N}][.,:/])(\\d+(?:\\.\\d+)?)"
                  + " h(?![\\p{L}\\p{N}'-])",
              match -> counted(match.group(1), "hour")),
          Rule.of(
              "(?<![\\p{L}\\p{N}.,])(\\d{1,3}) ?(?:ft\\.?|feet|foot),? (\\d{1,2}) ?in(?:"
                  + TextEdges.STOP
                  + "|(?!\\p{L}))",
              match -> counted(match.group(1), FOOT) + " " + quantity(match.group(2), "″")),
          Rule.of(
              "(?<![\\p{L}\\p{N}.,])(\\d{1,2}) st(?:"
                  + TextEdges.STOP
                  + "|(?= \\d{1,2} ?lbs?(?!\\p{L})))",
              match -> words(match.group(1)) + " stone"),
          Rule.of(
              "(?<![\\p{L}\\p{N}.,])("
                  + EnglishNumbers.FIGURE
                  + ") ?m(?= "
                  + COUNTED
                  + "(?!\\p{L}))",
              match -> words(match.group(1)) + " million"),
          Rule.of(
              QUANTITY
                  + "-(mm|cm|km|m|kg|g|lb|ft|yd|in|oz|kW|MW|hp|mph|GB|MB|Hz|GHz|MHz)(?:(?<=lb|ft|yd|in|oz)\\.)?(?="
                  + " \\p{L})",
              match ->
                  words(match.group(2))
                      + " "
                      + name(match.group(3).equals("in") ? "″" : match.group(3), BigDecimal.ONE)),
          Rule.of(
              "(?= ?in)(?<=\\d[ -]?[½¼¾⅛⅜⅝⅞]|\\d[ -]\\d{1,2}[/⁄]\\d{1,2}) ?in" + TextEdges.STOP,
              match -> " inches"),
          Rule.of(
              "(?= ?in)(?<=\\d[/⁄]\\d{1,2}|[½¼¾⅛⅜⅝⅞]) ?in(?:\\.(?![\"')\\]]*$)|(?=\\.[\"')\\]]*$))",
              match -> " inch"),
          Rule.of(
              "(?<![\\p{L}\\p{N}.,])(\\d{1,3})° ?(\\d{1,2}(?:\\.\\d+)?)'(?:"
                  + " ?(\\d{1,2}(?:\\.\\d+)?)\")?(?: ?([NSEW])(?![\\p{L}\\p{N}]))?",
              EnglishMeasures::arc),
          Rule.of(
              RANGE + " ?%",
              match -> words(match.group(1)) + " to " + words(match.group(2)) + " percent"),
          Rule.of(
              QUANTITY + " ?%(?!\\p{L})",
              match -> minus(match) + words(match.group(2)) + " percent"),
          Rule.of(
              QUANTITY + " ?° ?([NSEW])(?![\\p{L}\\p{N}])",
              match -> counted(match.group(2), "degree") + " " + DIRECTIONS.get(match.group(3))),
          Rule.of(
              QUANTITY + " ?° ?([CFK])(?![\\p{L}\\p{N}])",
              match -> minus(match) + degrees(match.group(2), match.group(3))),
          Rule.of(
              "(?<![\\p{L}\\p{N}])(\\d{1,2})' ?(\\d{1,2})(?:\"|''|(?![\\p{L}\\p{N}]))",
              match -> words(match.group(1)) + " foot " + words(match.group(2))),
          Rule.of(
              "(?<![\\p{L}\\p{N}_])(?<![\\p{N}][.,:/])("
                  + EnglishNumbers.FIGURE
                  + ") (thousand|million|billion|trillion) "
                  + UNIT,
              match ->
                  words(match.group(1))
                      + " "
                      + match.group(2)
                      + " "
                      + name(match.group(3), BigDecimal.TEN)),
          Rule.of(
              RANGE + " ?" + UNIT,
              match -> words(match.group(1)) + " to " + quantity(match.group(2), match.group(3))),
          Rule.of(
              "(?<![\\p{L}\\p{M}\\p{N}_.,:/-])("
                  + EnglishNumbers.FIGURE
                  + ") ?[x×] ?("
                  + EnglishNumbers.FIGURE
                  + ") ?(?:"
                  + UNIT
                  + "|in(?:\\.(?![\"')\\]]*$|[\"')\\]]* \\p{Lu})|(?=\\.[\"')\\]]*$)))",
              match ->
                  words(match.group(1))
                      + " by "
                      + quantity(match.group(2), match.group(3) == null ? "″" : match.group(3))),
          Rule.of(
              QUANTITY + "[ -]?in(?:\\.(?![\"')\\]]*$|[\"')\\]]* \\p{Lu})|(?=\\.[\"')\\]]*$))",
              match -> quantity(match.group(2), "″")),
          Rule.of(
              QUANTITY + " ?" + UNIT,
              match -> minus(match) + quantity(match.group(2), match.group(3))),
          Rule.of(
              "(?<![\\p{L}\\p{N}.,])("
                  + EnglishNumbers.FIGURE
                  + ")(?: ?x ?|(?<=\\d{3}) ?× ?(?=\\d{3}))("
                  + EnglishNumbers.FIGURE
                  + ")(?![\\p{L}\\p{N}])",
              match -> words(match.group(1)) + " by " + words(match.group(2))));

  private EnglishMeasures() {}

  /** "51° 28' 40" N": degrees, minutes and seconds of arc. */
  private static String arc(MatchResult match) {
    String seconds = match.group(3) == null ? "" : " " + counted(match.group(3), "second");
    String direction = match.group(4) == null ? "" : " " + DIRECTIONS.get(match.group(4));
    return counted(match.group(1), "degree")
        + " "
        + counted(match.group(2), "minute")
        + seconds
        + direction;
  }

  private static String counted(String figure, String unit) {
    String spoken = words(figure.replaceFirst("^0+(?=\\d)", ""));
    String plural = unit.equals(FOOT) ? "feet" : unit + "s";
    return spoken + " " + (spoken.equals("one") ? unit : plural);
  }

  private static String degrees(String figure, String scale) {
    String name =
        switch (scale) {
          case "C" -> "Celsius";
          case "F" -> "Fahrenheit";
          default -> "Kelvin";
        };
    return words(figure) + (figure.equals("1") ? " degree " : " degrees ") + name;
  }

  private static String quantity(String figure, String symbol) {
    BigDecimal amount = new BigDecimal(figure.replace(",", ""));
    return UNITS.quantity(amount, symbol, gender -> words(figure));
  }

  /** The name of a unit without its number. */
  static String name(String symbol, BigDecimal amount) {
    return UNITS.quantity(amount, symbol, gender -> "").strip();
  }

  private static String minus(MatchResult match) {
    return match.group(1) == null ? "" : "minus ";
  }

  private static String words(String figure) {
    return EnglishNumbers.figure(figure);
  }
}
