package io.rhapsode.ingest.text.normal.table.number;

import com.ibm.icu.text.PluralRules;
import com.ibm.icu.util.ULocale;
import io.rhapsode.ingest.text.normal.rule.Context;
import io.rhapsode.ingest.text.normal.vocabulary.Nouns;
import io.rhapsode.ingest.text.normal.vocabulary.Numerals;
import io.rhapsode.ingest.text.normal.vocabulary.SpokenWords;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Figures as a language with a decimal comma writes them, in its words. Thread-safe.
 *
 * <p>Thousands are set apart by full stops, spaces or apostrophes; a decimal point is read as one
 * where it cannot be anything else.
 */
public final class LocalNumbers {
  public static final String FIGURE =
      "(?:(?:\\d{1,3}(?:\\.\\d{3})+|\\d{1,3}(?: \\d{3})+|\\d{1,3}(?:'\\d{3})+|\\d+)(?:,\\d+)?)";

  private static final Pattern ELIDED = Pattern.compile("^una [aeiouàèéìòù]");

  /** As far as a list of counted things may reach, in characters. */
  private static final int FAR = 80;

  private static final Pattern PLURAL_FORMS = Pattern.compile("\\|");
  private static final int LONGEST_READ_AS_NUMBER = 3;
  private static final int LONGEST_UNGROUPED = 12;
  private static final int WORDS_TO_VERB = 4;

  private final Numerals numerals;
  private final SpokenWords words;
  private final PluralRules plurals;
  private final Nouns nouns;
  private final Set<String> numberedWords;
  private final Map<String, String> caseAfter = new HashMap<>();
  private final Map<String, String> caseForms;

  /** Counted things behind a preposition, before another one: "nach 1 Stunde, 1 Tag und ". */
  private final Pattern listBefore;

  /** What follows the number of a counted thing that more such follow. */
  private final Pattern listBehind;

  public LocalNumbers(String language, Numerals numerals) {
    this.numerals = numerals;
    this.words = SpokenWords.of(language);
    this.plurals = PluralRules.forLocale(new ULocale(language));
    this.nouns = new Nouns(language);
    this.numberedWords = new HashSet<>(words.words("parts"));
    numberedWords.addAll(words.words("numbered"));
    numberedWords.addAll(words.words("parts").stream().map(LocalNumbers::lower).toList());
    words
        .table("before numbers")
        .values()
        .forEach(spoken -> numberedWords.add(lower(spoken.substring(spoken.lastIndexOf(' ') + 1))));
    List.of("section", "sections", "number")
        .forEach(kind -> numberedWords.add(lower(words.word(kind))));
    numberedWords.removeIf(nouns::isOther);
    words
        .table("case after")
        .forEach(
            (name, list) -> List.of(list.split(" ")).forEach(word -> caseAfter.put(word, name)));
    this.caseForms = words.table("case forms");
    String item = "(?:\\d[\\d.,]*|ein\\p{L}{0,2}) \\p{L}+(?: \\p{Lu}\\p{L}+)?";
    String and = " (?:" + String.join("|", words.words("and words")) + ") ";
    this.listBefore =
        Pattern.compile(
            "(?<!\\p{L})((?iu:"
                + String.join("|", caseAfter.keySet())
                + ")) (?:"
                + item
                + ", )*"
                + item
                + "(, |"
                + and
                + ")$");
    this.listBehind =
        Pattern.compile("^ ?\\p{L}+(?: \\p{Lu}\\p{L}+)?(?:, " + item + ")*" + and + item);
  }

  public Numerals numerals() {
    return numerals;
  }

  public static BigDecimal value(String figure) {
    return new BigDecimal(figure.replaceAll("[. ']", "").replace(',', '.'));
  }

  /**
   * A figure in words.
   *
   * @param gender of what is counted, as CLDR names it; empty for a bare number
   */
  public String spoken(String figure, String gender) {
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
  public String withPoint(String whole, String fraction) {
    return whole(whole, false, "") + " " + words.word("point") + " " + numerals.digits(fraction);
  }

  private String whole(String digits, boolean plain, String gender) {
    boolean code = digits.length() > 1 && digits.startsWith("0");
    if (code || digits.length() > LONGEST_UNGROUPED && plain && !digits.endsWith("000000")) {
      return numerals.digits(digits);
    }
    boolean hundreds = digits.matches("1[1-9]\\d\\d") && words.has("years") && gender.isEmpty();
    if (plain && hundreds) {
      return numerals.year(Long.parseLong(digits));
    }
    boolean year = plain && digits.matches("1\\d{3}");
    boolean invariable = words.has("gender of one only") && !digits.equals("1");
    return numerals
        .cardinal(new BigInteger(digits), invariable ? "" : gender)
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
  public Optional<String> ordinal(long number, String form) {
    return numerals.ordinal(number, form).map(this::withoutOne);
  }

  private String withoutOne(String spoken) {
    String dropped = words.word("ordinal drops");
    return !dropped.isEmpty() && spoken.startsWith(dropped + " ")
        ? spoken.substring(dropped.length() + 1)
        : spoken;
  }

  /**
   * A figure in words that agree with the noun it counts: "una hora", "vingt et une pages", "mit
   * einem Mann". Behind a word that is numbered rather than counted ("page 1") it stands alone.
   *
   * @param start where the figure begins in the text
   * @param end where it ends
   */
  public String counted(String figure, Context context, int start, int end) {
    return isNumbered(context, start)
        ? spoken(figure, "")
        : spoken(figure, agreement(figure, context, start, end));
  }

  /** The form of the number one, of a gender, in the case that the words around it ask for. */
  public String oneInCase(String gender, Context context, int start, int end) {
    return caseForms.getOrDefault(gender + " " + caseOf(gender, context, start, end), gender);
  }

  /** The case in which a quantity stands behind a preposition; empty where that shows nowhere. */
  public String declined(Context context, int start) {
    List<String> before = context.before(start, 1);
    return before.isEmpty() || !words.words("declining").contains(lower(before.get(0)))
        ? ""
        : "dative";
  }

  /** "un'ora" for "una ora", where the language elides. */
  public String elided(String spoken) {
    return words.has("one elided") && ELIDED.matcher(spoken).find()
        ? words.word("one elided") + spoken.substring(spoken.indexOf(' ') + 1)
        : spoken;
  }

  /**
   * The case of what is counted. Without a preposition a thing that stands behind a verb other than
   * "be" is taken for its object, which differs for masculine nouns only.
   */
  public String caseOf(String gender, Context context, int start, int end) {
    List<String> before = context.before(start, WORDS_TO_VERB);
    List<String> after = context.after(end, 3);
    String governed = governed(before, context, start, end);
    if (governed != null || !gender.equals("masculine")) {
      return governed == null ? "nominative" : governed;
    }
    if (after.stream().anyMatch(words.words("accusative before")::contains)) {
      return "accusative";
    }
    List<String> sentence =
        before.stream()
            .map(LocalNumbers::lower)
            .filter(word -> !words.words("weakening adverbs").contains(word))
            .toList();
    boolean subject =
        sentence.isEmpty() || sentence.stream().anyMatch(words.words("nominative verbs")::contains);
    return subject ? "nominative" : "accusative";
  }

  /** The case that a preposition asks for: "mit", and "nach 1 Stunde, 1 Tag und". */
  private String governed(List<String> before, Context context, int start, int end) {
    String nearest = before.isEmpty() ? null : caseAfter.get(lower(before.get(0)));
    if (nearest != null || caseAfter.isEmpty()) {
      return nearest;
    }
    String text = context.text();
    Matcher list = listBefore.matcher(text.substring(Math.max(0, start - FAR), start));
    boolean listed =
        list.find()
            && (!list.group(2).equals(", ")
                || listBehind
                    .matcher(text.substring(end, Math.min(text.length(), end + FAR)))
                    .find());
    return listed ? caseAfter.get(lower(list.group(1))) : null;
  }

  /** Whether the word before a place is numbered, such as "page" or "capítulo". */
  public boolean isNumbered(Context context, int start) {
    List<String> preceding = context.before(start, 1);
    return !preceding.isEmpty() && preceding.get(0).matches("[B-HJ-NP-XZ]")
        || !preceding.isEmpty() && numberedWords.contains(preceding.get(0).toLowerCase(Locale.ROOT))
        || context.text().substring(Math.max(0, start - 2), start).matches(".*[§#] ?");
  }

  private String agreement(String figure, Context context, int start, int end) {
    List<String> following = context.after(end, 3);
    boolean year =
        words.has("years")
            && figure.matches("1[1-9]\\d\\d")
            && !following.isEmpty()
            && Character.isLowerCase(following.get(0).charAt(0));
    String gender = year ? "" : nouns.counted(following);
    if (gender.isEmpty() && !following.isEmpty()) {
      gender = likelyGender(figure, following.get(0));
    }
    return gender.isEmpty() || caseForms.isEmpty()
        ? gender
        : oneInCase(gender, context, start, end);
  }

  /** What is surely counted, but no noun whose gender can be told, counts as masculine. */
  private String likelyGender(String figure, String noun) {
    if (!caseForms.isEmpty()) {
      boolean unknown = figure.equals("1") && Character.isUpperCase(noun.charAt(0));
      return unknown && !nouns.isOther(noun) ? "neuter" : "";
    }
    boolean lower = Character.isLowerCase(noun.charAt(0)) && noun.length() > 2;
    boolean counted = lower && !nouns.isOther(noun) && (figure.equals("1") || noun.endsWith("s"));
    return counted && words.has("counts by gender") ? "masculine" : "";
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  public Nouns nouns() {
    return nouns;
  }

  /**
   * The form of a word that goes with a number.
   *
   * @param forms "one|other", "one|few|many" or "one|few|many|fraction"
   */
  public String form(String forms, BigDecimal number) {
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
