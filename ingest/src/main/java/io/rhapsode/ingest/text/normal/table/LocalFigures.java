package io.rhapsode.ingest.text.normal.table;

import io.rhapsode.ingest.text.normal.rule.Rule;
import io.rhapsode.ingest.text.normal.rule.TextEdges;
import io.rhapsode.ingest.text.normal.vocabulary.OrdinalForms;
import io.rhapsode.ingest.text.normal.vocabulary.SpokenWords;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Ordinals, fractions, codes, ranges and plain numbers. */
final class LocalFigures {
  private static final String BEFORE = TextEdges.BEFORE_FIGURE;
  private static final String AFTER = TextEdges.AFTER_FIGURE;
  private static final String FIGURE = "(" + LocalNumbers.FIGURE + ")";
  private static final String START = "(?<![\\p{L}\\p{N}.,:/-])";
  private static final String SIGNS = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞";
  private static final int[][] SIGN_VALUES = {
    {1, 2}, {1, 3}, {2, 3}, {1, 4}, {3, 4}, {1, 5}, {2, 5}, {3, 5}, {4, 5}, {1, 6}, {5, 6}, {1, 8},
    {3, 8}, {5, 8}, {7, 8}
  };
  private static final int LARGEST_PLAIN_DENOMINATOR = 10;

  private final SpokenWords words;
  private final LocalNumbers numbers;
  private final OrdinalForms ordinals;

  LocalFigures(SpokenWords words, LocalNumbers numbers, OrdinalForms ordinals) {
    this.words = words;
    this.numbers = numbers;
    this.ordinals = ordinals;
  }

  List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    rules.add(Rule.of("(?<=^|[\\s(\"'])[-−](?=\\d)", match -> words.word("minus") + " "));
    addOrdinals(rules);
    rules.add(Rule.of("(\\d+)? ?([" + SIGNS + "])", this::fractionSign));
    rules.add(Rule.of(BEFORE + "(?:(\\d{1,3}) )?(\\d{1,3})[/⁄](\\d{1,3})" + AFTER, this::fraction));
    rules.add(
        Rule.of(
            "(?<![\\p{L}\\p{N}])(\\+\\d{1,3})((?:[ -]?\\(?\\d{1,9}\\)?){1,6})" + AFTER,
            this::telephone));
    if (words.has("number ending")) {
      String ending = "(?=(?:" + words.word("number ending") + ")" + TextEdges.AFTER_WORD + ")";
      rules.add(
          Rule.of(BEFORE + "(\\d{1,4})" + ending, match -> numbers.spoken(match.group(1), "")));
    }
    if (!words.has("telephone pairs")) {
      rules.add(Rule.of(START + "(?<!\\d )(0\\d{1,4}(?:[ /-]\\d{2,9}){1,5})" + AFTER, this::code));
    }
    rules.add(
        Rule.of(
            START + "(\\d{2,}(?:-\\d+){2,}|\\d(?:-\\d{2,4}){3,})(?![\\p{L}\\p{N}]|[-/.,]\\p{N})",
            this::code));
    rules.add(
        Rule.of(
            BEFORE + "(?!\\d{1,3}(?:\\.\\d{3}){3})(\\d{1,3}(?:\\.\\d{1,3}){3})" + AFTER,
            this::dotted));
    rules.add(Rule.of(START + FIGURE + " ?[–-] ?" + FIGURE + "(?!-)" + AFTER, this::range));
    rules.add(Rule.of("(?<=\\d) ?([+=×÷]) ?(?=\\d)", this::operator));
    rules.add(Rule.of("#(?=\\d)", match -> words.word("number") + " "));
    rules.add(Rule.of("§§? ?(?=\\d)", match -> words.word("section") + " "));
    rules.add(
        Rule.of(
            BEFORE + FIGURE + AFTER + "(?!\\.(?= ?[\\p{Ll}\\p{N}]))(?:(?= (\\p{Ll}+))|)",
            match -> number(match, 2)));
    rules.add(
        Rule.of(
            BEFORE + "(\\d+)\\.(\\d+)" + AFTER,
            match -> numbers.withPoint(match.group(1), match.group(2))));
    return rules;
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
          Rule.of(
              BEFORE
                  + "(\\d{1,3}(?:[. ]\\d{3})+|\\d{1,4}) ?("
                  + alternatives
                  + ")(?![\\p{L}\\p{M}\\p{N}]| ?[CFKNSEWO](?!\\p{L}))",
              match -> marked(match, marks)));
    }
    if (words.has("ordinal mark")) {
      rules.add(
          Rule.of("^(\\d{1,3})\\.$", match -> ordinal(match.group(1), words.word("ordinals"))));
      rules.add(
          Rule.of(
              OrdinalForms.PRECEDING
                  + BEFORE
                  + "(\\d{1,3}(?:\\.\\d{3})*|\\d{4})\\.(?= (?:\\p{L}|\\d{1,3}\\.))",
              this::dotOrdinal));
    }
  }

  private String marked(MatchResult match, Map<String, String> marks) {
    boolean spaced = match.group().indexOf(' ', match.end(1) - match.start()) >= 0;
    boolean letters = Character.isLetter(match.group(2).charAt(0));
    String decade = words.table("decade marks").get(match.group(2));
    boolean round = match.group(1).length() > 1 && match.group(1).endsWith("0");
    String form = decade != null && round ? decade : marks.get(match.group(2));
    return spaced && letters ? null : ordinal(match.group(1), form);
  }

  private String dotOrdinal(MatchResult match) {
    boolean called = ordinals.calls(match.group(1));
    if (match.group(2).length() > 2 && !called) {
      return null;
    }
    return ordinal(match.group(2), ordinals.formAfter(match.group(1)));
  }

  private String ordinal(String digits, String form) {
    return numbers.ordinal(Long.parseLong(digits.replaceAll("[. ]", "")), form).orElse(null);
  }

  private String fractionSign(MatchResult match) {
    int[] value = SIGN_VALUES[SIGNS.indexOf(match.group(2))];
    String part = parts(value[0], value[1]);
    if (match.group(1) == null) {
      return (match.group().startsWith(" ") ? " " : "") + part;
    }
    return mixed(match.group(1), part);
  }

  private String fraction(MatchResult match) {
    int numerator = Integer.parseInt(match.group(2));
    int denominator = Integer.parseInt(match.group(3));
    if (numerator == 0 || denominator < 2 || denominator > 1000 || match.group(3).startsWith("0")) {
      return null;
    }
    String part = parts(numerator, denominator);
    return match.group(1) == null ? part : mixed(match.group(1), part);
  }

  private String mixed(String whole, String part) {
    String and = words.has("fraction and") ? " " + words.word("fraction and") + " " : " ";
    if (part.equals(parts(1, 2)) && words.has("mixed half")) {
      return words.word("mixed half").replace("{n}", numbers.spoken(whole, "masculine"));
    }
    return numbers.spoken(whole, "") + and + part;
  }

  private String parts(int numerator, int denominator) {
    Map<String, String> names = words.table("fractions");
    String key = Integer.toString(denominator);
    String name = names.containsKey(key) ? named(names.get(key), numerator) : null;
    if (name == null) {
      name = ordinalPart(numerator, denominator).orElse(null);
    }
    if (name == null) {
      return words.has("over")
          ? numbers.spoken(Integer.toString(numerator), "")
              + " "
              + words.word("over")
              + " "
              + numbers.spoken(key, "")
          : null;
    }
    boolean half = denominator == 2 && numerator == 1 && words.has("half alone");
    return half
        ? name
        : numbers
                .numerals()
                .cardinal(BigInteger.valueOf(numerator), words.word("fraction gender"))
                .orElseThrow()
            + " "
            + name;
  }

  private static String named(String forms, int numerator) {
    String[] all = forms.split("\\|");
    return numerator == 1 ? all[0] : all[all.length - 1];
  }

  private Optional<String> ordinalPart(int numerator, int denominator) {
    if (words.has("fraction cardinal") && denominator > LARGEST_PLAIN_DENOMINATOR) {
      String suffix = named(words.word("fraction cardinal"), numerator);
      return numbers
          .numerals()
          .cardinal(BigInteger.valueOf(denominator))
          .map(spoken -> denominator > 100 && words.has("over") ? null : joined(spoken, suffix));
    }
    String form = numbers.form(words.word("fraction sets"), BigDecimal.valueOf(numerator));
    String[] suffixes = (words.word("fraction suffix") + " ").split("\\|");
    String suffix = suffixes[numerator == 1 ? 0 : suffixes.length - 1].strip();
    return numbers.ordinal(denominator, form).map(spoken -> spoken + suffix);
  }

  /** Spanish joins in one word: "treinta y uno" and "avo" as "treintaiunavo". */
  private String joined(String number, String suffix) {
    return words.has("over")
        ? number.replace(" y ", "i").replace("é", "e").replaceFirst("[ao]$", "") + suffix
        : number + " " + suffix;
  }

  private String telephone(MatchResult match) {
    return words.word("plus")
        + " "
        + country(match.group(1).substring(1))
        + ", "
        + groups(match.group(2).split("[ ()-]+"));
  }

  private String country(String code) {
    return words.has("country code") ? digits(code) : numbers.spoken(code, "");
  }

  private String code(MatchResult match) {
    return groups(match.group(1).split("[ /-]"));
  }

  private String groups(String[] groups) {
    return Arrays.stream(groups)
        .filter(group -> !group.isEmpty())
        .map(this::digits)
        .collect(Collectors.joining(", "));
  }

  private String dotted(MatchResult match) {
    return Arrays.stream(match.group(1).split("\\."))
        .map(this::digits)
        .collect(Collectors.joining(" " + words.word("point") + " "));
  }

  private String digits(String written) {
    return numbers.numerals().digits(written.replaceAll("\\D", ""));
  }

  private String range(MatchResult match) {
    String first = match.group(1);
    String last = match.group(2);
    boolean code = first.matches("0\\d+") || last.matches("0\\d+") || first.length() > 9;
    boolean rising = LocalNumbers.value(first).compareTo(LocalNumbers.value(last)) < 0;
    if (code || !rising && last.length() >= first.length()) {
      return null;
    }
    return numbers.spoken(first, "") + " " + words.word("to") + " " + numbers.spoken(last, "");
  }

  private String operator(MatchResult match) {
    String word =
        switch (match.group(1)) {
          case "+" -> "plus";
          case "=" -> "equals";
          case "×" -> "times";
          default -> "divided";
        };
    return " " + words.word(word) + " ";
  }

  private String number(MatchResult match, int nounGroup) {
    String figure = match.group(1);
    String noun = match.group(nounGroup);
    return numbers.spoken(
        figure, figure.equals("1") ? numbers.genderOfOne(noun) : numbers.genderOf(noun));
  }
}
