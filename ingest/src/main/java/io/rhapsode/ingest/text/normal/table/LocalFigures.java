package io.rhapsode.ingest.text.normal.table;

import io.rhapsode.ingest.text.normal.rule.Context;
import io.rhapsode.ingest.text.normal.rule.Models;
import io.rhapsode.ingest.text.normal.rule.Rule;
import io.rhapsode.ingest.text.normal.rule.TextEdges;
import io.rhapsode.ingest.text.normal.table.number.LocalNumbers;
import io.rhapsode.ingest.text.normal.table.number.LocalOrdinals;
import io.rhapsode.ingest.text.normal.vocabulary.OrdinalForms;
import io.rhapsode.ingest.text.normal.vocabulary.SpokenWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Ordinals, ranges, scores and plain numbers. */
final class LocalFigures {
  private static final String BEFORE = TextEdges.BEFORE_FIGURE;
  private static final String AFTER = TextEdges.AFTER_FIGURE;
  private static final String FIGURE = "(" + LocalNumbers.FIGURE + ")";
  private static final String START = "(?<![\\p{L}\\p{N}.,:/-])";
  private static final int LONGEST_SCORE = 3;

  /** "il 5° e 6° anno", "dal 3° al 5° posto": another ordinal behind the first. */
  private static final Pattern MORE_ORDINALS = Pattern.compile(" \\p{Ll}{1,4} \\d{1,3} ?[°º]");

  private static final String VOWEL = "aeiouyhàèéêëîïôöùûâìòáíóú";

  private final SpokenWords words;
  private final LocalNumbers numbers;
  private final OrdinalForms ordinals;
  private final LocalOrdinals agreement;

  LocalFigures(SpokenWords words, LocalNumbers numbers, OrdinalForms ordinals) {
    this.words = words;
    this.numbers = numbers;
    this.ordinals = ordinals;
    this.agreement = new LocalOrdinals(words, numbers, ordinals);
  }

  List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    rules.add(Rule.of("#(?=\\d)", match -> words.word("number") + " "));
    rules.add(
        Rule.of(
            "(§§?) ?(?=\\d)",
            match -> words.word(match.group(1).length() > 1 ? "sections" : "section") + " "));
    addOrdinals(rules);
    if (words.has("number ending")) {
      String ending = "(?=(?:" + words.word("number ending") + ")" + TextEdges.AFTER_WORD + ")";
      rules.add(
          Rule.of(BEFORE + "(\\d{1,4})" + ending, match -> numbers.spoken(match.group(1), "")));
    }
    rules.add(Rule.of("(?<=\\d)\\+(?![\\p{L}\\p{N}+])", match -> " " + words.word("plus")));
    rules.add(Rule.of("(?<=\\d) ?([+=×÷]) ?(?=\\d)| ([-−]) (?=\\d+ =)", this::operator));
    rules.add(Rule.inContext(START + FIGURE + " ?[–-] ?" + FIGURE + "(?!-)" + AFTER, this::range));
    rules.add(
        Rule.inContext(
            BEFORE + FIGURE + AFTER + "(?!\\.(?= ?[\\p{Ll}\\p{N}]))( (?=\\p{L}))?", this::number));
    rules.add(
        Rule.of(
            BEFORE + "(\\d+)\\.(\\d+)" + AFTER,
            match -> numbers.withPoint(match.group(1), match.group(2))));
    return rules;
  }

  /** "-5" and "+5", but not the plus of a telephone number: before figures are words. */
  List<Rule> signs() {
    return List.of(
        Rule.of("(?<=^|[\\s(\"'])[-−](?=[\\d$€£])", match -> words.word("minus") + " "),
        Rule.of(
            "(?<=^|[\\s(\"'])\\+(?=\\d{1,2}(?:,\\d+)?(?![\\d.,/-]| ?[\\d(/-]))",
            match -> words.word("plus") + " "));
  }

  private void addOrdinals(List<Rule> rules) {
    words
        .table("ordinal words")
        .forEach(
            (written, spoken) ->
                rules.add(Rule.of(BEFORE + written + TextEdges.AFTER_WORD, match -> spoken)));
    Map<String, String> marks = words.table("ordinal marks");
    if (!marks.isEmpty()) {
      String alternatives =
          marks.keySet().stream()
              .sorted((a, b) -> b.length() - a.length())
              .map(Pattern::quote)
              .collect(Collectors.joining("|"));
      rules.add(
          Rule.inContext(
              BEFORE
                  + "(\\d{1,3}(?:[. ]\\d{3})+|\\d{1,4}) ?("
                  + alternatives
                  + ")(?![\\p{L}\\p{M}\\p{N}]| ?[CFKNSEWO](?!\\p{L}))",
              (match, context) -> marked(match, context, marks)));
    }
    if (words.has("ordinal mark")) {
      addDotted(rules);
    }
  }

  /** "am 3. Mai": a full stop makes the ordinal. */
  private void addDotted(List<Rule> rules) {
    rules.add(
        Rule.of("^(\\d{1,3}|1000+)\\.$", match -> ordinal(match.group(1), words.word("ordinals"))));
    if (words.has("ordinals at the end after")) {
      rules.add(
          Rule.of(
              "(?<=(?<!\\p{L})(?iu:"
                  + words.word("ordinals at the end after")
                  + ") )(\\d{1,3}|1000+)(?=\\.[\"')\\]]*$)",
              match -> ordinal(match.group(1), "n")));
    }
    rules.add(
        Rule.of(
            OrdinalForms.PRECEDING + BEFORE + "(\\d{1,3})\\.(?=[,;:)])",
            match ->
                ordinals.calls(match.group(1))
                    ? ordinal(match.group(2), formAlone(match.group(1)))
                    : null));
    rules.add(
        Rule.inContext(
            OrdinalForms.PRECEDING
                + BEFORE
                + "(\\d{1,3}(?:\\.\\d{3})*|\\d{4})\\.(?:(?= (?:\\p{L}|\\d{1,3}\\.))|"
                + LocalOrdinals.LISTED
                + ")",
            this::dotOrdinal));
  }

  /** "jeder 4., ": without a noun behind it. */
  private String formAlone(String governing) {
    boolean nominative =
        words.words("ordinal articles").contains(governing.toLowerCase(Locale.ROOT));
    return nominative ? "" : ordinals.formAfter(governing);
  }

  private String marked(MatchResult match, Context context, Map<String, String> marks) {
    boolean spaced = match.group().indexOf(' ', match.end(1) - match.start()) >= 0;
    boolean letters = match.group(2).matches("[a-zè]+");
    if (letters && words.has("letters behind articles") && !isBehindArticle(match, context)) {
      return null;
    }
    String decade = words.table("decade marks").get(match.group(2));
    boolean round = match.group(1).length() > 1 && match.group(1).endsWith("0");
    String form =
        decade != null && round
            ? decade
            : agreement.formBefore(marks.get(match.group(2)), context, match.end());
    return spaced && letters ? null : ordinal(match.group(1), form);
  }

  private boolean isBehindArticle(MatchResult match, Context context) {
    List<String> before = context.before(match.start(), 1);
    return !before.isEmpty()
        && words.words("articles").contains(before.get(0).toLowerCase(Locale.ROOT));
  }

  private String dotOrdinal(MatchResult match, Context context) {
    String governing = agreement.governing(match.group(1), context, match.start(2));
    boolean called = ordinals.calls(governing);
    if (match.group(2).length() > 2 && !called) {
      return null;
    }
    String form =
        words.has("case after")
            ? agreement.declension(
                agreement.before(context, match.start(2)), agreement.after(context, match.end()))
            : ordinals.formAfter(governing);
    return ordinal(match.group(2), form);
  }

  private String ordinal(String digits, String form) {
    long number = Long.parseLong(digits.replaceAll("[. ]", ""));
    return numbers
        .ordinal(number, form)
        .or(() -> numbers.ordinal(number, form.replace("-plural", "")).map(LocalFigures::plural))
        .orElse(null);
  }

  /** "vigésimos primeiros": CLDR has no plural ordinals of Portuguese. */
  private static String plural(String ordinal) {
    return ordinal.replaceAll("(?<=\\p{L})(?!\\p{L})", "s");
  }

  private String range(MatchResult match, Context context) {
    String first = match.group(1);
    String last = match.group(2);
    if (first.matches("0\\d+") || last.matches("0\\d+") || first.length() > 9) {
      return null;
    }
    if (Models.isModel(context.before(match.start(1), 1), match.group())) {
      return numbers.spoken(first, "") + " " + numbers.spoken(last, "");
    }
    boolean rising = LocalNumbers.value(first).compareTo(LocalNumbers.value(last)) < 0;
    boolean shortened = last.length() < first.length();
    String link =
        rising || shortened && first.length() > LONGEST_SCORE
            ? words.word("to")
            : link(match, context);
    if (!rising && !shortened && last.length() > LONGEST_SCORE) {
      return null;
    }
    boolean alone = !rising || numbers.isNumbered(context, match.start(1));
    String from =
        alone
            ? numbers.spoken(first, "")
            : numbers.counted(first, context, match.start(1), match.end(2));
    String until =
        alone
            ? numbers.spoken(last, "")
            : numbers.counted(last, context, match.start(1), match.end(2));
    return from + " " + link + " " + until;
  }

  /** "Abb. 4-1" is a label, "3-2" a score. */
  private String link(MatchResult match, Context context) {
    return numbers.isNumbered(context, match.start(1))
        ? words.table("addresses").get("-")
        : words.has("score") ? words.word("score") : words.word("to");
  }

  private String operator(MatchResult match) {
    String word =
        switch (match.group(1) == null ? "-" : match.group(1)) {
          case "-" -> "minus";
          case "+" -> "plus";
          case "=" -> "equals";
          case "×" -> "times";
          default -> "divided";
        };
    return " " + words.word(word) + " ";
  }

  private String number(MatchResult match, Context context) {
    String figure = match.group(1);
    String spoken = numbers.counted(figure, context, match.start(1), match.end(1));
    if (match.group(2) == null) {
      return spoken;
    }
    String next = context.after(match.end(), 1).get(0);
    if (spoken.equals("una") && words.has("one elided") && startsWith(VOWEL, next)) {
      return words.word("one elided");
    }
    if (spoken.equals("un")
        && words.has("one full before")
        && next.matches(words.word("one full before"))) {
      return words.word("one full") + " ";
    }
    boolean noun =
        Character.isLowerCase(next.charAt(0))
            && !numbers.nouns().isOther(next)
            && !next.startsWith("d'");
    return spoken
        + " "
        + (noun && LocalMoney.isMillions(LocalNumbers.value(figure)) ? of(next) : "");
  }

  /** "deux millions d'habitants". */
  private String of(String next) {
    if (!words.has("of")) {
      return "";
    }
    boolean elided = words.has("of elided") && startsWith(VOWEL, next);
    return elided ? words.word("of elided") : words.word("of") + " ";
  }

  private static boolean startsWith(String letters, String word) {
    return letters.indexOf(Character.toLowerCase(word.charAt(0))) >= 0;
  }

  /**
   * "2° capitolo", "el 6°": a degree sign before a noun or behind an article makes an ordinal. To
   * be applied before degrees are.
   */
  List<Rule> degreeOrdinals() {
    if (!words.table("ordinal marks").containsKey("°")) {
      return List.of();
    }
    return List.of(
        Rule.inContext(
            BEFORE + "(\\d{1,3}) ?°(?! ?[CFKNSEWO\\d](?!\\p{L}))(?![\\p{L}\\p{N}])",
            this::degreeOrdinal));
  }

  private String degreeOrdinal(MatchResult match, Context context) {
    List<String> after = context.after(match.end(), 1);
    boolean noun =
        !after.isEmpty() && after.get(0).length() > 2 && !numbers.nouns().isOther(after.get(0));
    boolean behindArticle = isBehindArticle(match, context);
    boolean listed =
        behindArticle
            && MORE_ORDINALS
                .matcher(context.text())
                .region(match.end(), context.text().length())
                .lookingAt();
    boolean measured = noun && words.words("no degree nouns").contains(after.get(0));
    if (measured || !noun && !listed && !(after.isEmpty() && behindArticle)) {
      return null;
    }
    boolean feminine = noun && numbers.nouns().of(after.get(0)).equals("feminine");
    String form = feminine ? "feminine" : agreement.formBefore("masculine", context, match.end());
    return ordinal(match.group(1), form);
  }
}
