package io.rhapsode.ingest.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A language that has {@link SpokenWords} as it is spoken. The rules run from the most specific to
 * the plainest, as those of English do; names, inflections and units come from CLDR.
 */
final class LocalForm implements SpokenForm {
  private static final Pattern FIGURE = Pattern.compile("[\\p{Nd}½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]");
  private static final String YEAR = "(\\d{3,4})";

  private final List<Rule> words;
  private final List<Rule> figures = new ArrayList<>();

  LocalForm(String language, Numerals numerals) {
    SpokenWords spoken = SpokenWords.of(language);
    LocalNumbers numbers = new LocalNumbers(language, numerals);
    OrdinalForms ordinals = new OrdinalForms(spoken);
    LocalTimes times = new LocalTimes(spoken, numbers);
    List<Rule> first =
        new ArrayList<>(new Addresses(spoken.table("addresses"), numerals::digits).rules());
    first.addAll(new LocalRomans(spoken, numbers, ordinals, times).rules());
    figures.addAll(new LocalDates(language, numbers, ordinals).rules());
    figures.addAll(times.inflected("year words", YEAR, Long::parseLong));
    figures.addAll(times.rules());
    figures.addAll(new LocalQuantities(language, numbers).rules());
    List<Rule> abbreviations = LocalAbbreviations.rules(spoken);
    figures.addAll(abbreviations);
    figures.addAll(new LocalFigures(spoken, numbers, ordinals).rules());
    this.words = List.copyOf(first);
    this.abbreviations = abbreviations;
  }

  private final List<Rule> abbreviations;

  @Override
  public AlignedText apply(AlignedText text) {
    AlignedText spoken = text;
    for (Rule rule : words) {
      spoken = rule.apply(spoken);
    }
    List<Rule> rest = FIGURE.matcher(spoken.text()).find() ? figures : abbreviations;
    for (Rule rule : rest) {
      spoken = rule.apply(spoken);
    }
    return spoken;
  }
}
