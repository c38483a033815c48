package io.rhapsode.ingest.text;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Web and e-mail addresses, read mark by mark. */
final class EnglishAddresses {
  private static final String DOMAINS =
      "(?:com|org|net|edu|gov|mil|int|info|biz|eu|uk|us|de|fr|ca|au|io|ai|tv|me|abc)";
  private static final Pattern TRAILING = Pattern.compile("[.,;:!?)\\]\"'>]+$");

  static final List<Rule> RULES =
      List.of(
          Rule.ofAnyCase("(?<![\\w@])(?:https?|ftp)://[^\\s<>\"—]+", EnglishAddresses::spell),
          Rule.ofAnyCase(
              "(?<![\\w.@+-])[\\w+-]+(?:\\.[\\w+-]+)*@[\\w-]+(?:\\.[\\w-]+)+(?:/[^\\s<>\"—]*)?",
              EnglishAddresses::spell),
          Rule.ofAnyCase("(?<![\\w.@/])www\\.[^\\s<>\"—]+", EnglishAddresses::spell),
          Rule.ofAnyCase(
              "(?<![\\w.@/-])[a-z\\d-]{2,}(?:\\.[a-z\\d-]{2,})*\\."
                  + DOMAINS
                  + "(?![\\w@-])(?:/[^\\s<>\"—]*)?",
              EnglishAddresses::spell));

  private EnglishAddresses() {}

  private static String spell(MatchResult match) {
    String address = TRAILING.matcher(match.group()).replaceFirst("");
    String rest = match.group().substring(address.length());
    StringBuilder spoken = new StringBuilder();
    for (int i = 0; i < address.length(); i++) {
      char mark = address.charAt(i);
      spoken.append(
          Character.isDigit(mark) ? " " + EnglishNumbers.digits("" + mark) + " " : word(mark));
    }
    return spoken.toString().strip().replaceAll(" +", " ") + rest;
  }

  private static String word(char mark) {
    return switch (mark) {
      case '.' -> " dot ";
      case '@' -> " at ";
      case '/' -> " slash ";
      case ':' -> " colon ";
      case '-' -> " dash ";
      case '_' -> " underscore ";
      case '?' -> " question mark ";
      case '=' -> " equals ";
      case '&' -> " and ";
      case '#' -> " hash ";
      case '%' -> " percent ";
      case '+' -> " plus ";
      case '~' -> " tilde ";
      default -> String.valueOf(mark);
    };
  }
}
