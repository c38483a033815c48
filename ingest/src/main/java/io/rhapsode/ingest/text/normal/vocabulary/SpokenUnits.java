package io.rhapsode.ingest.text.normal.vocabulary;

import com.ibm.icu.number.FormattedNumber;
import com.ibm.icu.number.LocalizedNumberFormatter;
import com.ibm.icu.number.NumberFormatter;
import com.ibm.icu.util.MeasureUnit;
import com.ibm.icu.util.ULocale;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Quantities with a unit by the unit names of CLDR, which know plurals, genders and compound units.
 * Which symbol stands for which unit is read from {@code units.txt} and the words of the language.
 * Thread-safe.
 */
public final class SpokenUnits {
  private static final Pattern FIGURE =
      Pattern.compile("\\p{Nd}[\\p{Nd}.,\\p{Z}']*\\p{Nd}|\\p{Nd}");

  private final Map<String, String> identifiers = new HashMap<>();
  private final Map<String, LocalizedNumberFormatter> formatters = new ConcurrentHashMap<>();
  private final ULocale locale;
  private final Nouns nouns;

  public SpokenUnits(String language) {
    this.locale = new ULocale(language);
    this.nouns = new Nouns(language);
    SpokenWords.read("units.txt").forEach(line -> identifiers.putAll(SpokenWords.entries(line)));
    identifiers.putAll(SpokenWords.of(language).table("units"));
    identifiers.keySet().removeAll(SpokenWords.of(language).words("not units"));
  }

  /** Every symbol as an alternative of an expression, the longest first. */
  public String symbols() {
    return identifiers.keySet().stream()
        .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(symbol -> symbol))
        .map(Pattern::quote)
        .collect(Collectors.joining("|"));
  }

  /**
   * A quantity in words.
   *
   * @param number gives the words for the number, of a gender as CLDR names it
   */
  public String quantity(BigDecimal amount, String symbol, Function<String, String> number) {
    return quantity(amount, symbol, "", number);
  }

  /**
   * A quantity in words, declined.
   *
   * @param grammaticalCase as CLDR names it, such as "dative"; empty for the plain form
   * @param number gives the words for the number, of a gender as CLDR names it
   */
  @SuppressWarnings("deprecation") // ICU4J has no other way to the genders of CLDR
  public String quantity(
      BigDecimal amount, String symbol, String grammaticalCase, Function<String, String> number) {
    String identifier = identifiers.get(symbol);
    if (identifier.indexOf('|') >= 0) {
      int bar = identifier.indexOf('|');
      boolean one = amount.compareTo(BigDecimal.ONE) == 0;
      return number.apply(nouns.of(identifier.substring(0, bar).split(" ")[0]))
          + " "
          + (one ? identifier.substring(0, bar) : identifier.substring(bar + 1));
    }
    FormattedNumber formatted =
        formatters
            .computeIfAbsent(
                identifier + " " + grammaticalCase, key -> formatter(identifier, grammaticalCase))
            .format(amount);
    String gender = formatted.getGender();
    String spoken = number.apply(gender == null ? "" : gender);
    return FIGURE
        .matcher(formatted.toString())
        .replaceFirst(Matcher.quoteReplacement(spoken))
        .replace('\u00A0', ' ')
        .replace('\u202F', ' ');
  }

  @SuppressWarnings("deprecation") // the cases of units are still a draft of ICU4J
  private LocalizedNumberFormatter formatter(String identifier, String grammaticalCase) {
    return NumberFormatter.withLocale(locale)
        .unitDisplayCase(grammaticalCase)
        .unit(MeasureUnit.forIdentifier(identifier))
        .unitWidth(NumberFormatter.UnitWidth.FULL_NAME);
  }
}
