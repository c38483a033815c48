package io.rhapsode.ingest.text.normal.english;

import io.rhapsode.ingest.text.normal.rule.Rule;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;

/** Signs of mathematics, references and networks. */
final class EnglishSigns {
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  private static final Map<String, String> BEFORE_FIGURES =
      Map.of(
          "<", "less than ",
          ">", "greater than ",
          "≤", "less than or equal to ",
          "≥", "greater than or equal to ",
          "≈", "approximately ",
          "~", "approximately ",
          "±", "plus or minus ",
          "√", "the square root of ",
          "+", "plus ");

  /** Those that need no figure. */
  static final List<Rule> WORDS =
      List.of(
          Rule.of("(?= =)(?<=[\\p{L}\\p{N})\\]²³]) = (?=[\\p{L}\\p{N}(√-])", match -> " equals "),
          Rule.of("(?= \\+)(?<=[\\p{L}\\p{N})\\]²³]) \\+ (?=[\\p{L}\\p{N}(√])", match -> " plus "),
          Rule.of("(?<=(?<!\\p{L})C)\\+\\+(?![\\p{L}\\p{N}+])", match -> " plus plus"),
          Rule.of("(?<=(?<![\\p{L}\\p{N}])[A-F])\\+(?![\\p{L}\\p{N}+])", match -> " plus"),
          Rule.of("(?<=^|[\\s(])#(?=\\p{L})", match -> "hashtag "),
          Rule.of(
              "(?<=(?:[Pp]er|each|a|the) )([kcm]?m[²³]|ha|kg|km|kWh)(?![\\p{L}\\p{N}/])",
              match -> EnglishMeasures.name(match.group(1), BigDecimal.ONE)),
          Rule.of(
              "(?<![\\p{L}\\p{N}/])(?<!\\d )(?<!million |billion |thousand"
                  + " )([kcm]?m[²³])(?![\\p{L}\\p{N}/])",
              match -> EnglishMeasures.name(match.group(1), BigDecimal.TEN)),
          Rule.of("(?<=\\p{L}) v\\.(?= \\p{Lu})", match -> " versus"),
          Rule.of(
              "(?<=(?<![\\p{L}\\d/])(?<!\\d )(?<!million |billion |thousand"
                  + " )\\p{L}{1,3})([²³])(?![\\p{L}\\p{N}])",
              EnglishSigns::power));

  static final List<Rule> FIGURES =
      List.of(
          Rule.of(
              "(?<=^|[\\s(=])([<>≤≥≈~±√+]) ?(?=[.]?\\d)",
              match -> BEFORE_FIGURES.get(match.group(1))),
          Rule.of("(?<=\\d) [-−] (?=\\d+ (?:=|equals) )", match -> " minus "),
          Rule.of("(?<=\\d) ?\\* ?(?=\\d)", match -> " times "),
          Rule.of("(?<=\\d) / (?=\\d+ (?:=|equals) )", match -> " divided by "),
          Rule.of("(?<=\\d)([" + SUPERSCRIPTS + "]+)(?![\\p{L}])", EnglishSigns::power),
          Rule.of("(?<=\\d)\\^(\\d{1,2})(?!\\d)", match -> " to the power of " + match.group(1)),
          Rule.of("§§ ?(?=\\d)", match -> "sections "),
          Rule.of("§ ?(?=\\d)", match -> "section "));

  private EnglishSigns() {}

  static boolean mayStandIn(String text) {
    return text.indexOf('=') >= 0
        || text.indexOf('+') >= 0
        || text.indexOf('#') >= 0
        || text.contains(" v.")
        || text.contains("er k")
        || text.indexOf('²') >= 0
        || text.indexOf('³') >= 0;
  }

  private static String power(MatchResult match) {
    StringBuilder exponent = new StringBuilder();
    match.group(1).chars().forEach(digit -> exponent.append(SUPERSCRIPTS.indexOf(digit)));
    return switch (exponent.toString()) {
      case "2" -> " squared";
      case "3" -> " cubed";
      default -> " to the power of " + exponent;
    };
  }
}
