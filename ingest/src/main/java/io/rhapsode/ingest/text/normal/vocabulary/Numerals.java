package io.rhapsode.ingest.text.normal.vocabulary;

import com.ibm.icu.text.RuleBasedNumberFormat;
import com.ibm.icu.util.ULocale;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Numbers in words by the spell-out rules of CLDR. Thread-safe: ICU's format is locked. */
public final class Numerals {
  /** Languages that CLDR 48 has rules for; ICU gives English words for every other one. */
  private static final Set<String> LANGUAGES =
      Set.of(
          ("af ak am ar az be bg bs ca ccp chr cs cy da de ee el en eo es et fa ff fi fil fo fr ga"
               + " gu he hi hr hu hy id is it ja ka kk kl km ko ky lb lo lrc lt lv mk ms mt my nb"
               + " ne nl nn no pl pt qu ro ru se sk sl sq sr su sv sw ta th tr uk vec vi yue zh")
              .split(" "));

  private static final BigInteger LARGEST = BigInteger.TEN.pow(18);

  private final RuleBasedNumberFormat format;
  private final Set<String> ruleSets;
  private final String year;
  private final String ordinal;

  private final String[] digits = new String[10];

  /** What CLDR has wrong, by expression. */
  private final Map<Pattern, String> corrections = new LinkedHashMap<>();

  /** What CLDR has wrong in numbers that count feminine nouns: "doscientos mil". */
  private final Map<Pattern, String> feminineCorrections = new LinkedHashMap<>();

  private Numerals(RuleBasedNumberFormat format, SpokenWords words) {
    this.format = format;
    words
        .table("numeral corrections")
        .forEach((wrong, right) -> corrections.put(Pattern.compile(wrong), right));
    words
        .table("feminine corrections")
        .forEach((wrong, right) -> feminineCorrections.put(Pattern.compile(wrong), right));
    this.ruleSets = Set.of(format.getRuleSetNames());
    Arrays.setAll(digits, digit -> clean(format.format(digit)));
    this.year = ruleSet("%spellout-numbering-year");
    this.ordinal = ruleSet("%spellout-ordinal");
  }

  /** The numerals of a language, if it has rules. */
  public static Optional<Numerals> of(String language) {
    ULocale locale = ULocale.forLanguageTag(language);
    if (!LANGUAGES.contains(locale.getLanguage())) {
      return Optional.empty();
    }
    return Optional.of(
        new Numerals(
            new RuleBasedNumberFormat(locale, RuleBasedNumberFormat.SPELLOUT),
            SpokenWords.of(locale.getLanguage())));
  }

  /** "one hundred twenty-three"; empty when the number is beyond the rules. */
  public synchronized Optional<String> cardinal(BigInteger number) {
    if (number.abs().compareTo(LARGEST) >= 0) {
      return Optional.empty();
    }
    return Optional.of(clean(format.format(number.longValueExact())));
  }

  /** The number that counts things of a gender: "eine" and "ein" for 1 in German. */
  public synchronized Optional<String> cardinal(BigInteger number, String gender) {
    if (number.abs().compareTo(LARGEST) >= 0) {
      return Optional.empty();
    }
    String spoken = clean(format.format(number.longValueExact(), cardinalRules(gender)));
    return Optional.of(gender.equals("feminine") ? corrected(spoken, feminineCorrections) : spoken);
  }

  /** A decimal fraction by the rules of CLDR. */
  public synchronized String decimal(BigDecimal number) {
    return clean(format.format(number.doubleValue()));
  }

  /**
   * An ordinal in a form of the language, such as "masculine-genitive"; empty for the plain form.
   */
  public synchronized Optional<String> ordinal(long number, String form) {
    String rules = "%spellout-ordinal" + (form.isEmpty() ? "" : "-" + form);
    return ruleSets.contains(rules)
        ? Optional.of(clean(format.format(number, rules)))
        : Optional.empty();
  }

  /** "twenty-first"; empty when the language has no plain ordinals or the number is too large. */
  public synchronized Optional<String> ordinal(long number) {
    return ordinal == null ? Optional.empty() : Optional.of(clean(format.format(number, ordinal)));
  }

  /** "nineteen forty-five". */
  public synchronized String year(long number) {
    return clean(year == null ? format.format(number) : format.format(number, year));
  }

  /** The digits of a number one by one: "zero zero seven". */
  public String digits(String written) {
    StringBuilder spoken = new StringBuilder();
    written
        .codePoints()
        .forEach(
            point ->
                spoken
                    .append(spoken.isEmpty() ? "" : " ")
                    .append(digits[Character.digit(point, 10)]));
    return spoken.toString();
  }

  private String ruleSet(String name) {
    return ruleSets.contains(name) ? name : null;
  }

  /** The rule set for a gender as CLDR names those of units; "inanimate" counts as masculine. */
  private String cardinalRules(String gender) {
    String name =
        switch (gender) {
          case "inanimate", "animate", "personal" -> "masculine";
          case "common" -> ruleSets.contains("%spellout-cardinal-reale") ? "reale" : "common";
          default -> gender;
        };
    String rules = "%spellout-cardinal-" + name;
    return ruleSets.contains(rules) ? rules : format.getDefaultRuleSetName();
  }

  /** CLDR marks where German, Dutch, Italian and Swedish numerals may be hyphenated. */
  private String clean(String words) {
    return corrected(words.replace("\u00AD", ""), corrections);
  }

  private static String corrected(String words, Map<Pattern, String> corrections) {
    String right = words;
    for (Map.Entry<Pattern, String> correction : corrections.entrySet()) {
      right = correction.getKey().matcher(right).replaceAll(correction.getValue());
    }
    return right;
  }
}
