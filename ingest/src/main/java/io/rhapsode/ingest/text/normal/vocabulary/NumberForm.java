package io.rhapsode.ingest.text.normal.vocabulary;

import io.rhapsode.ingest.text.normal.rule.AlignedText;
import io.rhapsode.ingest.text.normal.rule.SpokenForm;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Speaks plain whole numbers in a language other than English. Everything that depends on
 * inflection (ordinals, dates, money) and every figure beside a letter or a mark is left to the
 * engine.
 */
public final class NumberForm implements SpokenForm {
  /**
   * Digits, possibly in groups of three, that touch no letter, digit or mark of a larger figure.
   */
  private static final Pattern WHOLE =
      Pattern.compile(
          "(?<![\\p{L}\\p{M}\\p{N}.,:/°%$€£¥₩₹№#_+-])(\\d{1,3}(?:["
              + " .,']\\d{3})+|\\d{1,15})(?![\\p{L}\\p{M}\\p{N}°%$€£¥₩₹ºª/_+-]|[.,:']\\d|\\.(?="
              + " ?[\\p{Ll}\\p{N}])| ?[°%$€£¥₩₹])");

  private static final Pattern GROUPED = Pattern.compile("\\d{1,3}([ .,'])\\d{3}(?:\\1\\d{3})*");
  private static final int SHORTEST_CODE = 2;

  /** "3. Oktober": a full stop that does not end the text makes an ordinal. */
  private static final Pattern ORDINAL = Pattern.compile("\\.(?=\\s*\\S)");

  private final Numerals numerals;
  private final boolean ordinalDots;

  public NumberForm(Numerals numerals, boolean ordinalDots) {
    this.numerals = numerals;
    this.ordinalDots = ordinalDots;
  }

  @Override
  public AlignedText apply(AlignedText text) {
    return text.replace(
        WHOLE,
        match ->
            ordinalDots && isOrdinal(text.text(), match.end())
                ? null
                : spoken(match.group(1)).orElse(null));
  }

  private static boolean isOrdinal(String text, int end) {
    return ORDINAL.matcher(text).region(end, text.length()).lookingAt();
  }

  private Optional<String> spoken(String written) {
    String digits = written;
    Matcher grouped = GROUPED.matcher(written);
    if (grouped.matches()) {
      digits = written.replaceAll("\\D", "");
    } else if (!written.chars().allMatch(Character::isDigit)) {
      return Optional.empty();
    }
    if (digits.startsWith("0") && digits.length() >= SHORTEST_CODE) {
      return Optional.of(numerals.digits(digits));
    }
    return numerals.cardinal(new BigInteger(digits));
  }
}
