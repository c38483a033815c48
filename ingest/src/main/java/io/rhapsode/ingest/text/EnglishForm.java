package io.rhapsode.ingest.text;

import java.util.List;
import java.util.stream.Stream;

/**
 * English as it is spoken. The rules run from the most specific to the plainest: an address before
 * its digits, a date before its year, a year before a number.
 */
final class EnglishForm implements SpokenForm {
  private static final List<Rule> RULES =
      Stream.of(
              EnglishAddresses.RULES,
              EnglishRomans.RULES,
              EnglishAbbreviations.RULES,
              EnglishDates.RULES,
              EnglishTimes.RULES,
              EnglishMoney.RULES,
              EnglishMeasures.RULES,
              EnglishFigures.RULES)
          .flatMap(List::stream)
          .toList();

  @Override
  public AlignedText apply(AlignedText text) {
    AlignedText spoken = text;
    for (Rule rule : RULES) {
      spoken = rule.apply(spoken);
    }
    return spoken;
  }
}
