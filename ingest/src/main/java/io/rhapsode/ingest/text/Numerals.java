package io.rhapsode.ingest.text;

import com.ibm.icu.text.RuleBasedNumberFormat;
import com.ibm.icu.util.ULocale;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;

/** Numbers in words by the spell-out rules of CLDR. Thread-safe: ICU's format is locked. */
final class Numerals {
  /** Languages that CLDR 48 has rules for; ICU gives English words for every other one. */
  private static final Set<String> LANGUAGES =
      Set.of(
          ("af ak am ar az be bg bs ca ccp chr cs cy da de ee el en eo es et fa ff fi fil fo fr ga"
               + " gu he hi hr hu hy id is it ja ka kk kl km ko ky lb lo lrc lt lv mk ms mt my nb"
               + " ne nl nn no pl pt qu ro ru se sk sl sq sr su sv sw ta th tr uk vec vi yue zh")
              .split(" "));

  private static final BigInteger LARGEST = BigInteger.TEN.pow(18);

  private final RuleBasedNumberFormat format;
  private final String year;
  private final String ordinal;

  private Numerals(RuleBasedNumberFormat format) {
    this.format = format;
    this.year = ruleSet("%spellout-numbering-year");
    this.ordinal = ruleSet("%spellout-ordinal");
  }

  /** The numerals of a language, if it has rules. */
  static Optional<Numerals> of(String language) {
    ULocale locale = ULocale.forLanguageTag(language);
    if (!LANGUAGES.contains(locale.getLanguage())) {
      return Optional.empty();
    }
    return Optional.of(
        new Numerals(new RuleBasedNumberFormat(locale, RuleBasedNumberFormat.SPELLOUT)));
  }

  /** "one hundred twenty-three"; empty when the number is beyond the rules. */
  synchronized Optional<String> cardinal(BigInteger number) {
    if (number.abs().compareTo(LARGEST) >= 0) {
      return Optional.empty();
    }
    return Optional.of(clean(format.format(number.longValueExact())));
  }

  /** "twenty-first"; empty when the language has no plain ordinals or the number is too large. */
  synchronized Optional<String> ordinal(long number) {
    return ordinal == null ? Optional.empty() : Optional.of(clean(format.format(number, ordinal)));
  }

  /** "nineteen forty-five". */
  synchronized String year(long number) {
    return clean(year == null ? format.format(number) : format.format(number, year));
  }

  /** The digits of a number one by one: "zero zero seven". */
  synchronized String digits(String digits) {
    StringBuilder spoken = new StringBuilder();
    digits
        .codePoints()
        .forEach(
            point ->
                spoken
                    .append(spoken.isEmpty() ? "" : " ")
                    .append(clean(format.format(Character.digit(point, 10)))));
    return spoken.toString();
  }

  private String ruleSet(String name) {
    for (String known : format.getRuleSetNames()) {
      if (known.equals(name)) {
        return name;
      }
    }
    return null;
  }

  /** CLDR marks where German, Dutch, Italian and Swedish numerals may be hyphenated. */
  private static String clean(String words) {
    return words.replace("\u00AD", "");
  }
}
