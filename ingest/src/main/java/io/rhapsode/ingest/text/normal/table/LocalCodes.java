package io.rhapsode.ingest.text.normal.table;

import io.rhapsode.ingest.text.normal.rule.ChemicalFormula;
import io.rhapsode.ingest.text.normal.rule.Lettered;
import io.rhapsode.ingest.text.normal.rule.Rule;
import io.rhapsode.ingest.text.normal.rule.TextEdges;
import io.rhapsode.ingest.text.normal.table.number.LocalNumbers;
import io.rhapsode.ingest.text.normal.vocabulary.SpokenWords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.stream.Collectors;

/**
 * Figures that are no quantities: telephone numbers, verses, ratios, sections, network addresses.
 */
final class LocalCodes {
  private static final String BEFORE = TextEdges.BEFORE_FIGURE;
  private static final String AFTER = TextEdges.AFTER_FIGURE;
  private static final String START = "(?<![\\p{L}\\p{N}.,:/-])";

  private final SpokenWords words;
  private final LocalNumbers numbers;

  LocalCodes(SpokenWords words, LocalNumbers numbers) {
    this.words = words;
    this.numbers = numbers;
  }

  List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    addTelephones(rules);
    rules.add(
        Rule.of(
            START + "(\\d{2,}(?:-\\d+){2,}|\\d(?:-\\d{2,4}){3,})(?![\\p{L}\\p{N}]|[-/.,]\\p{N})",
            match -> groups(match.group(1))));
    rules.add(
        Rule.of(
            BEFORE + "(?!\\d{1,3}(?:\\.\\d{3}){3})(\\d{1,3}(?:\\.\\d{1,3}){3})" + AFTER,
            this::address));
    rules.add(
        Rule.of(
            BEFORE + "(\\d{1,2}(?:,\\d{1,2}){2,})" + AFTER,
            match -> match.group(1).replace(",", ", ")));
    rules.add(Rule.of(BEFORE + "(\\d{1,2}(?:\\.\\d{1,2}){2})" + AFTER, this::section));
    rules.add(
        Rule.of(
            START + "(\\d{1,5}|\\d{1,2}\\.\\d{3})/((?:1[89]|20)\\d\\d)" + AFTER,
            match ->
                match.group(1).equals("1")
                    ? null
                    : numbers.spoken(match.group(1), "")
                        + " "
                        + (words.has("year of")
                            ? words.word("year of")
                            : words.table("addresses").get("/"))
                        + " "
                        + numbers.spoken(match.group(2), "")));
    addRatios(rules);
    return rules;
  }

  /** "2 x 1", "10117 Berlin" and, where nothing else took them, "1:25 000". */
  private void addRatios(List<Rule> rules) {
    if (words.has("score sign")) {
      rules.add(
          Rule.of(
              BEFORE + "(\\d{1,2}) ?" + words.word("score sign") + " ?(\\d{1,2})" + AFTER,
              match ->
                  numbers.spoken(match.group(1), "")
                      + " "
                      + words.word("score")
                      + " "
                      + numbers.spoken(match.group(2), "")));
    }
    if (words.has("postcode")) {
      rules.add(
          Rule.of(
              "(?<=, |; |^|D-)(\\d{5})(?= \\p{Lu}\\p{Ll}{2})", match -> digits(match.group(1))));
    }
    if (words.has("ratio")) {
      rules.add(
          Rule.of(
              BEFORE + "(" + LocalNumbers.FIGURE + ") ?: ?(" + LocalNumbers.FIGURE + ")" + AFTER,
              match ->
                  numbers.spoken(match.group(1), "")
                      + " "
                      + words.word("ratio")
                      + " "
                      + numbers.spoken(match.group(2), "")));
    }
  }

  /**
   * "MP3", "G20", "12B", "B-52": letters and figures that are no unit and no ordinal; to be applied
   * after all others. Longer codes are left to the voice.
   */
  List<Rule> lettered() {
    return List.of(
        Rule.of(
            ChemicalFormula.EXPRESSION,
            match -> ChemicalFormula.spoken(match.group(), this::labelled)),
        Rule.of(Lettered.SIMPLE, match -> Lettered.apart(match.group(), this::labelled)),
        Rule.of(Lettered.BEHIND_HYPHEN, match -> labelled(match.group())));
  }

  private String labelled(String digits) {
    return Lettered.isSpelled(digits) ? digits(digits) : numbers.spoken(digits, "");
  }

  /** "Jean 3, 16", "1 Kor 13,4-7"; to be applied before times are. */
  List<Rule> verses() {
    Map<String, String> books = words.table("bible books");
    if (books.isEmpty()) {
      return List.of();
    }
    return List.of(
        Rule.of(
            "(?<![\\p{L}\\p{N}])(?:([123])\\.? ?)?("
                + LocalRomans.alternatives(books.keySet())
                + ")\\.? (\\d{1,3})[:,.] ?(\\d{1,3})(?: ?[-–] ?(\\d{1,3}))?"
                + AFTER,
            match -> verse(match, books)),
        Rule.of(
            "(?<![\\p{L}\\p{N}])(?:(?:([123])\\.? ?)("
                + LocalRomans.alternatives(books.keySet())
                + ")\\.?|("
                + shortened(books, "\\p{Lu}\\p{L}+")
                + ")\\.|("
                + shortened(books, "[B-DF-HJ-NP-TV-Z][b-df-hj-np-tv-z]+")
                + ")) (?=\\d{1,3}(?! ?(?:m|km|cm|mm|kg|g|l|h|t|Uhr|%|€)(?!\\p{L}))"
                + AFTER
                + ")",
            match -> chapter(match, books)));
  }

  /** The books whose short names are of a shape, as an alternative. */
  private static String shortened(Map<String, String> books, String shape) {
    List<String> names =
        books.entrySet().stream()
            .filter(book -> !book.getKey().equals(book.getValue()))
            .map(Map.Entry::getKey)
            .filter(name -> name.matches(shape))
            .toList();
    return LocalRomans.alternatives(names);
  }

  /** "Ps. 23", "1 Kor 13", "Mt 5": a chapter alone. */
  private String chapter(MatchResult match, Map<String, String> books) {
    String number =
        match.group(1) == null ? "" : words.word("bible number " + match.group(1)) + " ";
    String book =
        match.group(2) != null
            ? match.group(2)
            : match.group(3) != null ? match.group(3) : match.group(4);
    return number + books.get(book) + " ";
  }

  private String verse(MatchResult match, Map<String, String> books) {
    String number =
        match.group(1) == null ? "" : words.word("bible number " + match.group(1)) + " ";
    String last =
        match.group(5) == null
            ? ""
            : " " + words.word("to") + " " + numbers.spoken(match.group(5), "");
    return number
        + books.get(match.group(2))
        + " "
        + numbers.spoken(match.group(3), "")
        + ", "
        + numbers.spoken(match.group(4), "")
        + last;
  }

  private void addTelephones(List<Rule> rules) {
    rules.add(
        Rule.of(
            "(?<![\\p{L}\\p{N}])(\\+\\d{1,3})((?:[ -]?\\(?\\d{1,9}\\)?){1,6})" + AFTER,
            match -> country(match.group(1).substring(1)) + ", " + groups(match.group(2))));
    rules.add(
        Rule.of(
            "(?<![\\p{L}\\p{N}])\\((0?\\d{1,4})\\) ?(\\d{2,5}(?:[ .-]\\d{2,5}){1,4}|\\d{5,9})"
                + AFTER,
            match -> groups(match.group(1) + " " + match.group(2))));
    if (words.has("telephone words")) {
      rules.add(
          Rule.of(
              "(?<=(?<!\\p{L})(?iu:"
                  + words.word("telephone words")
                  + ")\\.?:? ?)"
                  + "(\\d{2,5}(?: ?[/–-] ?\\d{2,9}|[ .]\\d{2,9}){1,5}|\\d{5,12})"
                  + AFTER,
              match -> groups(match.group(1))));
    }
    if (words.has("telephone pairs")) {
      rules.add(
          Rule.of(START + "(0[1-9](?:[ .-]?\\d\\d){4})" + AFTER, match -> groups(match.group(1))));
      rules.add(
          Rule.of(
              START + "(0 ?\\d{2,3}(?:[ .-]\\d{2,3}){2,3})" + AFTER,
              match -> groups(match.group(1))));
    } else {
      rules.add(
          Rule.of(
              START + "(?<!\\d )(0\\d{1,4}[ /-]\\d{2,9}(?:[ ./-]\\d{2,9}){0,4})" + AFTER,
              match -> groups(match.group(1))));
    }
    if (words.has("telephone shape")) {
      rules.add(
          Rule.of(
              START + "((?!1\\d{3}-[12])" + words.word("telephone shape") + ")" + AFTER + "(?!-)",
              match -> groups(match.group(1))));
    }
  }

  private String country(String code) {
    String spoken = words.has("country code") ? digits(code) : numbers.spoken(code, "");
    return words.word("plus") + " " + spoken;
  }

  /** Groups of digits, a pause between them; pairs as numbers where the language says them so. */
  private String groups(String written) {
    List<String> groups =
        Arrays.stream(written.split("\\D+")).filter(group -> !group.isEmpty()).toList();
    if (words.has("telephone pairs") && groups.size() == 1 && groups.get(0).length() == 10) {
      return groups(groups.get(0).replaceAll("(..)", "$1 "));
    }
    boolean pairs =
        words.has("telephone pairs")
            && groups.size() > 2
            && groups.get(0).length() < 3
            && groups.stream().skip(1).allMatch(group -> isPair(group, groups.get(1)));
    return groups.stream()
        .map(group -> pairs && !group.startsWith("0") ? numbers.spoken(group, "") : digits(group))
        .collect(Collectors.joining(", "));
  }

  /** Two digits, or the round hundreds of "0 800 12 34 56". */
  private static boolean isPair(String group, String first) {
    return group.length() == 2 || group.equals(first) && group.matches("[1-9]00");
  }

  private String address(MatchResult match) {
    return Arrays.stream(match.group(1).split("\\."))
        .map(this::digits)
        .collect(Collectors.joining(" " + words.word("point") + " "));
  }

  private String section(MatchResult match) {
    return Arrays.stream(match.group(1).split("\\."))
        .map(part -> numbers.spoken(part, ""))
        .collect(Collectors.joining(" " + words.word("point") + " "));
  }

  private String digits(String written) {
    return numbers.numerals().digits(written.replaceAll("\\D", ""));
  }
}
