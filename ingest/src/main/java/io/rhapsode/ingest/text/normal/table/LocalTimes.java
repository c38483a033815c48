package io.rhapsode.ingest.text.normal.table;

import io.rhapsode.ingest.text.normal.rule.Rule;
import io.rhapsode.ingest.text.normal.rule.TextEdges;
import io.rhapsode.ingest.text.normal.table.number.LocalNumbers;
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
  private static final int FIRST_HOUR_OF_NIGHT = 9;

  private final SpokenWords words;
  private final LocalNumbers numbers;
  private final LocalMeasures measures;

  LocalTimes(SpokenWords words, LocalNumbers numbers, LocalMeasures measures) {
    this.words = words;
    this.numbers = numbers;
    this.measures = measures;
  }

  List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    addRanges(rules);
    addRaces(rules);
    addDurations(rules);
    addPartsOfDay(rules);
    addWithWord(rules);
    addWithSign(rules);
    addFigures(rules);
    return rules;
  }

  /** "3 p. m.", "16:00 de la tarde". */
  private void addPartsOfDay(List<Rule> rules) {
    if (words.has("half day")) {
      rules.add(
          Rule.of(
              START
                  + HOUR
                  + "(?:[:.h]"
                  + MINUTE
                  + ")? ?([apAP])\\.?"
                  + " ?[mM](?:\\.(?![\"')\\]]*$)|(?=\\.[\"')\\]]*$)|(?![\\p{L}\\p{N}.]))",
              this::halfDay));
    }
    if (words.has("part of day")) {
      rules.add(
          Rule.of(
              START
                  + "(1[3-9]|2[0-3])(?:[:.h]"
                  + MINUTE
                  + "| ?h) (?="
                  + words.word("part of day")
                  + ")",
              match ->
                  clock(
                          match.group(1),
                          Integer.parseInt(match.group(2)) - 12,
                          match.group(3) == null ? "" : match.group(3))
                      + " "));
    }
  }

  /** "14.30 Uhr", "alle 14.30". */
  private void addWithWord(List<Rule> rules) {
    String hours = clockWords();
    if (!hours.isEmpty()) {
      String word = " ?(?:" + hours + ")" + TextEdges.AFTER_WORD;
      rules.add(
          Rule.of(
              START + HOUR + "[:.]" + MINUTE + "[:.]" + MINUTE + word,
              match -> clock(match) + seconds(match.group(4))));
      String and =
          "(?= (?:"
              + words.word("to")
              + "|"
              + String.join("|", words.words("and words"))
              + ") \\d{1,2}(?:[:.]\\d\\d)?"
              + word
              + ")";
      rules.add(Rule.of(START + HOUR + "[:.]" + MINUTE + and, this::clock));
      rules.add(Rule.of(START + HOUR + "[:.]" + MINUTE + word, this::clock));
      if (words.has("clock singular")) {
        rules.add(Rule.of(START + "(01)()" + " (?:h)" + TextEdges.AFTER_WORD, this::clock));
      }
    }
    if (words.has("clock before")) {
      rules.add(
          Rule.of(
              START
                  + "(?<=(?<!\\p{L})(?iu:"
                  + words.word("clock before")
                  + ") ?)"
                  + HOUR
                  + "[.,]"
                  + MINUTE
                  + TextEdges.AFTER_FIGURE,
              this::clock));
    }
  }

  /** "14h30", "14 h". */
  private void addWithSign(List<Rule> rules) {
    if (words.has("hour sign")) {
      String sign = " ?[" + words.word("hour sign") + "] ?";
      rules.add(Rule.of(START + HOUR + sign + MINUTE + TextEdges.AFTER_FIGURE, this::clock));
      if (words.has("hour")) {
        String full = " ?" + words.word("hour sign").charAt(0) + TextEdges.AFTER_WORD;
        rules.add(Rule.of(START + HOUR + "()" + full, this::clock));
      }
    }
    if (words.has("full clock words")) {
      rules.add(
          Rule.of(
              START + HOUR + "() (?:" + words.word("full clock words") + ")" + TextEdges.AFTER_WORD,
              this::clock));
    }
  }

  /** "14:30", and "14.30" where a full stop parts no decimals. */
  private void addFigures(List<Rule> rules) {
    rules.add(
        Rule.of(
            START
                + "([01]\\d|2[0-4]|\\d(?=:\\d\\d(?! ?:)))[:]"
                + MINUTE
                + "(?!\\.\\d| \\d{3}(?!\\d))"
                + TextEdges.AFTER_FIGURE,
            this::clock));
    if (words.has("dot clock")) {
      rules.add(
          Rule.inContext(
              START
                  + HOUR
                  + "\\."
                  + MINUTE
                  + "(?! ?[€$£¥%‰°º]| (?:"
                  + words.word("dot clock")
                  + ")(?!\\p{L}))"
                  + TextEdges.AFTER_FIGURE,
              (match, context) ->
                  numbers.isNumbered(context, match.start(2)) ? null : clock(match)));
    }
  }

  private String clockWords() {
    return words.words("clock words").stream().map(Pattern::quote).collect(Collectors.joining("|"));
  }

  /** "14:00–15:30", "8–10 Uhr", "14h-16h". */
  private void addRanges(List<Rule> rules) {
    String to = " " + words.word("to") + " ";
    rules.add(Rule.of("(?<=\\d[:.h]\\d\\d) ?[-–] ?(?=\\d{1,2}[:h]\\d\\d(?!\\d))", match -> to));
    rules.add(Rule.of("(?<=\\d ?[hH]) ?[-–] ?(?=\\d{1,2} ?[hH](?!\\p{L}))", match -> to));
    String hours = clockWords();
    if (!hours.isEmpty()) {
      rules.add(
          Rule.of(
              "(?<=\\d[.:]\\d\\d) ?[-–] ?(?=\\d{1,2}[.:]\\d\\d ?(?:" + hours + ")(?!\\p{L}))",
              match -> to));
      rules.add(
          Rule.of(
              BEFORE
                  + "(\\d{1,2}) ?[-–] ?(?=\\d{1,2}(?:[:.]\\d\\d)? ?(?:"
                  + hours
                  + ")"
                  + TextEdges.AFTER_WORD
                  + ")",
              match -> numbers.spoken(match.group(1), words.word("hour gender")) + to));
    }
  }

  /** "12h02m05s", "2 h 30 min", "3:25:40": how long something lasts. */
  private void addDurations(List<Rule> rules) {
    rules.add(
        Rule.of(
            BEFORE
                + "(\\d{1,2}) ?h ?(\\d{1,2}) ?(?:min|mn|m)\\.?(?: ?(\\d{1,2}) ?s)?"
                + TextEdges.AFTER_WORD,
            this::duration));
    String hours = Pattern.quote(measures.name("h", BigDecimal.TEN));
    String word = clockWords().isEmpty() ? "" : "(?! ?(?:" + clockWords() + ")(?!\\p{L}))";
    rules.add(
        Rule.of(
            BEFORE
                + "(\\d{1,2}):([0-5]\\d):([0-5]\\d)(?: (?:"
                + hours
                + "|h)(?!\\p{L}))?"
                + word
                + TextEdges.AFTER_FIGURE,
            this::duration));
  }

  /** "3:26.50", "3'26\"50", "10\"2": minutes, seconds and parts of a second. */
  private void addRaces(List<Rule> rules) {
    rules.add(
        Rule.of(
            BEFORE + "(\\d{1,2}):([0-5]\\d)[.,](\\d{1,2})(?![\\p{L}\\p{N}:]|[.,]\\d)",
            match -> measures.race(match.group(1), match.group(2), match.group(3))));
    rules.add(
        Rule.of(
            BEFORE + "(\\d{1,2})' ?([0-5]?\\d)\"(\\d{1,2})?(?![\\p{L}\\p{N}:]|[.,]\\d)",
            match -> measures.race(match.group(1), match.group(2), match.group(3))));
    rules.add(
        Rule.of(
            BEFORE + "(\\d{1,2})\"(\\d{1,2})(?![\\p{L}\\p{N}:'\"]|[.,]\\d)",
            match -> measures.race(null, match.group(1), match.group(2))));
  }

  private String duration(MatchResult match) {
    return measures.duration(
        Integer.parseInt(match.group(1)),
        Integer.parseInt(match.group(2)),
        match.group(3) == null ? -1 : Integer.parseInt(match.group(3)));
  }

  private String seconds(String digits) {
    String and = words.has("time and") ? " " + words.word("time and") + " " : " ";
    return and + measures.amount(Integer.toString(Integer.parseInt(digits)), "s");
  }

  /** "3 p. m.", "12:15 a.m." */
  private String halfDay(MatchResult match) {
    boolean morning = match.group(4).equalsIgnoreCase("a");
    int hour = Integer.parseInt(match.group(2));
    String part =
        morning
            ? hour == 12 ? "midnight" : "a"
            : hour == 12 ? "12" : hour >= FIRST_HOUR_OF_NIGHT ? "night" : "p";
    Map<String, String> parts = words.table("half day");
    String minutes = match.group(3) == null || match.group(3).equals("00") ? "" : match.group(3);
    String time =
        minutes.isEmpty()
            ? hour(match.group(1) == null ? "" : match.group(1), BigDecimal.valueOf(hour))
                + fullHourWord(hour)
            : clock(match.group(1), hour, minutes);
    return time + " " + parts.getOrDefault(part, parts.get(morning ? "a" : "p"));
  }

  private String fullHourWord(int hour) {
    return words.word("full hour").contains("{hour}")
        ? " " + form("hour", BigDecimal.valueOf(hour))
        : "";
  }

  private String clock(MatchResult match) {
    return clock(match.group(1), Integer.parseInt(match.group(2)), match.group(3));
  }

  private String clock(String preceding, int hours, String written) {
    String minutes = written.isEmpty() ? "00" : written;
    BigDecimal hour = new BigDecimal(hours);
    BigDecimal minute = new BigDecimal(Integer.parseInt(minutes));
    boolean full = minute.signum() == 0;
    String pattern = full && words.has("full hour") ? words.word("full hour") : words.word("clock");
    return pattern
        .replace("{h}", hour(preceding == null ? "" : preceding, hour))
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
    String plain = words.word(kind + " gender");
    return numbers.spoken(number.toString(), gender.length > 1 ? gender[1] : plain);
  }

  private String form(String kind, BigDecimal number) {
    BigDecimal counted = number.signum() == 0 && words.has("zero plural") ? BigDecimal.TEN : number;
    return words.has(kind) ? numbers.form(words.word(kind).split("; ")[0], counted) : "";
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
