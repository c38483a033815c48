package io.rhapsode.ingest.text.normal.table;

import com.ibm.icu.text.PluralRules;
import com.ibm.icu.util.ULocale;
import io.rhapsode.ingest.text.normal.vocabulary.Numerals;
import io.rhapsode.ingest.text.normal.vocabulary.SpokenWords;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Figures as a language with a decimal comma writes them, in its words. Thread-safe.
 *
 * <p>Thousands are set apart by full stops, spaces or apostrophes; a decimal point is read as one
 * where it cannot be anything else.
 */
final class LocalNumbers {
  static final String FIGURE =
      "(?:(?:\\d{1,3}(?:\\.\\d{3})+|\\d{1,3}(?: \\d{3})+|\\d{1,3}(?:'\\d{3})+|\\d+)(?:,\\d+)?)";

  private static final Pattern PLURAL_FORMS = Pattern.compile("\\|");
  private static final int LONGEST_READ_AS_NUMBER = 3;
  private static final int LONGEST_UNGROUPED = 12;

  private final Numerals numerals;
  private final SpokenWords words;
  private final PluralRules plurals;
  private final Set<String> masculineNouns;
  private final Set<String> notNouns;
  private final Pattern feminineNouns;

  LocalNumbers(String language, Numerals numerals) {
    this.numerals = numerals;
    this.words = SpokenWords.of(language);
    this.plurals = PluralRules.forLocale(new ULocale(language));
    this.masculineNouns = Set.copyOf(words.words("masculine nouns"));
    this.notNouns = Set.copyOf(words.words("not nouns"));
    this.feminineNouns =
        words.has("feminine nouns") ? Pattern.compile(words.word("feminine nouns")) : null;
  }

  Numerals numerals() {
    return numerals;
  }

  static BigDecimal value(String figure) {
    return new BigDecimal(figure.replaceAll("[. ']", "").replace(',', '.'));
  }

  /**
   * A figure in words.
   *
   * @param gender of what is counted, as CLDR names it; empty for a bare number
   */
  String spoken(String figure, String gender) {
    int comma = figure.indexOf(',');
    String whole = (comma < 0 ? figure : figure.substring(0, comma)).replaceAll("\\D", "");
    if (comma < 0) {
      return whole(whole, figure.length() == whole.length(), gender);
    }
    if (words.word("decimals").equals("cldr")) {
      boolean zero = whole.chars().allMatch(digit -> digit == '0');
      return (zero ? words.word("zero whole") + " " : "") + numerals.decimal(value(figure));
    }
    return whole(whole, false, "")
        + " "
        + words.word("decimal")
        + " "
        + fraction(figure.substring(comma + 1));
  }

  /** "3.14" in a language that writes a comma: read as it stands. */
  String withPoint(String whole, String fraction) {
    return whole(whole, false, "") + " " + words.word("point") + " " + numerals.digits(fraction);
  }

  private String whole(String digits, boolean plain, String gender) {
    boolean code = digits.length() > 1 && digits.startsWith("0");
    if (code || digits.length() > LONGEST_UNGROUPED && plain) {
      return numerals.digits(digits);
    }
    boolean hundreds = digits.matches("1[1-9]\\d\\d") && words.has("years") && gender.isEmpty();
    if (plain && hundreds) {
      return numerals.year(Long.parseLong(digits));
    }
    boolean year = plain && digits.matches("1\\d{3}");
    return numerals
        .cardinal(new BigInteger(digits), gender)
        .map(spoken -> year ? withoutOne(spoken) : spoken)
        .orElseGet(() -> numerals.digits(digits));
  }

  private String fraction(String digits) {
    if (!words.word("decimals").equals("number") || digits.length() > LONGEST_READ_AS_NUMBER) {
      return numerals.digits(digits);
    }
    String rest = digits.replaceFirst("^0+(?=.)", "");
    String zeros = digits.substring(rest.length());
    String spoken = numerals.cardinal(new BigInteger(rest)).orElseThrow();
    return digits.length() == rest.length()
        ? spoken
        : numerals.digits("0".repeat(zeros.length())) + " " + spoken;
  }

  /** An ordinal; in Russian the thousand of a year is said without "one". */
  Optional<String> ordinal(long number, String form) {
    return numerals.ordinal(number, form).map(this::withoutOne);
  }

  private String withoutOne(String spoken) {
    String dropped = words.word("ordinal drops");
    return !dropped.isEmpty() && spoken.startsWith(dropped + " ")
        ? spoken.substring(dropped.length() + 1)
        : spoken;
  }

  /** The gender that a noun in the plural gives to the number before it; empty when unknown. */
  String genderOf(String noun) {
    if (feminineNouns == null || noun == null || notNouns.contains(noun)) {
      return "";
    }
    if (!masculineNouns.contains(noun) && feminineNouns.matcher(noun).matches()) {
      return "feminine";
    }
    return noun.endsWith("s") ? "masculine" : "";
  }

  /** "una hora", "un libro": the gender that a noun in the singular gives to a one before it. */
  String genderOfOne(String noun) {
    if (feminineNouns == null || noun == null || noun.length() < 4 || notNouns.contains(noun)) {
      return "";
    }
    return noun.endsWith("a") && !masculineNouns.contains(noun + "s") ? "feminine" : "masculine";
  }

  /**
   * The form of a word that goes with a number.
   *
   * @param forms "one|other", "one|few|many" or "one|few|many|fraction"
   */
  String form(String forms, BigDecimal number) {
    String[] all = PLURAL_FORMS.split(forms);
    String keyword = plurals.select(number.doubleValue());
    int form =
        switch (keyword) {
          case "one" -> 0;
          case "few" -> 1;
          case "many" -> 2;
          default -> number.scale() > 0 && all.length == 4 ? 3 : 1;
        };
    return all[Math.min(form, all.length - 1)];
  }
}
