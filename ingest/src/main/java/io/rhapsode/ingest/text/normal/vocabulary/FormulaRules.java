package io.rhapsode.ingest.text.normal.vocabulary;

import com.ibm.icu.text.Normalizer2;
import io.rhapsode.ingest.text.normal.rule.AlignedText;
import io.rhapsode.ingest.text.normal.rule.Rule;
import io.rhapsode.ingest.text.normal.rule.TextEdges;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Raised text and the signs of mathematics: 10⁶, x², s⁻¹, ¹⁄₂, 1ˢᵗ, √2, a &lt; b. Raised figures
 * behind a word, a sentence or a year are marks of notes and are not spoken.
 */
public final class FormulaRules {
  private static final String DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  private static final String EXPONENT = "([⁺⁻]?[" + DIGITS + "]+|[⁺⁻]?ⁿ)";
  private static final String UNITS = "(km|cm|mm|dm|m|kg|mg|g|min|h|s|l|mol)";
  private static final String OPERAND_BEFORE = "(?<=[\\p{L}\\p{N})\\]²³])";
  private static final String OPERAND_AFTER = "(?=[\\p{L}\\p{N}(\\[√∛+−-])";

  /** What may stand between an operand and the equals sign. */
  private static final String OPERATIONS = "(?: ?[-–+−×÷x:/] ?(?:\\d[\\d.,]{0,12})?\\p{L}?){0,6}";

  /** A letter that is raised behind a figure: "1ˢᵗ". */
  private static final String RAISED_LETTERS = "[ʰʲʳʷʸˡˢˣᵃᵇᶜᵈᵉᶠᵍⁱᵏᵐⁿᵒᵖᵗᵘᵛᶻ]";

  private static final Pattern MARKS =
      Pattern.compile("[" + DIGITS + "⁺⁻ⁿ^√∛∜∑∏∫∞≤≥≈≠±÷×·⋅<>=+−π]|" + RAISED_LETTERS);
  private static final Normalizer2 NFKC = Normalizer2.getNFKCInstance();

  private final SpokenWords words;
  private final Numerals numerals;
  private final SpokenUnits units;
  private final List<Rule> rules;

  public FormulaRules(String language, Numerals numerals) {
    this.words = SpokenWords.of(language);
    this.numerals = numerals;
    this.units = new SpokenUnits(language);
    this.rules = words.has("power") ? List.copyOf(rules()) : List.of();
  }

  /** Speaks what there is of raised text and signs. */
  public AlignedText apply(AlignedText text) {
    return MARKS.matcher(text.text()).find() ? Rule.applyAll(rules, text) : text;
  }

  private List<Rule> rules() {
    List<Rule> all = new ArrayList<>();
    addFractions(all);
    addCharges(all);
    addNoteMarks(all);
    addUnits(all);
    addPowers(all);
    addOperators(all);
    addSigns(all);
    return all;
  }

  /** "¹⁄₂", "3¹⁄₂", "1ˢᵗ". */
  private void addFractions(List<Rule> all) {
    all.add(
        Rule.of(
            "(\\d)?([" + DIGITS + "]+)[⁄/](\\d+)(?!\\d)",
            match ->
                (match.group(1) == null ? "" : match.group(1) + " ")
                    + plain(match.group(2))
                    + "/"
                    + match.group(3)));
    if (words.has("raised letters plain")) {
      all.add(
          Rule.of(
              "(?<=\\d)(" + RAISED_LETTERS + "{1,3})(?![\\p{L}])",
              match -> NFKC.normalize(match.group(1))));
    }
  }

  /** "SO₄²⁻", "OH⁻". */
  private void addCharges(List<Rule> all) {
    all.add(
        Rule.of(
            "(?<=[\\p{L}\\d)\\]])([" + DIGITS + "]{0,2})([⁺⁻])(?![" + DIGITS + "⁺⁻ⁿ\\p{L}\\d])",
            this::charge));
  }

  /** Behind a sentence, a year or a word. */
  private void addNoteMarks(List<Rule> all) {
    all.add(Rule.of("(?<=[^\\d\\s][.,;:!?)\"'»…])[" + DIGITS + "]{1,3}(?=\\s|$)", match -> ""));
    all.add(
        Rule.of(
            TextEdges.BEFORE_FIGURE + "(1\\d{3}|20\\d\\d)[" + DIGITS + "](?=[,.;:)]|\\s\\p{L}|$)",
            match -> match.group(1)));
    all.add(
        Rule.of(
            "(?<=(?<![\\p{L}])\\p{L}{3,20})[" + DIGITS + "]{1,3}(?![" + DIGITS + "\\p{L}\\p{N}])",
            match -> ""));
  }

  /** "m s⁻¹", and "km²" without a figure. */
  private void addUnits(List<Rule> all) {
    all.add(Rule.of(" ?(?<![\\p{L}])" + UNITS + "⁻([¹²])(?![" + DIGITS + "])", this::per));
    all.add(
        Rule.of(
            "(?<![\\p{L}\\p{N}/])(?<!\\d )([kcmd]?m[²³])(?![\\p{L}\\p{N}/" + DIGITS + "])(?!⁻)",
            match -> units.quantity(BigDecimal.TEN, match.group(1), gender -> "").strip()));
  }

  /** "10⁶", "x²", "10^6". */
  private void addPowers(List<Rule> all) {
    all.add(
        Rule.of(
            "(?<=[\\d)\\]]|(?<![\\p{L}\\d/])(?<!\\d )\\p{L}{1,2})"
                + EXPONENT
                + "(?: ("
                + units.symbols()
                + ")(?![\\p{L}\\p{N}/²³]))?(?!\\p{L})",
            match -> power(plain(match.group(1))) + unit(match.group(2))));
    all.add(
        Rule.of(
            "(?<=[\\p{L}\\d)])\\^\\(?([-−+]?(?:\\d{1,3}|\\p{L}))\\)?(?![\\p{L}\\d])",
            match -> power(match.group(1).replace('−', '-'))));
  }

  /** Letters and marks of other uses that are operators where an equals sign follows: "5 x 7 =". */
  private void addOperators(List<Rule> all) {
    all.add(
        Rule.of(
            "(?<=\\d) ?[x×] ?(?=\\d[\\d.,]*" + OPERATIONS + " ?=)",
            match -> " " + words.word("times") + " "));
    all.add(
        Rule.of(
            "(?<=\\d)(?: ?[:÷] ?| / )(?=\\d[\\d.,]*" + OPERATIONS + " ?=)",
            match -> " " + words.word("divided") + " "));
    all.add(
        Rule.of(
            "(?<=\\d|(?<!\\p{L})\\p{L}|[)²³]) [-–] (?=(?:\\d[\\d.,]*)?\\p{L}?" + OPERATIONS + " =)",
            match -> " − "));
    all.add(
        Rule.of(
            "(?<== \\d{1,6}\\p{L}?|= \\p{L}) [-–] (?=(?:\\d[\\d.,]*)?\\p{L}?(?!\\p{L}))",
            match -> " − "));
    all.add(
        Rule.of(
            "(?<=\\d|\\d ?(?:mm|cm|dm|m|km)) ?× ?(?=\\d[\\d.,]*"
                + " ?(?:×|(?:mm|cm|dm|m|km)(?!\\p{L})))",
            match -> " x "));
  }

  private void addSigns(List<Rule> all) {
    words
        .table("signs")
        .forEach(
            (sign, spoken) -> {
              boolean common = "<>+−=".contains(sign) || sign.equals("equals");
              boolean angle = sign.equals("<") || sign.equals(">");
              String written = sign.equals("equals") ? "=" : sign;
              String expression =
                  common
                      ? OPERAND_BEFORE
                          + " "
                          + Pattern.quote(written)
                          + (angle ? " " : "(?: |(?<=[\\p{N})\\]²³] .))")
                          + OPERAND_AFTER
                      : " ?" + Pattern.quote(written) + " ?";
              all.add(
                  Rule.inContext(
                      "(?= ?" + Pattern.quote(written) + ")" + expression,
                      (match, context) -> " " + spoken + gap(context.text(), match.end())));
            });
  }

  private static String gap(String text, int end) {
    return end < text.length() && ",.;:!?)".indexOf(text.charAt(end)) < 0 ? " " : "";
  }

  /** " per second", " per square meter". */
  private String per(MatchResult match) {
    boolean square = match.group(2).equals("²");
    boolean length = match.group(1).endsWith("m") && !match.group(1).equals("min");
    String written = square && length ? match.group(1) + "²" : match.group(1);
    String symbol = words.table("formula units").getOrDefault(written, written);
    String name = units.quantity(BigDecimal.ONE, symbol, gender -> "").strip();
    return " "
        + words.word("per")
        + " "
        + name
        + (square && !length ? " " + words.word("squared") : "");
  }

  /** The charge of an ion: "two minus", "plus". */
  private String charge(MatchResult match) {
    String digits = plain(match.group(1));
    String amount =
        digits.isEmpty() ? "" : " " + numerals.cardinal(new BigInteger(digits)).orElse(digits);
    return amount + " " + words.word(match.group(2).equals("⁺") ? "plus" : "minus");
  }

  private String unit(String symbol) {
    return symbol == null ? "" : " " + units.quantity(BigDecimal.TEN, symbol, gender -> "").strip();
  }

  private String power(String exponent) {
    boolean negative = exponent.startsWith("-");
    String digits = exponent.replaceFirst("^[-+]", "");
    if (!negative && digits.equals("2")) {
      return " " + words.word("squared");
    }
    if (!negative && digits.equals("3")) {
      return " " + words.word("cubed");
    }
    boolean number = digits.chars().allMatch(Character::isDigit);
    String minus = negative ? words.word("minus") + " " : "";
    String ordinal =
        number
            ? numerals
                .ordinal(Long.parseLong(digits), words.word("power ordinal"))
                .or(() -> numerals.ordinal(Long.parseLong(digits)))
                .orElse(digits)
            : digits;
    return " "
        + words
            .word("power")
            .replace("{o}", minus + ordinal)
            .replace(
                "{c}",
                minus
                    + (number ? numerals.cardinal(new BigInteger(digits)).orElse(digits) : digits));
  }

  private static String plain(String raised) {
    StringBuilder digits = new StringBuilder();
    raised
        .chars()
        .forEach(
            mark -> {
              int digit = DIGITS.indexOf(mark);
              digits.append(
                  digit >= 0 ? (char) ('0' + digit) : mark == '⁻' ? '-' : mark == '⁺' ? '+' : 'n');
            });
    return digits.toString();
  }
}
