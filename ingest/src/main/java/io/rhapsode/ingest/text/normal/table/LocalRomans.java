package io.rhapsode.ingest.text.normal.table;

import io.rhapsode.ingest.text.normal.rule.Context;
import io.rhapsode.ingest.text.normal.rule.Rule;
import io.rhapsode.ingest.text.normal.rule.TextEdges;
import io.rhapsode.ingest.text.normal.table.number.LocalNumbers;
import io.rhapsode.ingest.text.normal.table.number.LocalOrdinals;
import io.rhapsode.ingest.text.normal.vocabulary.OrdinalForms;
import io.rhapsode.ingest.text.normal.vocabulary.RomanNumerals;
import io.rhapsode.ingest.text.normal.vocabulary.SpokenWords;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Roman numerals where the words around them show that they are numerals: behind chapters and their
 * abbreviations, beside centuries, before the noun they number, in dates, and with an ordinal
 * ending. Rulers have rules of their own ({@link LocalRulers}).
 */
final class LocalRomans {
  static final String PLAIN = "(" + RomanNumerals.EXPRESSION + ")";
  static final String AFTER = "(?![\\p{L}\\p{N}']|-\\p{Ll})";

  /** Not what is a word, a unit or a code rather than a numeral: "MI PIACE", "CD", "DIX". */
  static final String START =
      "(?<![\\p{L}\\p{N}.'-])(?!(?:[MDCL]I|[MD]IX|CD|DC|MD|CC|MM|CM|CL|ML|DL|CIV|LIV|MC|CV|DM)(?!\\p{L}))";

  /** More than one letter, or one that is hardly ever anything else. */
  private static final String CLEAR = "((?=[IVXLCDM]{2}|[VX])" + RomanNumerals.EXPRESSION + ")";

  /** The numeral of a century, behind an abbreviation that means other things too. */
  private static final String CENTURY = "((?=[IVX])X{0,2}(?:IX|IV|V?I{0,3}))";

  private static final int LARGEST_ORDINAL_PART = 10;
  private static final int LATEST_CENTURY = 21;

  /** As far as the word for a century may stand before its numeral, in characters. */
  private static final int SENTENCE = 120;

  private static final Pattern NUMERAL = Pattern.compile("(?<!\\p{L})[IVXLCDM]+(?!\\p{L})");

  private final SpokenWords words;
  private final LocalNumbers numbers;
  private final OrdinalForms ordinals;
  private final LocalTimes times;
  private final LocalRulers rulers;
  private final LocalOrdinals agreement;
  private final List<String> months;

  LocalRomans(
      SpokenWords words,
      LocalNumbers numbers,
      OrdinalForms ordinals,
      LocalTimes times,
      List<String> months) {
    this.words = words;
    this.numbers = numbers;
    this.ordinals = ordinals;
    this.times = times;
    this.months = months;
    this.agreement = new LocalOrdinals(words, numbers, ordinals);
    this.rulers = new LocalRulers(words, numbers);
  }

  List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    addAlone(rules);
    addDates(rules);
    if (words.word("centuries").contains("=")) {
      rules.addAll(times.inflected("centuries", PLAIN, RomanNumerals::value));
    } else if (words.has("centuries")) {
      addCenturies(rules);
    }
    addMarked(rules);
    addParts(rules);
    rules.addAll(rulers.rules());
    addClasses(rules);
    addCounted(rules);
    addNumberedNouns(rules);
    addLaterCenturies(rules);
    rules.add(
        Rule.of(START + "(?=M[CDLXVIM]{3})" + PLAIN + AFTER, match -> cardinal(match.group(1))));
    rules.add(
        Rule.of(
            "(?<=(?<![\\p{Lu}'-])\\p{L}\\p{Ll}{2,20} )"
                + START
                + "((?=[IVX]{2,}|XL|L[IVX])"
                + RomanNumerals.EXPRESSION
                + ")"
                + AFTER
                + "(?!\\.? ?\\p{Lu}{2})",
            match -> cardinal(match.group(1))));
    return rules;
  }

  /** Numerals that are all of a paragraph, or stand before its title. */
  private void addAlone(List<Rule> rules) {
    rules.add(Rule.of("^(?=[IVX]+\\.?$)" + PLAIN + "(?=\\.?$)", match -> cardinal(match.group(1))));
    rules.add(
        Rule.inContext(
            "^(?=[IVX])"
                + (words.has("no numerals") ? "(?!" + words.word("no numerals") + ")" : "")
                + PLAIN
                + "(?=(?:\\.|:| [—–-]) ?[\\p{Lu}\"«¿¡—–])",
            (match, context) ->
                agreement.numbersNoun(context, match.end() + 1) ? null : cardinal(match.group(1))));
  }

  private void addClasses(List<Rule> rules) {
    if (words.has("class letters")) {
      rules.add(
          Rule.of(
              "(?<=(?<!\\p{L})(?iu:"
                  + String.join("|", words.words("class letters"))
                  + ") )((?=[IV])(?:IV|V?I{0,3}))(?= \\p{Lu}(?![\\p{L}.']))",
              match -> ordinal(RomanNumerals.value(match.group(1)), "feminine")));
    }
  }

  private void addCounted(List<Rule> rules) {
    if (words.has("roman counted")) {
      rules.add(
          Rule.of(
              "(?<=(?<!\\p{L})(?iu:en|in|em|dans|de|von|mit|di|con|com|avec|et|y|e|und) )"
                  + START
                  + "(?!I )"
                  + PLAIN
                  + "(?= (?:"
                  + alternatives(words.words("roman counted"))
                  + ")(?!\\p{L}))",
              match -> Long.toString(RomanNumerals.value(match.group(1)))));
    }
  }

  /**
   * "am 5. XI. 1923", "il XX Settembre": a day or month in Roman figures becomes one in Arabic, for
   * the rules of dates.
   */
  private void addDates(List<Rule> rules) {
    rules.add(
        Rule.of(
            "(?<![\\p{N}.,])(\\d{1,2})([./-]) ?(X[I]{0,2}|IX|IV|V?I{1,3}|V)\\2 ?(\\d{4})(?!\\p{N})",
            match ->
                match.group(1) + "." + RomanNumerals.value(match.group(3)) + "." + match.group(4)));
    rules.add(
        Rule.ofAnyCase(
            START
                + "((?=[IVX])X{0,3}(?:IX|IV|V?I{0,3}))(?= (?:de )?(?:"
                + alternatives(months)
                + ")(?!\\p{L}))",
            match -> {
              String numeral = match.group(1).toUpperCase(Locale.ROOT);
              return Long.toString(RomanNumerals.value(numeral));
            }));
  }

  /** "XIXe", "Ire", "IV.º", "II°": an ending or a sign says that it is an ordinal. */
  private void addMarked(List<Rule> rules) {
    Map<String, String> marks = words.table("roman marks");
    if (marks.isEmpty()) {
      return;
    }
    rules.add(
        Rule.inContext(
            START
                + "(?![CDLM](?!\\p{Lu}))"
                + PLAIN
                + "("
                + alternatives(marks.keySet())
                + ")(?![\\p{L}\\p{N}])",
            (match, context) -> {
              String form = marks.get(match.group(2));
              boolean one = match.group(1).equals("I") && context.startsSentence(match.start());
              return one && match.group(2).equals("re")
                  ? null
                  : ordinal(
                      RomanNumerals.value(match.group(1)),
                      agreement.formBefore(form, context, match.end()));
            }));
  }

  /** "chapitre IV", "t. II-III", "Bde. I und II", "S. xii". */
  private void addParts(List<Rule> rules) {
    String more = sequence(PLAIN.replace("(?=[IVXLCDM])", "(?=[IVX])"));
    if (words.has("parts")) {
      rules.add(
          Rule.of(
              "(?<![\\p{L}\\p{N}])("
                  + alternatives(words.words("parts"))
                  + ") (?![CDLM]\\.? ?[\\d\\p{Ll}])"
                  + PLAIN
                  + AFTER
                  + more,
              match ->
                  match.group(1)
                      + " "
                      + each(
                          match.group(2) + match.group(3),
                          numeral -> part(match.group(1), numeral))));
      rules.add(
          Rule.of(
              "(?<![\\p{L}\\p{N}])("
                  + alternatives(words.words("parts"))
                  + ") ([ivxl]{1,7})"
                  + AFTER,
              match -> lower(match.group(1) + " ", match.group(2))));
    }
    Map<String, String> references = words.table("before numbers");
    if (!references.isEmpty()) {
      rules.add(
          Rule.of(
              TextEdges.BEFORE_WORD
                  + "("
                  + alternatives(references.keySet())
                  + ") ?"
                  + PLAIN
                  + AFTER
                  + more,
              match ->
                  references.get(match.group(1))
                      + " "
                      + each(match.group(2) + match.group(3), this::cardinal)));
      rules.add(
          Rule.of(
              TextEdges.BEFORE_WORD
                  + "("
                  + alternatives(references.keySet())
                  + ") ?([ivxl]{1,7})(?![\\p{L}\\p{N}'.]\\p{L})"
                  + TextEdges.AFTER_WORD,
              match -> lower(references.get(match.group(1)) + " ", match.group(2))));
    }
  }

  /** "atto terzo", "scena seconda", where the language says small numbers of parts so. */
  private String part(String name, String numeral) {
    long value = RomanNumerals.value(numeral);
    if (!words.words("ordinal parts").contains(name) || value > LARGEST_ORDINAL_PART) {
      return cardinal(numeral);
    }
    boolean feminine = numbers.nouns().of(name).equals("feminine");
    return ordinal(value, feminine ? "feminine" : "masculine");
  }

  private String lower(String lead, String numeral) {
    String upper = numeral.toUpperCase(Locale.ROOT);
    return upper.matches(RomanNumerals.EXPRESSION) ? lead + cardinal(upper) : null;
  }

  /** More numerals behind the first: "-XVII", " y XVI", ", III". */
  private String sequence(String numeral) {
    String links =
        words.has("and words") ? "|,? (?:" + String.join("|", words.words("and words")) + ") " : "";
    String nouns =
        words.has("numbered nouns")
            ? "(?! (?:" + alternatives(words.words("numbered nouns")) + ")(?!\\p{L}))"
            : "";
    return "((?:(?: ?[-–] ?|, (?=[IVX]{2})"
        + links
        + ")(?:"
        + numeral.substring(1)
        + AFTER
        + nouns
        + ")*)";
  }

  /** Every numeral of a sequence, with "to" for its dashes. */
  private String each(String numerals, UnaryOperator<String> spoken) {
    String linked =
        numerals.replaceAll(" ?[-–] ?", " " + Matcher.quoteReplacement(words.word("to")) + " ");
    return NUMERAL
        .matcher(linked)
        .replaceAll(found -> Matcher.quoteReplacement(spoken.apply(found.group())));
  }

  private void addCenturies(List<Rule> rules) {
    Map<String, String> abbreviations = words.table("century abbreviations");
    String names = alternatives(words.words("centuries"));
    if (words.has("centuries before")) {
      rules.add(
          Rule.of(
              "(?<![\\p{L}])((?:" + names + ") )" + PLAIN + AFTER + sequence(PLAIN),
              match -> match.group(1) + each(match.group(2) + match.group(3), this::century)));
      abbreviations.forEach(
          (written, spoken) ->
              rules.add(
                  Rule.of(
                      "(?<![\\p{L}.])"
                          + Pattern.quote(written)
                          + " ?"
                          + CENTURY
                          + AFTER
                          + sequence(PLAIN),
                      match ->
                          spoken + " " + each(match.group(1) + match.group(2), this::century))));
    }
    if (!words.has("centuries before") || words.has("centuries after")) {
      String numeral =
          OrdinalForms.PRECEDING + "(?<![\\p{L}\\p{N}])" + PLAIN + "(?:\\.|e|ᵉ|ème|ᵉᵐᵉ|er|ᵉʳ|°|º)?";
      abbreviations.forEach(
          (written, spoken) ->
              rules.add(
                  Rule.inContext(
                      numeral
                          + " "
                          + Pattern.quote(written.replaceFirst("\\.$", ""))
                          + TextEdges.STOP,
                      (match, context) ->
                          centuryBefore(match, context)
                              + " "
                              + spoken
                              + (isListed(match, context)
                                  ? words.word("plural of centuries")
                                  : ""))));
      String links = words.has("and words") ? String.join("|", words.words("and words")) : "-";
      String coordinate =
          "(?:(?: ?[-–] ?| (?:" + links + ") (?:\\p{Ll}{1,3} )?)[IVX]+(?:\\.|e|ᵉ)?)?";
      rules.add(
          Rule.inContext(
              numeral + "(?=" + coordinate + " (?:" + names + ")" + TextEdges.AFTER_WORD + ")",
              this::centuryBefore));
    }
  }

  /** "les IIe et IIIe s.": more than one century. */
  private boolean isListed(MatchResult match, Context context) {
    List<String> before = context.before(match.start(2), 2);
    return words.has("plural of centuries")
        && before.size() > 1
        && words.words("and words").contains(before.get(0))
        && before.get(1).matches("[IVX]+\\p{Ll}*");
  }

  private String centuryBefore(MatchResult match, Context context) {
    String governing = agreement.governing(match.group(1), context, match.start(2));
    return ordinal(RomanNumerals.value(match.group(2)), ordinals.formAfter(governing));
  }

  private String century(String numeral) {
    boolean small =
        words.has("century ordinals")
            && RomanNumerals.value(numeral) <= Long.parseLong(words.word("century ordinals"));
    return small || words.word("century").equals("ordinal")
        ? ordinal(RomanNumerals.value(numeral), "masculine")
        : cardinal(numeral);
  }

  /** "II Guerra Mundial", "III. Reich": the numeral numbers the noun behind it. */
  private void addNumberedNouns(List<Rule> rules) {
    if (words.has("case after")) {
      rules.add(
          Rule.inContext(
              "(?<![\\p{L}\\p{N}.'-])(?=[IVXL])" + PLAIN + "\\.(?= \\p{L}{3})",
              (match, context) ->
                  agreement.agreed(
                      match, RomanNumerals.value(match.group(1)), context, match.end())));
      return;
    }
    if (!words.has("numbers nouns")) {
      return;
    }
    rules.add(
        Rule.inContext(
            START
                + "(?:"
                + CLEAR
                + "|(?<=(?:"
                + alternatives(words.words("numbers nouns"))
                + ") )(I)|(I)(?= (?:"
                + alternatives(words.words("numbered nouns"))
                + ")(?!\\p{L})))(?= \\p{L}{3})",
            (match, context) -> {
              String numeral = match.group().strip();
              return agreement.agreed(match, RomanNumerals.value(numeral), context, match.end());
            }));
  }

  /** "los siglos XVI y XVII; el XIX": a century whose word stands earlier in the sentence. */
  private void addLaterCenturies(List<Rule> rules) {
    if (!words.has("centuries")) {
      return;
    }
    String names = alternatives(words.words("centuries"));
    rules.add(
        Rule.inContext(
            START
                + "(?<=(?<!\\p{L})(?:"
                + String.join("|", words.words("articles"))
                + ") )"
                + CLEAR
                + "(?=[.,;:!?)]| \\p{Ll})",
            (match, context) ->
                RomanNumerals.value(match.group(1)) <= LATEST_CENTURY
                        && context
                            .text()
                            .substring(Math.max(0, match.start() - SENTENCE), match.start())
                            .matches("(?s).*(?<!\\p{L})(?:" + names + ")(?!\\p{L}).*")
                    ? century(match.group(1))
                    : null));
  }

  static String alternatives(Collection<String> words) {
    return words.stream()
        .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(word -> word))
        .map(word -> Pattern.quote(word).replace(" ", "\\E ?\\Q"))
        .collect(Collectors.joining("|"));
  }

  private String ordinal(long value, String form) {
    String wanted = form.isEmpty() && !words.has("ordinals after") ? "masculine" : form;
    return numbers
        .ordinal(value, wanted)
        .or(() -> numbers.ordinal(value, words.word("ordinals")))
        .or(() -> numbers.ordinal(value, ""))
        .orElse(Long.toString(value));
  }

  private String cardinal(String numeral) {
    return numbers
        .numerals()
        .cardinal(BigInteger.valueOf(RomanNumerals.value(numeral)))
        .orElse(numeral);
  }
}
