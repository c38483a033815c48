package io.rhapsode.ingest.text;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * English as it is spoken. The rules run from the most specific to the plainest: an address before
 * its digits, a date before its year, a year before a number.
 */
final class EnglishForm implements SpokenForm {
  private static final Pattern FIGURE = Pattern.compile("[\\p{Nd}½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]");
  private static final List<Rule> WORDS =
      joined(Stream.of(EnglishAddresses.RULES, EnglishRomans.RULES, EnglishAbbreviations.RULES));
  private static final List<Rule> FIGURES =
      joined(
          Stream.of(
              EnglishDates.RULES,
              EnglishTimes.RULES,
              EnglishMoney.RULES,
              EnglishMeasures.RULES,
              EnglishFigures.RULES));

  private static List<Rule> joined(Stream<List<Rule>> families) {
    return families.flatMap(List::stream).toList();
  }

  @Override
  public AlignedText apply(AlignedText text) {
    AlignedText spoken = text;
    for (Rule rule : WORDS) {
      spoken = rule.apply(spoken);
    }
    if (!FIGURE.matcher(spoken.text()).find()) {
      return spoken;
    }
    for (Rule rule : FIGURES) {
      spoken = rule.apply(spoken);
    }
    return spoken;
  }
}
