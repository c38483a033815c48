package io.rhapsode.ingest.text.normal.english;

import io.rhapsode.ingest.text.normal.rule.Rule;
import io.rhapsode.ingest.text.normal.rule.TextEdges;
import io.rhapsode.ingest.text.normal.vocabulary.RomanNumerals;
import io.rhapsode.ingest.text.normal.vocabulary.SpokenWords;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Abbreviations, always as whole words. A full stop that also ends the text stays. Read aloud:
 * titles before names, Latin phrases, letters with full stops between them.
 */
final class EnglishAbbreviations {
  private static final String START = TextEdges.BEFORE_WORD;
  private static final String NAME = "(?= ?\\p{Lu}| (?:and|or|&) \\p{Lu})";

  private static final String STOP = TextEdges.STOP;

  private static final SpokenWords WORDS = SpokenWords.of("en");
  private static final Map<String, String> BEFORE_NAMES = WORDS.table("before names");

  /** As British books write them. */
  private static final Map<String, String> WITHOUT_STOP =
      Map.of("Mr", "Mister", "Mrs", "Missus", "Dr", "Doctor");

  /** Behind a name or an ordinal, and before what cannot be the name of a saint. */
  private static final String STREET =
      "(?=[Ss]t)(?<=\\p{Lu}\\p{L}{1,20} |\\d(?:st|nd|rd|th)"
          + " )[Ss]t(?:\\.(?![\"')\\]]*$)|(?=\\.[\"')\\]]*$)|(?=,|$))(?=\\.?[\"')\\]]*$|[,;:)]|"
          + " \\p{Ll}| \\d| (?:It|He|She|The|They|We|I|There|His|Her|In|On|At|But|And|A) )";

  private static final Map<String, String> QUARTERS =
      Map.of("N", "North", "S", "South", "E", "East", "W", "West");

  private static final Map<String, String> AFTER_NAMES =
      Map.of(
          "St",
          "Street",
          "Ave",
          "Avenue",
          "Blvd",
          "Boulevard",
          "Rd",
          "Road",
          "Ln",
          "Lane",
          "Hwy",
          "Highway",
          "Sq",
          "Square",
          "Jr",
          "Junior",
          "Sr",
          "Senior");

  private static final Map<String, String> ANYWHERE = WORDS.table("anywhere");

  private static final Map<String, String> BEFORE_NUMBERS = WORDS.table("before numbers");

  private static final Map<String, String> WEEKDAYS =
      Map.of(
          "Mon",
          "Monday",
          "Tue",
          "Tuesday",
          "Wed",
          "Wednesday",
          "Thu",
          "Thursday",
          "Fri",
          "Friday",
          "Sat",
          "Saturday",
          "Sun",
          "Sunday");

  private static final Map<String, String> LIVES =
      Map.of("b", "born", "d", "died", "fl", "flourished", "r", "reigned");

  /** Of these, only references are followed by Roman numerals. */
  private static final Map<String, String> BEFORE_ROMANS =
      BEFORE_NUMBERS.entrySet().stream()
          .filter(word -> !List.of("c", "ca", "ed").contains(word.getKey()))
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

  /** Every word that a rule for a word with a full stop knows, in lower case. */
  private static final Set<String> KNOWN = known();

  static final List<Rule> RULES = rules();

  private EnglishAbbreviations() {}

  /**
   * Whether an abbreviation may stand in a text: most sentences have a single full stop, behind a
   * word that is none, and need not be searched.
   */
  static boolean mayStandIn(String text) {
    for (int stop = text.indexOf('.'); stop >= 0; stop = text.indexOf('.', stop + 1)) {
      int start = stop;
      while (start > 0 && Character.isLetter(text.charAt(start - 1))) {
        start--;
      }
      if (stop - start == 1
          || KNOWN.contains(text.substring(start, stop).toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return text.indexOf('&') >= 0
        || text.indexOf('#') >= 0
        || text.contains(" Ave")
        || text.contains(" Blvd")
        || text.contains(" Rd")
        || text.indexOf('°') >= 0
        || text.indexOf('º') >= 0
        || text.indexOf('№') >= 0
        || text.contains("St")
        || text.contains("Mr")
        || text.contains("Dr ")
        || text.contains("WW");
  }

  private static Set<String> known() {
    Set<String> known =
        new HashSet<>(
            Set.of(
                "ste", "d", "cent", "ed", "mon", "tue", "tues", "wed", "thu", "thur", "thurs",
                "fri", "sat", "sun", "yr", "ms", "mss", "est"));
    Stream.of(
            WORDS.table("states"),
            BEFORE_NAMES,
            AFTER_NAMES,
            ANYWHERE,
            BEFORE_NUMBERS,
            BEFORE_ROMANS)
        .flatMap(words -> words.keySet().stream())
        .map(word -> word.substring(word.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT))
        .forEach(known::add);
    return Set.copyOf(known);
  }

  private static List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    addAnds(rules);
    addStreets(rules);
    addStates(rules);
    addWords(rules);
    addDates(rules);
    addOthers(rules);
    return List.copyOf(rules);
  }

  private static void addAnds(List<Rule> rules) {
    rules.add(Rule.of("(?<=^|\\s)&c" + STOP, match -> "et cetera"));
    rules.add(Rule.of("(?<=\\s)&(?=\\s)", match -> "and"));
    rules.add(Rule.of("(?<=\\p{L})&(?=\\p{L})", match -> " and "));
    rules.add(Rule.of("(?<=^|\\s)&(?=\\p{L})", match -> "and "));
  }

  /** "12 N. 5th St.", "St. Paul", "Hill Dr.". */
  private static void addStreets(List<Rule> rules) {
    rules.add(
        Rule.of(
            "(?=[NSEW]\\.? )(?<=\\d )([NSEW])\\.?(?= (?:\\d{1,3}(?:st|nd|rd|th)|\\p{Lu}\\p{Ll}+)"
                + " (?:St|Ave|Blvd|Rd|Dr|Ln|Street|Avenue|Road|Boulevard|Drive|Lane)(?!\\p{L}))",
            match -> QUARTERS.get(match.group(1))));
    rules.add(Rule.of(STREET, match -> "Street"));
    rules.add(
        Rule.of("(?<=\\d(?:st|nd|rd|th) )[Ss]t\\.?(?= \\p{Lu}{1,2}(?!\\p{L}))", match -> "Street"));
    rules.add(Rule.of(START + "Ste?\\.? (?=\\p{Lu}\\p{L})", match -> "Saint "));
    rules.add(
        Rule.of(
            "(?=Dr)(?<=\\p{Lu}\\p{L}{1,20} )Dr"
                + STOP
                + "(?! \\p{Lu}\\p{Ll}+(?! |$)| \\p{Lu}\\p{Ll}+ \\p{Lu})(?=[,;)]| \\p{Ll}|\\.?$)",
            match -> "Drive"));
    rules.add(
        Rule.of(
            "(?= (?:Ave|Blvd|Rd|Ln))(?<=\\d (?:(?:[NSEW]|North|South|East|West)"
                + " )?\\p{Lu}\\p{L}{1,20}) (Ave|Blvd|Rd|Ln)(?=,|;|\\)|$)",
            match -> " " + AFTER_NAMES.get(match.group(1))));
  }

  /** The words of the tables, where they stand. */
  private static void addWords(List<Rule> rules) {
    rules.add(words(AFTER_NAMES, "(?<=\\p{L} |\\p{L}, |\\d(?:st|nd|rd|th) )", STOP));
    rules.add(words(BEFORE_NAMES, START, "\\." + NAME));
    rules.add(words(WITHOUT_STOP, START, "(?= \\p{Lu})"));
    rules.add(Rule.of(START + "Ms\\." + NAME, match -> "Ms"));
    rules.add(words(ANYWHERE, START, STOP));
    Map<String, String> counted = WORDS.table("counted");
    rules.add(
        Rule.of(
            "(?<=(?<![\\p{N}\\p{L}.,:/$£€–-])(\\d{1,4}|\\d{1,3},\\d{3}) )("
                + alternatives(counted)
                + ")"
                + STOP
                + "(?!\\p{L}| ?(?:\\d|[IVXLC]+(?!\\p{L})|[ivxlc]+(?!\\p{L})))",
            match -> {
              String[] forms = counted.get(match.group(2)).split("\\|");
              return forms[match.group(1).equals("1") ? 0 : 1];
            }));
    rules.add(anyCaseWords(BEFORE_NUMBERS, START, "\\. ?(?=\\d)"));
    rules.add(
        anyCaseWords(
            BEFORE_ROMANS,
            START,
            "\\. ?(?=(?:[VXvx]|I(?= ?[-–,]| and )|(?<=(?i:sc|act)\\."
                + " )[Ii]|[ivxl]{2,7}|(?=[IVXLC]{2})"
                + RomanNumerals.EXPRESSION
                + ")(?![\\p{L}\\p{N}']))"));
  }

  /** "Springfield, Ill.": behind the name of a town and a comma. */
  private static void addStates(List<Rule> rules) {
    Map<String, String> states = WORDS.table("states");
    rules.add(
        words(
            states,
            "(?<=\\p{Lu}\\p{L}{2,20}, )",
            "(?:\\.(?=[,;:)]| \\d| \\p{Ll}| \\()|(?=\\.[\"')\\]]*$))"));
  }

  /** "No. 5", "b. 1809", "Tues., 5 May", "18th c.". */
  private static void addDates(List<Rule> rules) {
    rules.add(Rule.of(START + "(?:n°|N°|№|Nº|nº)\\.? ?(?=\\d)", match -> "number "));
    rules.add(Rule.of("#(?=\\d)", match -> "number "));
    rules.add(
        Rule.of(
            START + "(b|d|fl|r)\\. ?(?=(?:c\\. ?)?\\d{3,4}(?!\\d|,\\d)|\\d{1,2} \\p{Lu}\\p{Ll}{2})",
            match -> LIVES.get(match.group(1)) + " "));
    rules.add(
        Rule.of(
            START
                + "(Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\\.(?=,| ?[-–]|\\)| \\d|;"
                + "| (?:&|and|or|at|morning|afternoon|evening|night)(?!\\p{L}))",
            match -> WEEKDAYS.get(match.group(1).substring(0, 3))));
    rules.add(
        Rule.of(
            "(?<=(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day) ?[-–] ?(?=\\p{Lu})", match -> " to "));
    rules.add(Rule.of("(?<=\\d(?:st|nd|rd|th))[ -]c(?:ent)?" + STOP, match -> " century"));
    rules.add(
        Rule.of(
            "(?<=day (?:to|and|or) )(Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)(?:"
                + STOP
                + "|"
                + TextEdges.AFTER_WORD
                + ")",
            match -> WEEKDAYS.get(match.group(1).substring(0, 3))));
  }

  /** Single abbreviations and letters with full stops. */
  private static void addOthers(List<Rule> rules) {
    rules.add(Rule.of(START + "([Ee])d\\. by(?= )", match -> match.group(1) + "dited by"));
    rules.add(
        Rule.of(
            "(?<=(?<![\\p{L}\\p{N}])(?:\\d{1,2}(?:st|nd|rd|th|d)|first|second|third|fourth|fifth"
                + "|rev\\.|revised|new|abridged) )ed"
                + STOP,
            match -> "edition"));
    rules.add(
        Rule.of(
            START + "WW ?(I{1,3})" + TextEdges.AFTER_WORD,
            match -> "World War " + EnglishNumbers.cardinal(match.group(1).length())));
    rules.add(Rule.of(START + "MS(S?)\\.(?= |[,;:)]|$)", EnglishAbbreviations::manuscripts));
    rules.add(
        Rule.of(START + "([Ee])st\\. (?=(?:in )?\\d{4})", match -> match.group(1) + "stablished "));
    rules.add(Rule.of("(?<=\\d )pp" + STOP + "(?! ?\\d)", match -> "pages"));
    rules.add(Rule.of(START + "p\\.a" + STOP, match -> "per annum"));
    rules.add(
        Rule.of(
            START + "(Lt|Maj|Brig)\\.-(?=\\p{Lu})",
            match -> BEFORE_NAMES.get(match.group(1)) + "-"));
    rules.add(
        Rule.of(
            "(?<=(?:1st|2nd|2d|first|second) )(Lt|Lieut)" + STOP,
            match -> BEFORE_NAMES.get(match.group(1))));
    rules.add(Rule.of("(?<=(?<!\\p{L})(?:a|per|each) )yr" + STOP, match -> "year"));
    rules.add(Rule.of(START + "c/o(?= )", match -> "care of"));
    rules.add(Rule.of(START + "w/o(?= )", match -> "without"));
    rules.add(
        Rule.of(
            START + "(\\p{Lu}(?:\\.\\p{Lu})+)(?![\\p{L}\\p{N}])" + STOP,
            EnglishAbbreviations::letters));
    rules.add(
        Rule.of(
            START + "((?:\\p{Lu}\\. ){1,4}\\p{Lu}\\.|\\p{Lu}\\.)(?= \\p{Lu}\\p{Ll})",
            EnglishAbbreviations::initials));
  }

  private static String manuscripts(MatchResult match) {
    return match.group(1).isEmpty() ? "manuscript" : "manuscripts";
  }

  private static Rule words(Map<String, String> words, String before, String after) {
    return Rule.of(
        before + "(" + alternatives(words) + ")" + after, match -> words.get(match.group(1)));
  }

  private static Rule anyCaseWords(Map<String, String> words, String before, String after) {
    return Rule.ofAnyCase(
        before + "(" + alternatives(words) + ")" + after,
        match ->
            sameCase(match.group(1), words.get(match.group(1).toLowerCase(Locale.ROOT))) + " ");
  }

  private static String alternatives(Map<String, String> words) {
    return String.join(
        "|", words.keySet().stream().sorted().map(word -> word.replace(".", "\\.")).toList());
  }

  private static String sameCase(String written, String spoken) {
    return Character.isUpperCase(written.charAt(0))
        ? Character.toUpperCase(spoken.charAt(0)) + spoken.substring(1)
        : spoken;
  }

  /** "U.S.A." as "USA". */
  private static String letters(MatchResult match) {
    return match.group().replace(".", "");
  }

  /** "C. S. Lewis" as "CS Lewis". */
  private static String initials(MatchResult match) {
    return match.group().equals("I.") ? null : match.group().replace(".", "").replace(" ", "");
  }
}
