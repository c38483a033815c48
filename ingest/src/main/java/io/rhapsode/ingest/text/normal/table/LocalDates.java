package io.rhapsode.ingest.text.normal.table;

import com.ibm.icu.text.DateFormatSymbols;
import com.ibm.icu.util.ULocale;
import io.rhapsode.ingest.text.normal.rule.Context;
import io.rhapsode.ingest.text.normal.rule.Rule;
import io.rhapsode.ingest.text.normal.rule.TextEdges;
import io.rhapsode.ingest.text.normal.table.number.LocalNumbers;
import io.rhapsode.ingest.text.normal.table.number.LocalOrdinals;
import io.rhapsode.ingest.text.normal.vocabulary.OrdinalForms;
import io.rhapsode.ingest.text.normal.vocabulary.SpokenWords;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Dates in figures and words: the day first, or the year first as in ISO 8601. */
final class LocalDates {
  private static final String BEFORE = TextEdges.BEFORE_FIGURE;
  private static final String AFTER = TextEdges.AFTER_FIGURE;
  private static final String DAY = "(0?[1-9]|[12]\\d|3[01])";
  private static final String MONTH = "(0?[1-9]|1[0-2])";
  private static final String YEAR = "((?:1\\d|20)\\d\\d)";

  private final SpokenWords words;
  private final LocalNumbers numbers;
  private final OrdinalForms ordinals;
  private final LocalOrdinals agreement;
  private final String[] monthNames;
  private final Map<String, Integer> months = new HashMap<>();
  private final Map<String, String> weekdays = new HashMap<>();

  LocalDates(String language, LocalNumbers numbers, OrdinalForms ordinals) {
    this.words = SpokenWords.of(language);
    this.numbers = numbers;
    this.ordinals = ordinals;
    this.agreement = new LocalOrdinals(words, numbers, ordinals);
    DateFormatSymbols symbols = new DateFormatSymbols(new ULocale(language));
    this.monthNames = symbols.getMonths(DateFormatSymbols.FORMAT, DateFormatSymbols.WIDE);
    for (int width : new int[] {DateFormatSymbols.ABBREVIATED, DateFormatSymbols.WIDE}) {
      for (int context : new int[] {DateFormatSymbols.STANDALONE, DateFormatSymbols.FORMAT}) {
        String[] names = symbols.getMonths(context, width);
        for (int month = 0; month < monthNames.length; month++) {
          months.put(key(names[month]), month);
        }
      }
    }
    words
        .table("short months")
        .forEach((name, month) -> months.putIfAbsent(name, Integer.parseInt(month) - 1));
    String[] days = symbols.getWeekdays(DateFormatSymbols.FORMAT, DateFormatSymbols.WIDE);
    String[] shortDays =
        symbols.getWeekdays(DateFormatSymbols.FORMAT, DateFormatSymbols.ABBREVIATED);
    for (int day = 1; day < days.length; day++) {
      String name = shortDays[day].replace(".", "");
      weekdays.put(name, days[day]);
      weekdays.put(capital(name), capital(days[day]));
    }
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  /** The names of months in full, as they stand in dates. */
  List<String> monthNames() {
    return List.of(monthNames);
  }

  private static String key(String month) {
    return month.replace(".", "").toLowerCase(Locale.ROOT);
  }

  List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    String names =
        months.keySet().stream()
            .sorted((a, b) -> b.length() - a.length())
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    addWeekdays(rules, names);
    addLists(rules, names);
    addWithMonth(rules, names);
    addInFigures(rules);
    return rules;
  }

  /** "Mo., 4. März", "lun. 12/3/1901", "Mo.–Fr. 8–18 Uhr". */
  private void addWeekdays(List<Rule> rules, String names) {
    String days = "(" + LocalRomans.alternatives(weekdays.keySet()) + ")\\.?";
    String start = "(?<![\\p{L}\\p{N}.])";
    String hour = "\\d{1,2}(?:[.:h]\\d\\d)?";
    rules.add(
        Rule.of(
            start + days + " ?[-–] ?" + days + TextEdges.AFTER_WORD,
            match ->
                weekdays.get(match.group(1))
                    + " "
                    + words.word("to")
                    + " "
                    + weekdays.get(match.group(2))));
    rules.add(
        Rule.of(
            start
                + days
                + "(?=,? (?:\\p{Ll}{2,3} )?"
                + DAY
                + "(?:(?:\\.|er|º|°)? (?:de )?(?iu:"
                + names
                + ")"
                + TextEdges.AFTER_WORD
                + "|[./-] ?"
                + MONTH
                + "[./-])|,? "
                + hour
                + "(?: ?[-–] ?"
                + hour
                + ")? ?(?:Uhr|h)(?!\\p{L}))",
            match -> weekdays.get(match.group(1))));
  }

  /** "17–18 juin", "17/18/19 mars": all days but the last. */
  private void addLists(List<Rule> rules, String names) {
    rules.add(
        Rule.ofAnyCase(
            OrdinalForms.PRECEDING
                + BEFORE
                + DAY
                + "([/-])"
                + DAY
                + "\\3(?="
                + DAY
                + " (?:de )?(?:"
                + names
                + "))",
            match ->
                day(match.group(1), match.group(2))
                    + " "
                    + day(match.group(1), match.group(4))
                    + " "));
    rules.add(
        Rule.ofAnyCase(
            OrdinalForms.PRECEDING
                + BEFORE
                + DAY
                + "(?:\\.|er|º|°)? ?([/–-]) ?(?="
                + DAY
                + "(?:\\.|er|º|°)?(?:[/–-]"
                + DAY
                + ")? (?:de )?(?:"
                + names
                + ")"
                + TextEdges.AFTER_WORD
                + ")",
            this::firstOfTwo));
  }

  /** "3. Oktober 1990", "dic. 1990", "junio 21, 2021". */
  private void addWithMonth(List<Rule> rules, String names) {
    if (words.has("month first")) {
      rules.add(
          Rule.ofAnyCase(
              "(?<![\\p{L}\\p{N}]|\\p{N} |\\p{N} de )("
                  + names
                  + ")\\.? "
                  + DAY
                  + "(?:(?:,| de)? "
                  + YEAR
                  + ")?(?! ?(?:de )?\\d)"
                  + AFTER,
              match ->
                  date(
                      null,
                      match.group(2),
                      Integer.toString(months.get(key(match.group(1))) + 1),
                      match.group(3) == null ? "" : match.group(3))));
    }
    rules.add(
        Rule.inContextAnyCase(
            OrdinalForms.PRECEDING
                + BEFORE
                + DAY
                + "(?:\\.|º|er|°|:[ae])?( (?:de )?)("
                + names
                + ")(\\.(?![\"')\\]]*$))?"
                + TextEdges.AFTER_WORD
                + "(?:(,? (?:del? )?)"
                + YEAR
                + AFTER
                + ")?",
            this::written));
    rules.add(
        Rule.ofAnyCase(
            "(?<![\\p{L}\\p{N}])(" + names + ")(\\.)?( (?:de )?)" + YEAR + AFTER,
            this::monthOfYear));
  }

  /** "3.10.1990", "1990-10-03", "1914/18". */
  private void addInFigures(List<Rule> rules) {
    rules.add(
        Rule.of(
            OrdinalForms.PRECEDING
                + BEFORE
                + DAY
                + "([./-]) ?"
                + MONTH
                + "\\3 ?(\\d{4}|\\d\\d)(?!\\p{L})"
                + AFTER,
            this::inFigures));
    rules.add(
        Rule.of(BEFORE + "(\\d{4})([./-])" + MONTH + "\\2" + DAY + "(?!\\d)" + AFTER, this::iso));
    rules.add(
        Rule.of(
            "(?<![\\p{L}\\p{N}.,:/-])" + YEAR + "/(\\d\\d)" + AFTER,
            match ->
                year(match.group(1))
                    + " "
                    + words.word("to")
                    + " "
                    + numbers.spoken(match.group(2), "")));
    if (words.has("day before")) {
      rules.add(
          Rule.of(
              "(?<=(?<!\\p{L})(?iu:"
                  + words.word("day before")
                  + ") ?)()"
                  + DAY
                  + "()/"
                  + MONTH
                  + "(?! ?\\p{Ll})"
                  + AFTER,
              match -> {
                boolean proper =
                    Integer.parseInt(match.group(2)) < Integer.parseInt(match.group(4));
                return proper ? null : date(null, match.group(2), match.group(4), "");
              }));
    }
    if (words.has("dot dates")) {
      rules.add(
          Rule.of(
              OrdinalForms.PRECEDING + BEFORE + "(0[1-9]|[12]\\d|3[01])\\.(0[1-9]|1[0-2])" + AFTER,
              match -> date(match.group(1), match.group(2), match.group(3), "")));
    }
    if (words.has("ordinal mark")) {
      rules.add(
          Rule.of(
              OrdinalForms.PRECEDING + BEFORE + DAY + "\\. ?" + MONTH + "\\.(?! ?\\p{N})",
              match -> date(match.group(1), match.group(2), match.group(3), "")));
    }
  }

  /** "17–18 juin", "17/18 juin": the first day. */
  private String firstOfTwo(MatchResult match) {
    String link = match.group(3).equals("/") ? " " : " " + words.word("to") + " ";
    boolean bare = match.group(1) == null && words.has("case after");
    return day(bare ? words.word("to") : match.group(1), match.group(2)) + link;
  }

  /** "dic. 1990": the month in full. */
  private String monthOfYear(MatchResult match) {
    String name = monthNames[months.get(key(match.group(1)))];
    boolean links = words.word("date").contains(" de ");
    boolean known = key(name).equals(key(match.group(1)));
    if (match.group(2) == null && (known || match.group(1).length() < 3) && !links) {
      return match.group(1) + match.group(3) + year(match.group(4));
    }
    return (known ? match.group(1) : name)
        + (links ? " de " : match.group(3))
        + year(match.group(4));
  }

  private String written(MatchResult match, Context context) {
    int month = months.get(key(match.group(4)));
    String stop = match.group(5) == null ? "" : match.group(5);
    boolean links = words.word("date").contains(" de ");
    String gap = links && " ".equals(match.group(6)) ? " de " : match.group(6);
    String year = match.group(7) == null ? "" : gap + year(match.group(7));
    boolean abbreviated = !key(monthNames[month]).equals(key(match.group(4)));
    String name = abbreviated && isShort(month, match) ? monthNames[month] : match.group(4);
    String governing = agreement.governing(match.group(1), context, match.start(2));
    return day(governing, match.group(2))
        + (links && match.group(3).equals(" ") ? " de " : match.group(3))
        + name
        + (stop.isEmpty() || abbreviated ? "" : stop)
        + year;
  }

  /** "Okt" for "Oktober", and not "январь" for "января". */
  private boolean isShort(int month, MatchResult match) {
    return match.group(4).length() < monthNames[month].length() - 1 || match.group(5) != null;
  }

  private String inFigures(MatchResult match) {
    return date(match.group(1), match.group(2), match.group(4), match.group(5));
  }

  private String iso(MatchResult match) {
    return date(null, match.group(4), match.group(3), match.group(1));
  }

  private String date(String preceding, String day, String month, String year) {
    return words
        .word("date")
        .replace("{d}", day(preceding, day))
        .replace("{month}", monthNames[Integer.parseInt(month) - 1])
        .replace(" de {y}", year.isEmpty() ? "" : " de {y}")
        .replace("{y}", year.isEmpty() ? "" : year(year))
        .strip();
  }

  private String day(String preceding, String digits) {
    int day = Integer.parseInt(digits);
    if (day == 1 && words.has("first")) {
      return words.word("first");
    }
    String[] kind = words.word("day").split(" ");
    if (!kind[0].equals("ordinal")) {
      return numbers.numerals().cardinal(BigInteger.valueOf(day)).orElseThrow();
    }
    String form = kind.length > 1 ? kind[1] : ordinals.formAfter(preceding);
    return numbers.ordinal(day, form).orElse(digits);
  }

  private String year(String digits) {
    String[] kind = words.word("year").split(" ");
    Optional<String> ordinal =
        kind[0].equals("ordinal")
            ? numbers.ordinal(Long.parseLong(digits), kind[1])
            : Optional.empty();
    if (kind[0].equals("numbering")) {
      return numbers.numerals().year(Long.parseLong(digits));
    }
    return ordinal.orElseGet(() -> numbers.spoken(digits, ""));
  }
}
