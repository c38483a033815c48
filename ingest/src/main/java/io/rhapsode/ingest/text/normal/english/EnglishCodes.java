package io.rhapsode.ingest.text.normal.english;

import io.rhapsode.ingest.text.normal.rule.Rule;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.stream.Collectors;

/** Figures that are no quantities: telephone numbers, versions, network addresses, codes. */
final class EnglishCodes {
  private static final String AFTER = EnglishNumbers.AFTER;

  static final List<Rule> RULES =
      List.of(
          Rule.of(
              "(?<![\\p{L}\\p{N}])(\\+?\\d{1,3}[ -])?\\(?(\\d{3})\\)?["
                  + " -]{1,2}(\\d{3})-(\\d{4})(?![\\p{L}\\p{N}-])",
              EnglishCodes::telephone),
          Rule.of(
              "(?<![\\p{L}\\p{N}])\\+(\\d{1,3}(?:[ -]?\\(?\\d{1,5}\\)?){2,5})" + AFTER,
              match -> "plus " + groups(match.group(1))),
          Rule.of(
              EnglishNumbers.BEFORE
                  + "(\\(?0\\d{2,4}\\)? (?:\\d{3,4} \\d{3,4}|\\d{5,6}))(?! ?\\d)"
                  + AFTER,
              match -> groups(match.group(1))),
          Rule.of(
              "(?<![\\p{L}\\p{N}.,:/$£€-])(\\d{3}-\\d{4}|\\d{3}\\.\\d{3}\\.\\d{4})(?!-)" + AFTER,
              match -> groups(match.group(1))),
          Rule.of(
              "(?=\\d{3}-)(?<=(?i:call|dial|phone|tel|telephone|fax|555)[.:]? ?)(\\d{3}-\\d{4})"
                  + AFTER,
              match -> groups(match.group(1))),
          Rule.of(
              "(?=\\d)(?<=(?<!\\p{L})(?i:call|dial|phone|tel|telephone|fax|ring)[.:]? ?)"
                  + "(\\d{3,5}(?: \\d{3,6}){1,3}|\\d{7,11})"
                  + AFTER,
              match -> groups(match.group(1))),
          Rule.of(
              "(?=\\d)(?<=(?<!\\p{L})(?i:call|called|dial|dialed|dialled|phone|phoned|ring|rang) )"
                  + "(911|999|112|101|110|111|411|000)"
                  + AFTER,
              match -> groups(match.group(1))),
          Rule.of(
              "(?=\\d)(?<=(?<!\\p{L})(?:Boeing|Airbus A|DC-|Porsche|Peugeot|Flight|Route|Highway"
                  + "|Interstate) ?)(\\d{3})(?!-\\d)"
                  + AFTER,
              match -> EnglishFigures.model(match.group(1))),
          Rule.of(
              "(?<![\\p{L}\\p{N}.,:/-])(\\d{2,}(?:-\\d+){2,})(?![\\p{L}\\p{N}]|[-/.,]\\p{N})",
              match -> groups(match.group(1))),
          Rule.of(
              EnglishNumbers.BEFORE + "(\\d{1,3}(?:\\.\\d{1,5}){2,})" + AFTER,
              EnglishCodes::version),
          Rule.of(
              "(?<![\\p{L}\\p{N}])(?:[Vv]ersion|v\\.?) ?(\\d+(?:\\.\\d+)+)" + AFTER,
              match -> "version " + version(match)),
          Rule.of(
              EnglishNumbers.BEFORE + "(\\d{1,2}(?:,\\d{1,2}){2,})(?![\\p{L}\\p{N}]|[.,:/]\\p{N})",
              match -> match.group(1).replace(",", ", ")),
          Rule.of("(?<![\\p{L}\\p{N}])24/7" + AFTER, match -> "twenty-four seven"),
          Rule.of("(?<![\\p{L}\\p{N}/])9/11" + AFTER, match -> "nine eleven"));

  private EnglishCodes() {}

  private static String telephone(MatchResult match) {
    String country = match.group(1) == null ? "" : match.group(1);
    String number = groups(match.group(2) + " " + match.group(3) + " " + match.group(4));
    return country.isEmpty()
        ? number
        : (country.startsWith("+") ? "plus " : "") + groups(country) + ", " + number;
  }

  /** Groups of digits: a telephone, account or book number. */
  private static String groups(String written) {
    return Arrays.stream(written.split("\\D+"))
        .filter(group -> !group.isEmpty())
        .map(EnglishNumbers::digits)
        .collect(Collectors.joining(", "));
  }

  private static String version(MatchResult match) {
    List<String> parts = List.of(match.group(1).split("\\."));
    boolean address = parts.size() == 4;
    return parts.stream()
        .map(part -> address ? EnglishNumbers.digits(part) : EnglishNumbers.whole(part))
        .collect(Collectors.joining(address ? " dot " : " point "));
  }
}
