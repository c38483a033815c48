package io.rhapsode.ingest.text.normal.table;

import io.rhapsode.ingest.text.normal.rule.Rule;
import io.rhapsode.ingest.text.normal.rule.TextEdges;
import io.rhapsode.ingest.text.normal.vocabulary.OrdinalForms;
import io.rhapsode.ingest.text.normal.vocabulary.RomanNumerals;
import io.rhapsode.ingest.text.normal.vocabulary.SpokenWords;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;

/**
 * Roman numerals where the words around them show that they are numerals: of chapters, centuries
 * and rulers.
 */
final class LocalRomans {
  private static final String PLAIN = "(" + RomanNumerals.EXPRESSION + ")";
  private static final String AFTER = "(?![\\p{L}\\p{N}'])";

  private final SpokenWords words;
  private final LocalNumbers numbers;
  private final OrdinalForms ordinals;
  private final LocalTimes times;

  LocalRomans(SpokenWords words, LocalNumbers numbers, OrdinalForms ordinals, LocalTimes times) {
    this.words = words;
    this.numbers = numbers;
    this.ordinals = ordinals;
    this.times = times;
  }

  List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    rules.add(Rule.of("^(?=[IVX]+\\.?$)" + PLAIN + "(?=\\.?$)", match -> cardinal(match.group(1))));
    if (words.has("parts")) {
      rules.add(
          Rule.of(
              "(?<![\\p{L}\\p{N}])(" + alternatives("parts") + ") " + PLAIN + AFTER,
              match -> match.group(1) + " " + cardinal(match.group(2))));
    }
    if (words.has("rulers")) {
      rules.add(
          Rule.of(
              "(?<![\\p{L}\\p{N}])("
                  + alternatives("rulers")
                  + ") "
                  + PLAIN
                  + "(?:er|ᵉʳ|ère|º|ª)?"
                  + AFTER
                  + "("
                  + TextEdges.STOP
                  + ")?",
              this::ruler));
    }
    if (words.has("roman mark")) {
      rules.add(
          Rule.of(
              "(?<![\\p{L}\\p{N}])(?=[IVX]{2}|[VX])"
                  + PLAIN
                  + "(?:"
                  + words.word("roman mark")
                  + ")(?![\\p{L}\\p{N}])",
              match -> ordinal(match.group(1), "")));
    }
    if (words.word("centuries").contains("=")) {
      rules.addAll(times.inflected("centuries", PLAIN, RomanNumerals::value));
    } else if (words.has("centuries")) {
      addCenturies(rules);
    }
    return rules;
  }

  private String alternatives(String kind) {
    return String.join("|", words.words(kind));
  }

  private void addCenturies(List<Rule> rules) {
    String century = "(?:" + alternatives("centuries") + ")" + TextEdges.AFTER_WORD;
    if (words.has("centuries before")) {
      rules.add(
          Rule.of(
              "(?<![\\p{L}])(" + century + " )" + PLAIN + AFTER,
              match -> match.group(1) + century(null, match.group(2))));
    }
    if (!words.has("centuries before") || words.has("centuries after")) {
      rules.add(
          Rule.of(
              OrdinalForms.PRECEDING
                  + "(?<![\\p{L}\\p{N}])"
                  + PLAIN
                  + "(?:\\.|e|ᵉ|ème|ᵉᵐᵉ|er|ᵉʳ|°|º)?(?= "
                  + century
                  + ")",
              match -> ordinal(match.group(2), ordinals.formAfter(match.group(1)))));
    }
  }

  private String century(String preceding, String numeral) {
    return words.word("century").equals("ordinal")
        ? ordinal(numeral, ordinals.formAfter(preceding))
        : cardinal(numeral);
  }

  private String ruler(MatchResult match) {
    String numeral = match.group(2);
    if ("CDLM".contains(numeral)) {
      return null;
    }
    boolean dot = words.has("ordinal mark") && words.word("ruler").contains("{n}");
    if (dot && match.group(3) == null) {
      return null;
    }
    String name = match.group(1);
    boolean feminine = name.endsWith("a") || name.endsWith("а");
    long value = RomanNumerals.value(numeral);
    boolean ordinal =
        !words.has("ruler ordinals") || value <= Long.parseLong(words.word("ruler ordinals"));
    String spoken =
        words
            .word("ruler")
            .replace("{n}", plainOrdinal(numeral, ""))
            .replace("{c}", value == 1 ? words.word("first") : cardinal(numeral))
            .replace(
                "{o}",
                ordinal
                    ? plainOrdinal(numeral, feminine ? "feminine" : "masculine")
                    : cardinal(numeral));
    return name + " " + spoken + (dot || match.group(3) == null ? "" : match.group(3));
  }

  private String plainOrdinal(String numeral, String form) {
    long value = RomanNumerals.value(numeral);
    return numbers
        .ordinal(value, form)
        .or(() -> numbers.ordinal(value, words.word("ordinals")))
        .or(() -> numbers.ordinal(value, ""))
        .orElse(numeral);
  }

  private String ordinal(String numeral, String form) {
    String wanted = form.isEmpty() && !words.has("ordinals after") ? "masculine" : form;
    return plainOrdinal(numeral, wanted);
  }

  private String cardinal(String numeral) {
    return numbers
        .numerals()
        .cardinal(BigInteger.valueOf(RomanNumerals.value(numeral)))
        .orElse(numeral);
  }
}
