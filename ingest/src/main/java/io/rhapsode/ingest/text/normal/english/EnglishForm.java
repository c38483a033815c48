package io.rhapsode.ingest.text.normal.english;

import io.rhapsode.ingest.text.normal.rule.Addresses;
import io.rhapsode.ingest.text.normal.rule.AlignedText;
import io.rhapsode.ingest.text.normal.rule.Rule;
import io.rhapsode.ingest.text.normal.rule.SpokenForm;
import io.rhapsode.ingest.text.normal.vocabulary.FormulaRules;
import io.rhapsode.ingest.text.normal.vocabulary.Numerals;
import io.rhapsode.ingest.text.normal.vocabulary.RomanNumerals;
import io.rhapsode.ingest.text.normal.vocabulary.SpokenWords;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * English as it is spoken. The rules run from the most specific to the plainest: an address before
 * its digits, a date before its year, a year before a number.
 */
public final class EnglishForm implements SpokenForm {
  private static final Pattern FIGURE = Pattern.compile("[\\p{Nd}½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]");
  private static final List<Rule> ADDRESSES =
      new Addresses(SpokenWords.of("en").table("addresses"), EnglishNumbers::digits).rules();
  private static final FormulaRules FORMULAS =
      new FormulaRules("en", Numerals.of("en").orElseThrow());
  private static final List<Rule> FIGURES =
      joined(
          Stream.of(
              EnglishReferences.RULES,
              EnglishDates.RULES,
              EnglishTimes.RULES,
              EnglishMoney.RULES,
              EnglishMeasures.RULES,
              EnglishCodes.RULES,
              EnglishSigns.FIGURES,
              EnglishFigures.RULES));

  private static List<Rule> joined(Stream<List<Rule>> families) {
    return families.flatMap(List::stream).toList();
  }

  @Override
  public AlignedText apply(AlignedText text) {
    AlignedText spoken = text;
    if (Addresses.mayStandIn(text.text())) {
      spoken = Rule.applyAll(ADDRESSES, spoken);
    }
    spoken = FORMULAS.apply(spoken);
    if (RomanNumerals.mayStandIn(spoken.text())) {
      spoken = Rule.applyAll(EnglishRomans.RULES, spoken);
    }
    if (EnglishAbbreviations.mayStandIn(spoken.text())) {
      spoken = Rule.applyAll(EnglishAbbreviations.RULES, spoken);
    }
    if (EnglishSigns.mayStandIn(spoken.text())) {
      spoken = Rule.applyAll(EnglishSigns.WORDS, spoken);
    }
    if (!FIGURE.matcher(spoken.text()).find()) {
      return spoken;
    }
    return Rule.applyAll(FIGURES, spoken);
  }
}
