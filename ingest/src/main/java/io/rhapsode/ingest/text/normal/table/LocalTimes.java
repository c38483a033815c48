package io.rhapsode.ingest.text.normal.table;

import io.rhapsode.ingest.text.normal.rule.Rule;
import io.rhapsode.ingest.text.normal.rule.TextEdges;
import io.rhapsode.ingest.text.normal.vocabulary.OrdinalForms;
import io.rhapsode.ingest.text.normal.vocabulary.SpokenWords;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Times of day, and years and centuries where they are inflected with the word behind them. */
final class LocalTimes {
  private static final String BEFORE = TextEdges.BEFORE_FIGURE;
  private static final String START = OrdinalForms.PRECEDING + BEFORE;
  private static final String HOUR = "(0?\\d|1\\d|2[0-4])";
  private static final String MINUTE = "([0-5]\\d)";

  private final SpokenWords words;
  private final LocalNumbers numbers;

  LocalTimes(SpokenWords words, LocalNumbers numbers) {
    this.words = words;
    this.numbers = numbers;
  }

  List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    String hours =
        words.words("clock words").stream().map(Pattern::quote).collect(Collectors.joining("|"));
    if (!hours.isEmpty()) {
      String word = " ?(?:" + hours + ")" + TextEdges.AFTER_WORD;
      rules.add(Rule.of(START + HOUR + "[:.]" + MINUTE + word, this::clock));
    }
    if (words.has("clock before")) {
      String before =
          words.words("clock before").stream().map(Pattern::quote).collect(Collectors.joining("|"));
      rules.add(
          Rule.of(
              START + "(?<=(?iu:" + before + ") )" + HOUR + "[.]" + MINUTE + TextEdges.AFTER_FIGURE,
              this::clock));
    }
    if (words.has("hour sign")) {
      String sign = " ?" + words.word("hour sign") + " ?";
      rules.add(Rule.of(START + HOUR + sign + MINUTE + TextEdges.AFTER_FIGURE, this::clock));
      String full = " ?" + words.word("hour sign") + TextEdges.AFTER_WORD;
      rules.add(Rule.of(START + HOUR + "()" + full, this::clock));
    }
    rules.add(
        Rule.of(
            START
                + "([01]\\d|2[0-4]|\\d(?=:\\d\\d(?! ?:)))[:]"
                + MINUTE
                + "(?!\\.\\d)"
                + TextEdges.AFTER_FIGURE,
            this::clock));
    return rules;
  }

  private String clock(MatchResult match) {
    String minutes = match.group(3).isEmpty() ? "00" : match.group(3);
    BigDecimal hour = new BigDecimal(Integer.parseInt(match.group(2)));
    BigDecimal minute = new BigDecimal(Integer.parseInt(minutes));
    boolean full = minute.signum() == 0;
    String pattern = full && words.has("full hour") ? words.word("full hour") : words.word("clock");
    return pattern
        .replace("{h}", hour(match.group(1) == null ? "" : match.group(1), hour))
        .replace("{hour}", form("hour", hour))
        .replace("{m}", full ? "" : counted("minute", minute))
        .replace("{minute}", full ? "" : form("minute", minute))
        .strip();
  }

  private String hour(String preceding, BigDecimal hour) {
    if (words.has("hour ordinal")) {
      String form = words.table("hour forms").getOrDefault(preceding, words.word("hour ordinal"));
      return numbers.ordinal(hour.longValue(), form).orElse(hour.toString());
    }
    return numbers.spoken(hour.toString(), words.word("hour gender"));
  }

  /** "две минуты": a gender stands behind the forms of the word. */
  private String counted(String kind, BigDecimal number) {
    String[] gender = words.word(kind).split("; ");
    return numbers.spoken(number.toString(), gender.length > 1 ? gender[1] : "");
  }

  private String form(String kind, BigDecimal number) {
    return words.has(kind) ? numbers.form(words.word(kind).split("; ")[0], number) : "";
  }

  /**
   * "в 1961 году" and "XIX века": the ordinal takes the form that the words around it show.
   *
   * @param figure expression with one group
   * @param value of what the group found
   */
  List<Rule> inflected(String kind, String figure, ToLongFunction<String> value) {
    List<Rule> rules = new ArrayList<>();
    List<Map.Entry<String, String>> entries = new ArrayList<>(words.table(kind).entrySet());
    entries.sort(Comparator.comparing(entry -> entry.getKey().indexOf(' ') < 0));
    for (Map.Entry<String, String> entry : entries) {
      int space = entry.getKey().indexOf(' ');
      String preposition = space < 0 ? "" : entry.getKey().substring(0, space);
      String word = entry.getKey().substring(space + 1);
      String[] form = entry.getValue().split(" ", 2);
      String before = preposition.isEmpty() ? "" : "(?<=(?<!\\p{L})(?iu:" + preposition + ") )";
      boolean stop = word.endsWith(".");
      String end =
          stop
              ? Pattern.quote(word.substring(0, word.length() - 1)) + TextEdges.STOP
              : Pattern.quote(word) + TextEdges.AFTER_WORD;
      rules.add(
          Rule.of(
              before + BEFORE + figure + "( )" + end,
              match ->
                  numbers
                      .ordinal(value.applyAsLong(match.group(1)), form[0])
                      .map(spoken -> spoken + " " + (form.length > 1 ? form[1] : word))
                      .orElse(null)));
    }
    return rules;
  }
}
