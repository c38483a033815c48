package io.rhapsode.ingest.text.normal;

import com.ibm.icu.text.DateFormat;
import com.ibm.icu.util.Calendar;
import com.ibm.icu.util.GregorianCalendar;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import io.rhapsode.ingest.document.speech.ReadAs;
import io.rhapsode.ingest.text.normal.english.EnglishNumbers;
import io.rhapsode.ingest.text.normal.vocabulary.Numerals;
import io.rhapsode.ingest.text.normal.vocabulary.OrdinalForms;
import io.rhapsode.ingest.text.normal.vocabulary.RomanNumerals;
import io.rhapsode.ingest.text.normal.vocabulary.SpokenWords;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is said for a text of which somebody tells what it is. Where the rules of the language know
 * by its letters, as of "3rd" or "3 May", they are left to read it.
 */
public final class Interpretation {
  private static final Pattern WHOLE =
      Pattern.compile("([-−+]?)(\\d{1,3}(?:[,.'’\\u00A0\\u202F ]\\d{3})+|\\d+)");
  private static final Pattern PARTS = Pattern.compile("\\d+");
  private static final Pattern TELEPHONE = Pattern.compile("\\d+|\\+|[\\p{L}\\p{M}]+");
  private static final Pattern LAST_WORD = Pattern.compile("([\\p{L}\\p{M}]{1,12})\\s+$");

  /** The greatest year that dates are made of. */
  private static final int LAST_YEAR = 9_999;

  /** Years of two figures up to here are of this century. */
  private static final int THIS_CENTURY = 49;

  /** A year such that all days of all months are in it. */
  private static final int LEAP_YEAR = 2_000;

  /** By language; to make them takes long. */
  private static final Map<String, Optional<Numerals>> NUMERALS = new ConcurrentHashMap<>();

  private Interpretation() {}

  /**
   * What is said for a text.
   *
   * @param before what stands before it
   * @param language BCP 47 tag
   * @return the text itself where the rules of the language read it as asked; empty where it cannot
   *     be what it is called
   */
  public static Optional<String> of(ReadAs as, String text, String before, String language) {
    String written = text.strip();
    return switch (as.kind()) {
      case CARDINAL -> cardinal(written, language);
      case ORDINAL -> ordinal(written, before, language);
      case DATE -> date(written, as.format(), language);
      case TELEPHONE -> telephone(written, language);
    };
  }

  private static Optional<String> cardinal(String written, String language) {
    Matcher whole = WHOLE.matcher(written);
    Optional<BigInteger> roman = roman(written);
    if (!whole.matches() && roman.isEmpty()) {
      return written.codePoints().anyMatch(Character::isDigit)
          ? Optional.of(written)
          : Optional.empty();
    }
    BigInteger number = roman.orElseGet(() -> new BigInteger(whole.group(2).replaceAll("\\D", "")));
    boolean negative =
        roman.isEmpty() && "-−".contains(whole.group(1)) && !whole.group(1).isEmpty();
    String minus = negative ? SpokenWords.of(primary(language)).word("minus") + " " : "";
    if (negative && minus.isBlank()) {
      return Optional.of(written);
    }
    if (primary(language).equals("en")) {
      return Optional.of(minus + EnglishNumbers.figure(number.toString()));
    }
    return Optional.of(
        numerals(language)
            .flatMap(numerals -> numerals.cardinal(number))
            .map(words -> minus + words)
            .orElse(written));
  }

  private static Optional<BigInteger> roman(String written) {
    return written.matches(RomanNumerals.EXPRESSION)
        ? Optional.of(BigInteger.valueOf(RomanNumerals.value(written)))
        : Optional.empty();
  }

  private static Optional<String> ordinal(String written, String before, String language) {
    Matcher whole = WHOLE.matcher(written);
    Optional<BigInteger> roman = roman(written);
    if (!whole.matches() && roman.isEmpty()) {
      return written.codePoints().anyMatch(Character::isDigit)
          ? Optional.of(written)
          : Optional.empty();
    }
    BigInteger number = roman.orElseGet(() -> new BigInteger(whole.group(2).replaceAll("\\D", "")));
    if (number.bitLength() >= Long.SIZE || roman.isEmpty() && !whole.group(1).isEmpty()) {
      return Optional.empty();
    }
    Matcher word = LAST_WORD.matcher(before);
    String form =
        new OrdinalForms(SpokenWords.of(primary(language)))
            .formAfter(word.find() ? word.group(1) : null);
    return Optional.of(
        numerals(language)
            .flatMap(
                numerals ->
                    numerals
                        .ordinal(number.longValue(), form)
                        .or(() -> numerals.ordinal(number.longValue()))
                        .or(() -> numerals.ordinal(number.longValue(), "masculine")))
            .orElse(written));
  }

  private static Optional<String> date(String written, String format, String language) {
    List<String> figures = PARTS.matcher(written).results().map(MatchResult::group).toList();
    if (written.codePoints().anyMatch(Character::isLetter)) {
      return Optional.of(written);
    }
    String order = format.isEmpty() ? usualOrder(figures) : format.toLowerCase(Locale.ROOT);
    if (!order.matches("(?!.*(.).*\\1)[dmy]{1,3}")) {
      return figures.isEmpty() || !format.isEmpty() ? Optional.empty() : Optional.of(written);
    }
    List<String> parts = figures.size() == 1 ? cut(figures.get(0), order) : figures;
    if (parts.size() != order.length()) {
      return Optional.empty();
    }
    Map<Character, Integer> values = new LinkedHashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).length() > 4) {
        return Optional.empty();
      }
      values.put(order.charAt(i), Integer.parseInt(parts.get(i)));
      if (order.charAt(i) == 'y' && parts.get(i).length() <= 2) {
        values.computeIfPresent('y', (part, year) -> year + (year <= THIS_CENTURY ? 2_000 : 1_900));
      }
    }
    return date(values, language);
  }

  /** A date by its figures alone: the year first, as in ISO 8601. */
  private static String usualOrder(List<String> figures) {
    boolean year = !figures.isEmpty() && figures.get(0).length() == 4;
    return year ? "ymd".substring(0, Math.min(figures.size(), 3)) : "";
  }

  /** Figures without marks between them: "20200503". */
  private static List<String> cut(String figures, String order) {
    List<String> parts = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < order.length(); i++) {
      boolean fourDigits = order.charAt(i) == 'y' && figures.length() == 2 * order.length() + 2;
      int end = order.length() == 1 ? figures.length() : at + (fourDigits ? 4 : 2);
      if (end > figures.length()) {
        return List.of();
      }
      parts.add(figures.substring(at, end));
      at = end;
    }
    return at == figures.length() ? parts : List.of();
  }

  private static Optional<String> date(Map<Character, Integer> parts, String language) {
    int year = parts.getOrDefault('y', LEAP_YEAR);
    try {
      LocalDate.of(year, parts.getOrDefault('m', 1), parts.getOrDefault('d', 1));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
    if (year < 1 || year > LAST_YEAR) {
      return Optional.empty();
    }
    if (parts.size() == 1 && parts.containsKey('d')) {
      return ordinal(parts.get('d').toString(), "", language);
    }
    if (parts.size() == 1 && parts.containsKey('y')) {
      return Optional.of(
          numerals(language)
              .map(numerals -> numerals.year(year).replace("-", " "))
              .orElse(parts.get('y').toString()));
    }
    String skeleton =
        (parts.containsKey('y') ? "y" : "")
            + (parts.containsKey('m') ? "MMMM" : "")
            + (parts.containsKey('d') ? "d" : "");
    Calendar calendar = new GregorianCalendar(TimeZone.GMT_ZONE, ULocale.forLanguageTag(language));
    calendar.clear();
    calendar.set(year, parts.getOrDefault('m', 1) - 1, parts.getOrDefault('d', 1));
    DateFormat format =
        DateFormat.getInstanceForSkeleton(skeleton, ULocale.forLanguageTag(language));
    format.setTimeZone(TimeZone.GMT_ZONE);
    return Optional.of(format.format(calendar.getTime()));
  }

  /** Figure by figure, with a comma between the groups that they are written in. */
  private static Optional<String> telephone(String written, String language) {
    Optional<Numerals> numerals = numerals(language);
    StringBuilder said = new StringBuilder();
    boolean figures = false;
    boolean sign = false;
    for (MatchResult part : TELEPHONE.matcher(written).results().toList()) {
      String group = part.group();
      boolean digits = Character.isDigit(group.codePointAt(0));
      String words =
          digits
              ? numerals.map(known -> known.digits(group)).orElse(String.join(" ", group.split("")))
              : group.equals("+") ? SpokenWords.of(primary(language)).word("plus") : group;
      if (!words.isEmpty()) {
        said.append(said.isEmpty() ? "" : sign ? " " : ", ").append(words);
        sign = group.equals("+");
      }
      figures |= digits;
    }
    return figures ? Optional.of(said.toString()) : Optional.empty();
  }

  private static Optional<Numerals> numerals(String language) {
    return NUMERALS.computeIfAbsent(language, Numerals::of);
  }

  private static String primary(String language) {
    return ULocale.forLanguageTag(language).getLanguage();
  }
}
