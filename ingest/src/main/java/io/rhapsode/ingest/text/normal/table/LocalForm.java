package io.rhapsode.ingest.text.normal.table;

import io.rhapsode.ingest.text.normal.rule.Addresses;
import io.rhapsode.ingest.text.normal.rule.AlignedText;
import io.rhapsode.ingest.text.normal.rule.Rule;
import io.rhapsode.ingest.text.normal.rule.SpokenForm;
import io.rhapsode.ingest.text.normal.table.number.LocalFractions;
import io.rhapsode.ingest.text.normal.table.number.LocalNumbers;
import io.rhapsode.ingest.text.normal.table.number.LocalScales;
import io.rhapsode.ingest.text.normal.vocabulary.FormulaRules;
import io.rhapsode.ingest.text.normal.vocabulary.Numerals;
import io.rhapsode.ingest.text.normal.vocabulary.OrdinalForms;
import io.rhapsode.ingest.text.normal.vocabulary.RomanNumerals;
import io.rhapsode.ingest.text.normal.vocabulary.SpokenWords;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A language that has {@link SpokenWords} as it is spoken. The rules run from the most specific to
 * the plainest, as those of English do; names, inflections and units come from CLDR.
 */
public final class LocalForm implements SpokenForm {
  private static final Pattern FIGURE = Pattern.compile("[\\p{Nd}½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]");

  /** "XVIII^e", "M^me", "n^o": raised endings as plain text writes them. */
  private static final Rule RAISED =
      Rule.of(
          "(?<=(?<!\\p{L})(?:[IVXLCDM]{1,7}|[MDSNC]|n|\\d{1,4})\\.?)\\^\\{?"
              + "(er|re|es?|ème|mes?|lles?|rs?|te?|ie|gr|os?)\\}?(?!\\p{L})",
          match -> match.group(1));

  private static final String YEAR = "(\\d{3,4})";

  private final FormulaRules formulas;
  private final List<Rule> addresses;
  private final List<Rule> romans;
  private final List<Rule> abbreviations;

  /** Abbreviations among them: a currency and a year are found by theirs, before these go. */
  private final List<Rule> figures = new ArrayList<>();

  public LocalForm(String language, Numerals numerals) {
    SpokenWords words = SpokenWords.of(language);
    this.formulas = new FormulaRules(language, numerals);
    LocalNumbers numbers = new LocalNumbers(language, numerals);
    OrdinalForms ordinals = new OrdinalForms(words);
    LocalFractions fractions = new LocalFractions(words, numbers);
    LocalScales scales = new LocalScales(words, numbers);
    LocalMeasures measures = new LocalMeasures(language, numbers, fractions, scales);
    LocalTimes times = new LocalTimes(words, numbers, measures);
    LocalFigures plain = new LocalFigures(words, numbers, ordinals);
    this.addresses = new Addresses(words.table("addresses"), numerals::digits).rules();
    LocalDates dates = new LocalDates(language, numbers, ordinals);
    this.romans = new LocalRomans(words, numbers, ordinals, times, dates.monthNames()).rules();
    this.abbreviations = LocalAbbreviations.rules(words);
    figures.addAll(dates.rules());
    figures.addAll(times.inflected("year words", YEAR, Long::parseLong));
    figures.addAll(plain.signs());
    LocalCodes codes = new LocalCodes(words, numbers);
    figures.addAll(codes.verses());
    figures.addAll(new LocalMoney(language, numbers, scales).rules());
    figures.addAll(times.rules());
    figures.addAll(plain.degreeOrdinals());
    figures.addAll(measures.rules());
    figures.addAll(scales.rules());
    figures.addAll(abbreviations);
    figures.addAll(codes.rules());
    figures.addAll(fractions.rules());
    figures.addAll(plain.rules());
    figures.addAll(codes.lettered());
  }

  @Override
  public AlignedText apply(AlignedText text) {
    AlignedText spoken = text;
    if (Addresses.mayStandIn(spoken.text())) {
      spoken = Rule.applyAll(addresses, spoken);
    }
    if (spoken.text().indexOf('^') >= 0) {
      spoken = Rule.applyAll(List.of(RAISED), spoken);
    }
    spoken = formulas.apply(spoken);
    if (RomanNumerals.mayStandIn(spoken.text(), false)) {
      spoken = Rule.applyAll(romans, spoken);
    }
    boolean figure = FIGURE.matcher(spoken.text()).find();
    return Rule.applyAll(figure ? figures : abbreviations, spoken);
  }
}
