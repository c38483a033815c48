package io.rhapsode.ingest.document.typography;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells what raised text means by what stands beside it: 10⁶ is a power, "1912³" a year with the
 * mark of a note, "£3⁵⁰" an amount, "1ˢᵗ" an ordinal.
 *
 * @param text as it is to stand in running text, such as "⁶", ".50" or "st"
 * @param mark whether it is the mark of a note or the number of a verse, and no part of the
 *     sentence
 */
public record RaisedText(String text, boolean mark) {
  private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱ";
  private static final String RAISED_PLAIN = "0123456789+-−–=()ni";
  private static final String LOWERED = "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎";

  /** The symbol behind the mass of an isotope; not O and I, which begin verses. */
  private static final Pattern ISOTOPE =
      Pattern.compile(
          "^(?:H|He|Li|Be|B|C|N|F|Na|P|S|Cl|K|Ca|Fe|Co|Sr|Tc|Xe|Cs|Ra|Rn|Th|Po|U|Np|Pu|Am)(?!\\p{L})");

  private static final Pattern NUMBER = Pattern.compile("[-−–+]?\\d{1,4}");
  private static final Pattern MARK =
      Pattern.compile(
          "[\\[({]?(?:\\d{1,4}|\\p{Ll})(?:\\s?[,;–-]\\s?(?:\\d{1,4}|\\p{Ll}))*[\\])}]?[.,]?"
              + "|[\\[(]?[*∗†‡§¶#‖]{1,4}[\\])]?");
  private static final Pattern BRACKETED = Pattern.compile("[\\[({].*");
  private static final Pattern VARIABLE_EXPONENT = Pattern.compile("[-−–]?[nkmix](?:[-−–+]\\d)?");
  private static final Pattern LETTERS = Pattern.compile("\\p{L}{1,6}\\.?");
  private static final Pattern MONEY = Pattern.compile(".*[£$€¥]\\s?\\d{1,6}$");
  private static final Pattern LAST_NUMBER = Pattern.compile("(?:^|.*[^\\d.,])(\\d+)$");
  private static final Pattern YEAR = Pattern.compile("1\\d{3}|20\\d{2}");
  private static final Pattern MINUTES = Pattern.compile("[0-5]\\d");
  private static final Pattern AT =
      Pattern.compile(
          "(?i).*(?:^|\\s)(?:at|by|from|till|until|after|before|about|past|um|bis|ab|gegen|à|vers|dès|alle|a"
              + " las|a la|às|om|o|kl\\.?|klo)\\s\\d{1,2}$");
  private static final Pattern OPERATOR_BEFORE =
      Pattern.compile(".*[=+−×*·/<>≈≤≥(\\[-]\\s?[\\p{L}\\p{N}]{1,4}$");
  private static final Pattern OPERATOR_BEHIND = Pattern.compile("\\s?[=+−×·/<>≈≤≥)^].*");
  private static final Pattern VARIABLE = Pattern.compile("(?:^|.*[^\\p{L}\\p{M}'’])\\p{L}$");

  private static final Pattern INDEX = Pattern.compile("(?<=\\p{Ll})[₀-₉]{1,2}$");

  /** Letters that are multiplied and no word: "mc", "πr", "3ab". */
  private static final Pattern PRODUCT =
      Pattern.compile(
          "(?:^|.*[^\\p{L}\\p{M}'’])(?:[b-df-hj-np-tv-xz]{2}|[\\p{Ll}α-ω]?[α-ω][\\p{Ll}α-ω]?)$"
              + "|.*[\\d½¼¾](?!st|nd|rd|th|er|re|de|en|ma|mo)\\p{Ll}{1,2}$");

  /** The charge of an ion, behind the symbol of an element, a bracket or a lowered figure. */
  private static final Pattern CHARGE = Pattern.compile("\\d{0,2}[+−–-]");

  private static final Pattern ION =
      Pattern.compile("(?:^|.*[^\\p{Ll}])(?:\\p{Lu}\\p{Ll}?|[₀-₉\\])])$");

  private static final Pattern UNIT =
      Pattern.compile(
          "(?:^|.*[^\\p{L}])(?:[fpnµμmcdhkMG]?m|in|ft|yd|mi|[mk]?s|cm|kg|g|mol|sq|Å|[kM]?Hz|[kMG]?W"
              + "|[kMG]?J|N|K|V|A|T)$");
  private static final Set<String> SMALL_WORDS =
      Set.of("a", "i", "o", "y", "e", "à", "u", "w", "z", "I", "A", "O");
  private static final Set<String> ORDINAL_VOWELS = Set.of("es", "it", "pt", "ca", "gl");

  /**
   * What a raised text means.
   *
   * @param before the text of the paragraph before it, at least the last word or two
   * @param raised the raised text
   * @param behind the text that follows it
   * @param language BCP 47 tag of the text, if it is marked
   */
  public static RaisedText of(
      String before, String raised, String behind, Optional<String> language) {
    String core = raised.strip();
    if (NUMBER.matcher(core).matches()) {
      return number(before, core, behind);
    }
    if (core.equals("TM") || core.equals("SM")) {
      return new RaisedText(core.equals("TM") ? "™" : "℠", false);
    }
    if (CHARGE.matcher(core).matches() && ION.matcher(before).matches()) {
      return new RaisedText(raised(core), false);
    }
    boolean based = isVariable(before) || before.endsWith(")") || before.matches(".*\\b(?:2|10)$");
    if (VARIABLE_EXPONENT.matcher(core).matches() && based) {
      return new RaisedText(raised(core), false);
    }
    if (LETTERS.matcher(core).matches() && isWordPart(before, core, language)) {
      return new RaisedText(ordinal(before, core), false);
    }
    boolean mark =
        MARK.matcher(core).matches()
            && (BRACKETED.matcher(core).matches()
                || core.length() > 1
                || !before.isEmpty()
                || !Character.isLetter(core.codePointAt(0)));
    return new RaisedText(core, mark);
  }

  /** Lowered figures behind a letter, as in H₂O; other lowered text as it is. */
  public static String lowered(String before, String lowered) {
    String core = lowered.strip();
    boolean index =
        !before.isEmpty()
            && (Character.isLetter(before.codePointBefore(before.length()))
                || before.endsWith(")")
                || before.endsWith("]"));
    return index ? mapped(core, LOWERED).orElse(core) : core;
  }

  /** The text in raised characters where Unicode has all of them, else behind a circumflex. */
  public static String raised(String text) {
    return mapped(text, RAISED).orElse("^" + text);
  }

  private static RaisedText number(String before, String digits, String behind) {
    if (before.isEmpty() || Character.isWhitespace(before.charAt(before.length() - 1))) {
      return new RaisedText(digits, !isNumerator(behind) && !ISOTOPE.matcher(behind).find());
    }
    if (isNumerator(behind)) {
      boolean mixed = Character.isDigit(before.charAt(before.length() - 1));
      return new RaisedText(mixed ? " " + digits : digits, false);
    }
    if (MONEY.matcher(before).matches() && digits.length() == 2) {
      return new RaisedText("." + digits, false);
    }
    Matcher last = LAST_NUMBER.matcher(before);
    if (last.matches()) {
      return behindNumber(before, last.group(1), digits, behind);
    }
    boolean power =
        before.endsWith(")") && OPERATOR_BEHIND.matcher(behind).matches()
            || isVariable(before)
            || PRODUCT.matcher(before).matches()
            || UNIT.matcher(before).matches() && digits.matches("[-−–]?[1-4]")
            || OPERATOR_BEFORE.matcher(before).matches()
            || digits.matches("[-−–+].*");
    return power ? new RaisedText(raised(digits), false) : new RaisedText(digits, true);
  }

  private static RaisedText behindNumber(
      String before, String number, String digits, String behind) {
    if (MINUTES.matcher(digits).matches() && isHour(before, number, digits)) {
      return new RaisedText(":" + digits, false);
    }
    boolean sum =
        OPERATOR_BEFORE.matcher(before).matches() || OPERATOR_BEHIND.matcher(behind).matches();
    boolean power =
        !YEAR.matcher(number).matches()
            && (number.equals("10") || number.equals("2") || sum || digits.matches("[-−–+].*"));
    return power ? new RaisedText(raised(digits), false) : new RaisedText(digits, true);
  }

  /** Whether a number with two raised figures is a time of day, as in "at 10³⁰". */
  private static boolean isHour(String before, String number, String minutes) {
    boolean hour = number.length() <= 2 && Integer.parseInt(number) <= 24;
    boolean round = minutes.endsWith("0") || minutes.endsWith("5");
    boolean base = number.equals("10") || number.equals("2");
    return hour && (AT.matcher(before).matches() || round && !base);
  }

  private static boolean isNumerator(String behind) {
    return behind.startsWith("/") || behind.startsWith("\u2044");
  }

  /** "x", and "x₁" with an index. */
  private static boolean isVariable(String written) {
    String before = INDEX.matcher(written).replaceFirst("");
    if (!VARIABLE.matcher(before).matches()) {
      return false;
    }
    String last = before.substring(before.offsetByCodePoints(before.length(), -1));
    return !SMALL_WORDS.contains(last);
  }

  /** The letters of an ordinal or an abbreviation: 1st, 2e, Mme, Dr, nº. */
  private static boolean isWordPart(String before, String letters, Optional<String> language) {
    if (before.isEmpty()) {
      return false;
    }
    int last = before.codePointBefore(before.length());
    if (Character.isDigit(last)) {
      boolean vowel = letters.equals("a") || letters.equals("b") || letters.equals("c");
      boolean ordinal = language.map(tag -> ORDINAL_VOWELS.contains(primary(tag))).orElse(false);
      return letters.length() > 1 || !vowel || letters.equals("a") && ordinal;
    }
    boolean longWord = before.matches("(?s).*\\p{L}{4,}$") && !before.matches("(?s).*[IVXLCDM]+$");
    return Character.isLetter(last) && (letters.length() > 1 || !longWord);
  }

  private static String ordinal(String before, String letters) {
    boolean figure = Character.isDigit(before.charAt(before.length() - 1));
    boolean number = before.endsWith("n") || before.endsWith("N");
    if (letters.equals("o") && (figure || number)) {
      return "º";
    }
    return letters.equals("a") && figure ? "ª" : letters;
  }

  private static Optional<String> mapped(String text, String target) {
    StringBuilder mapped = new StringBuilder();
    for (int index = 0; index < text.length(); index++) {
      int place = RAISED_PLAIN.indexOf(text.charAt(index));
      if (place < 0 || place >= target.length()) {
        return Optional.empty();
      }
      mapped.append(target.charAt(place));
    }
    return Optional.of(mapped.toString());
  }

  private static String primary(String tag) {
    int end = tag.indexOf('-');
    return end < 0 ? tag : tag.substring(0, end);
  }
}
