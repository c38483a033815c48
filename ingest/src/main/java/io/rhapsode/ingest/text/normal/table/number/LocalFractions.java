package io.rhapsode.ingest.text.normal.table.number;

import io.rhapsode.ingest.text.normal.rule.Context;
import io.rhapsode.ingest.text.normal.rule.Rule;
import io.rhapsode.ingest.text.normal.rule.TextEdges;
import io.rhapsode.ingest.text.normal.vocabulary.SpokenWords;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fractions with a stroke or as one sign, alone and behind a whole number. */
public final class LocalFractions {
  /** A whole part or none, a numerator and a denominator; or a sign. Five groups. */
  public static final String EXPRESSION =
      "(?:(\\d{1,3}) )?(\\d{1,3}(?:[. ]\\d{3})*|\\d{1,6})[/⁄](\\d{1,3}(?:[. ]\\d{3})+|\\d{1,9})"
          + "|(\\d+)? ?([½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])";

  private static final Pattern FRACTION = Pattern.compile(EXPRESSION);
  private static final String SIGNS = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞";
  private static final int[][] SIGN_VALUES = {
    {1, 2}, {1, 3}, {2, 3}, {1, 4}, {3, 4}, {1, 5}, {2, 5}, {3, 5}, {4, 5}, {1, 6}, {5, 6}, {1, 8},
    {3, 8}, {5, 8}, {7, 8}
  };
  private static final int LARGEST_PLAIN_DENOMINATOR = 10;
  private static final int LARGEST_JOINED = 100;

  private final SpokenWords words;
  private final LocalNumbers numbers;

  /**
   * A fraction.
   *
   * @param whole 0 for none
   */
  public record Fraction(long whole, long numerator, long denominator) {
    public boolean isHalf() {
      return numerator == 1 && denominator == 2;
    }

    BigDecimal value() {
      return BigDecimal.valueOf(whole + (double) numerator / denominator);
    }
  }

  public LocalFractions(SpokenWords words, LocalNumbers numbers) {
    this.words = words;
    this.numbers = numbers;
  }

  public List<Rule> rules() {
    return List.of(
        Rule.of(
            TextEdges.BEFORE_FIGURE + "(\\d+,\\d+)[/⁄](\\d{1,3})" + TextEdges.AFTER_FIGURE,
            match ->
                numbers.spoken(match.group(1), "")
                    + " "
                    + words.word("over")
                    + " "
                    + numbers.spoken(match.group(2), "")),
        Rule.inContext(
            "(?:"
                + TextEdges.BEFORE_FIGURE
                + "|(?=["
                + SIGNS
                + "]))("
                + EXPRESSION
                + ")"
                + TextEdges.AFTER_FIGURE
                + "(?: (\\p{L}{3,})(?!\\p{L}|\\. \\p{Ll}))?",
            this::fraction));
  }

  /** What a match of the expression says; empty for what is no fraction. */
  public static Optional<Fraction> of(String written) {
    Matcher matcher = FRACTION.matcher(written);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    if (matcher.group(5) != null) {
      int[] value = SIGN_VALUES[SIGNS.indexOf(matcher.group(5))];
      return Optional.of(new Fraction(number(matcher.group(4)), value[0], value[1]));
    }
    long numerator = number(matcher.group(2));
    long denominator = number(matcher.group(3));
    boolean year = numerator > 1 && matcher.group(3).matches("1[89]\\d\\d|20\\d\\d");
    boolean code = year || matcher.group(3).startsWith("0");
    return numerator == 0 || denominator < 2 || code
        ? Optional.empty()
        : Optional.of(new Fraction(number(matcher.group(1)), numerator, denominator));
  }

  private static long number(String digits) {
    return digits == null ? 0 : Long.parseLong(digits.replaceAll("\\D", ""));
  }

  private String fraction(MatchResult match, Context context) {
    Optional<Fraction> found = of(match.group(1));
    if (found.isEmpty()) {
      return null;
    }
    Fraction fraction = found.get();
    String noun = match.group(7);
    String lead = match.group(1).startsWith(" ") ? " " : "";
    String tail = noun == null ? "" : " " + noun;
    if (fraction.whole() == 0) {
      Optional<String> half =
          fraction.isHalf() && noun != null
              ? half(numbers.nouns().of(noun), context, match.start(), match.end(1))
              : Optional.empty();
      return lead + half.orElseGet(() -> parts(fraction)) + tail;
    }
    if (fraction.isHalf() && noun != null && words.has("half behind")) {
      return halfBehind(fraction.whole(), noun);
    }
    return lead + mixed(fraction) + tail;
  }

  /**
   * "media hora", "einen halben Liter": the word for a half agrees with the noun, where it stands
   * right before it.
   */
  public Optional<String> half(String gender, Context context, int start, int end) {
    String kind = "half " + gender;
    String cased = kind + " " + numbers.caseOf(gender, context, start, end);
    return words.has(kind)
        ? Optional.of(words.word(words.has(cased) ? cased : kind))
        : Optional.empty();
  }

  /** "dos tazas y media", "una hora y media". */
  private String halfBehind(long whole, String noun) {
    String gender = numbers.nouns().of(noun);
    String known = gender.isEmpty() ? "masculine" : gender;
    String said = whole == 1 ? singular(noun) : noun;
    return numbers.spoken(Long.toString(whole), known)
        + " "
        + said
        + " "
        + words.table("half behind").get(known);
  }

  /** "tazza" for "tazze", "hora" for "horas". */
  private String singular(String noun) {
    for (Map.Entry<String, String> ending : words.table("singulars").entrySet()) {
      String plural = ending.getKey();
      if (noun.matches(".*" + plural)) {
        return noun.replaceFirst(plural + "$", ending.getValue());
      }
    }
    return noun.replaceFirst(words.word("plural ending") + "$", "");
  }

  /** A whole and a part: "zweieinhalb", "dos y tres cuartos". */
  public String mixed(Fraction fraction) {
    String and = words.has("fraction and") ? " " + words.word("fraction and") + " " : " ";
    String whole = Long.toString(fraction.whole());
    if (fraction.isHalf() && words.has("mixed half")) {
      return words.word("mixed half").replace("{n}", numbers.spoken(whole, "masculine"));
    }
    return numbers.spoken(whole, "")
        + and
        + parts(new Fraction(0, fraction.numerator(), fraction.denominator()));
  }

  /** "tres cuartos", "ein Achtel"; "doce sobre ..." where the language has no ordinal for it. */
  public String parts(Fraction fraction) {
    Map<String, String> names = words.table("fractions");
    String key = Long.toString(fraction.denominator());
    boolean one = fraction.numerator() == 1;
    Optional<String> name =
        names.containsKey(key)
            ? Optional.of(named(names.get(key), one))
            : ordinalPart(fraction.denominator(), fraction.numerator());
    if (name.isEmpty()) {
      return numbers.spoken(Long.toString(fraction.numerator()), "")
          + " "
          + words.word("over")
          + " "
          + numbers.spoken(key, "");
    }
    boolean half = fraction.isHalf() && words.has("half alone");
    return half
        ? name.get()
        : numbers
                .numerals()
                .cardinal(BigInteger.valueOf(fraction.numerator()), words.word("fraction gender"))
                .orElseThrow()
            + " "
            + name.get();
  }

  private static String named(String forms, boolean one) {
    String[] all = forms.split("\\|");
    return one ? all[0] : all[all.length - 1];
  }

  private Optional<String> ordinalPart(long denominator, long numerator) {
    boolean one = numerator == 1;
    boolean round = Long.toString(denominator).matches("[1-9]0{2,}");
    if (words.has("fraction joined") && denominator > LARGEST_JOINED && !round) {
      return Optional.empty();
    }
    if (words.has("fraction cardinal")
        && denominator > LARGEST_PLAIN_DENOMINATOR
        && !(round && words.has("fraction joined"))) {
      String suffix = named(words.word("fraction cardinal"), one);
      return numbers
          .numerals()
          .cardinal(BigInteger.valueOf(denominator))
          .map(spoken -> joined(spoken, suffix));
    }
    String form = numbers.form(words.word("fraction sets"), BigDecimal.valueOf(numerator));
    String[] suffixes = (words.word("fraction suffix") + " ").split("\\|");
    String suffix = suffixes[one ? 0 : suffixes.length - 1].strip();
    return numbers
        .ordinal(denominator, form)
        .map(spoken -> words.has("fraction joined") ? spoken.replace(" ", "") : spoken)
        .map(spoken -> spoken.replaceFirst("^un(?=millonésim)", ""))
        .map(spoken -> spoken + suffix);
  }

  /** Spanish joins in one word: "treinta y uno" and "avo" as "treintaiunavo". */
  private String joined(String number, String suffix) {
    return words.has("fraction joined")
        ? number
                .replace(" y ", "i")
                .replace(" ", "")
                .replace("é", "e")
                .replace("ó", "o")
                .replaceFirst("a$|(?<=un)o$", "")
            + suffix
        : number + " " + suffix;
  }
}
