package io.rhapsode.ingest.text.normal.table.number;

import io.rhapsode.ingest.text.normal.rule.Context;
import io.rhapsode.ingest.text.normal.vocabulary.OrdinalForms;
import io.rhapsode.ingest.text.normal.vocabulary.SpokenWords;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ordinals in the gender and case of the noun behind them: "der zweiten Republik". */
public final class LocalOrdinals {
  private static final int WORDS = 3;

  /** As far as a list of ordinals may reach, in characters. */
  private static final int FAR = 60;

  /** What follows an ordinal of a list: ", 4. und 5. Juni". */
  public static final String LISTED = "(?=, (?:\\d{1,3}\\., )*\\d{1,3}\\. (?:und|oder|sowie) )";

  private static final String ORDINAL = "(?:\\d{1,4}|[IVXLC]{1,7})\\.";

  private final SpokenWords words;
  private final LocalNumbers numbers;
  private final OrdinalForms ordinals;
  private final long largest;
  private final Pattern listBefore;
  private final Pattern listBehind;
  private final Map<String, String> caseAfter = new HashMap<>();

  public LocalOrdinals(SpokenWords words, LocalNumbers numbers, OrdinalForms ordinals) {
    this.words = words;
    this.numbers = numbers;
    this.ordinals = ordinals;
    this.largest =
        words.has("noun ordinals") ? Long.parseLong(words.word("noun ordinals")) : Long.MAX_VALUE;
    String and = "(?:" + String.join("|", words.words("coordinations")) + ")";
    this.listBefore =
        Pattern.compile(
            "(?<![\\p{L}\\p{N}.])(?:"
                + ORDINAL
                + "(?:, "
                + ORDINAL
                + ")*(?: \\p{Lu}\\p{Ll}{2,12})? "
                + and
                + " |(?:"
                + ORDINAL
                + ", )+)$");
    this.listBehind =
        Pattern.compile(
            "^(?:, " + ORDINAL + ")* " + and + " " + ORDINAL + "|^(?:, " + ORDINAL + ")+");
    words
        .table("case after")
        .forEach(
            (name, list) -> List.of(list.split(" ")).forEach(word -> caseAfter.put(word, name)));
  }

  /** The words before an ordinal, or before the list that it ends: "am 3., 4. und 5. Juni". */
  public List<String> before(Context context, int start) {
    return context.before(listStart(context, start), 2);
  }

  /**
   * The word that governs an ordinal, over the list that it ends.
   *
   * @param preceding the word right before it, or null
   */
  public String governing(String preceding, Context context, int start) {
    boolean listed = preceding == null || words.words("coordinations").contains(preceding);
    if (!listed || !words.has("coordinations")) {
      return preceding;
    }
    List<String> before = before(context, start);
    return before.isEmpty() ? null : before.get(0);
  }

  /** The words behind an ordinal, or behind the list that it begins. */
  public List<String> after(Context context, int end) {
    String behind = context.text().substring(end, Math.min(context.text().length(), end + FAR));
    Matcher list = listBehind.matcher(behind);
    return context.after(list.find() ? end + list.end() : end, WORDS);
  }

  private int listStart(Context context, int start) {
    if (!words.has("coordinations")) {
      return start;
    }
    int from = Math.max(0, start - FAR);
    Matcher list = listBefore.matcher(context.text().substring(from, start));
    return list.find() ? from + list.start() : start;
  }

  /** Whether a numeral at the start of a text belongs to the noun behind it and is no heading. */
  public boolean numbersNoun(Context context, int end) {
    List<String> following = context.after(end, 1);
    return !following.isEmpty()
        && (words.words("numbered nouns").contains(following.get(0))
            || words.words("parts").contains(following.get(0)));
  }

  /** A form before an apocope: "tercer piso", "primera vez". */
  public String formBefore(String form, Context context, int end) {
    boolean noun = !context.after(end, 1).isEmpty();
    boolean short_ = noun && form.equals("masculine") && words.has("ordinal adjectives");
    return short_
            && context.after(end, 1).get(0).length() > 1
            && !numbers.nouns().isOther(context.after(end, 1).get(0))
            && !numbers.nouns().of(context.after(end, 1).get(0)).equals("feminine")
        ? "masculine-adjective"
        : form;
  }

  /**
   * An ordinal that agrees with the noun behind it.
   *
   * @return null when no noun stands there
   */
  public String agreed(MatchResult match, long value, Context context, int end) {
    List<String> following = after(context, end);
    if (following.isEmpty()) {
      return null;
    }
    if (words.has("ordinals after")) {
      return declined(value, before(context, match.start()), following);
    }
    String noun = following.get(0);
    boolean name = Character.isUpperCase(noun.charAt(0));
    List<String> preceding = context.before(match.start(), 1);
    boolean article =
        !preceding.isEmpty()
            && words.words("articles").contains(preceding.get(0).toLowerCase(Locale.ROOT));
    boolean known =
        name
            || article
            || numbers.nouns().isListed(noun)
            || words.words("numbered nouns").contains(noun)
            || words.words("parts").contains(noun);
    String gender = numbers.nouns().of(noun);
    if (!known || numbers.nouns().isOther(noun)) {
      return null;
    }
    if (value > largest) {
      return numbers.spoken(Long.toString(value), "");
    }
    String form = gender.equals("feminine") ? "feminine" : formBefore("masculine", context, end);
    return numbers.ordinal(value, form).orElse(null);
  }

  private String declined(long value, List<String> preceding, List<String> following) {
    return numbers.ordinal(value, declension(preceding, following)).orElse(null);
  }

  /**
   * The ending of a German ordinal: weak behind an article, strong without one.
   *
   * @param preceding the words before, the nearest first
   */
  public String declension(List<String> preceding, List<String> following) {
    String gender = numbers.nouns().counted(following);
    String article = preceding.isEmpty() ? "" : preceding.get(0).toLowerCase(Locale.ROOT);
    if (words.words("ordinal articles").contains(article)) {
      boolean governed = preceding.size() > 1 && isGoverning(preceding.get(1));
      boolean feminine = gender.equals("feminine") && !isDerived(article, following);
      return feminine || governed ? "n" : "";
    }
    if (article.equals("die")) {
      return isPlural(following) ? "n" : "";
    }
    if (ordinals.calls(article)) {
      return ordinals.formAfter(article);
    }
    String case_ = caseAfter.getOrDefault(article, "");
    if (case_.equals("dative")) {
      return gender.equals("feminine") ? "r" : gender.isEmpty() ? "n" : "m";
    }
    if (case_.equals("accusative") && gender.equals("masculine")) {
      return "n";
    }
    return switch (gender) {
      case "feminine" -> "";
      case "neuter" -> "s";
      default -> words.word("ordinals");
    };
  }

  /** "jeder 3. Deutsche": an adjective as a noun looks like a feminine. */
  private boolean isDerived(String article, List<String> following) {
    return article.equals("jeder")
        && following.stream()
            .filter(word -> Character.isUpperCase(word.charAt(0)))
            .findFirst()
            .filter(noun -> noun.endsWith("e") && !numbers.nouns().isListed(noun))
            .isPresent();
  }

  private boolean isGoverning(String word) {
    return caseAfter.containsKey(word.toLowerCase(Locale.ROOT));
  }

  private static boolean isPlural(List<String> following) {
    for (String word : following) {
      if (Character.isUpperCase(word.charAt(0))) {
        return word.endsWith("en") && !word.endsWith("chen")
            || word.endsWith("er") && word.endsWith("länder");
      }
    }
    return false;
  }
}
