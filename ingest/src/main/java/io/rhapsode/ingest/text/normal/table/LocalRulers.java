package io.rhapsode.ingest.text.normal.table;

import io.rhapsode.ingest.text.normal.rule.Context;
import io.rhapsode.ingest.text.normal.rule.Rule;
import io.rhapsode.ingest.text.normal.table.number.LocalNumbers;
import io.rhapsode.ingest.text.normal.vocabulary.RomanNumerals;
import io.rhapsode.ingest.text.normal.vocabulary.SpokenWords;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbers of rulers: a capitalised name and a Roman numeral, "Felipe II", "Ludwigs XIV.", in
 * the gender and case of the name. A single letter counts behind a well-known name or a title only.
 */
final class LocalRulers {
  private static final int WORDS_BEFORE = 4;

  /** As much as is looked at of the sentence before a name, in characters. */
  private static final int SENTENCE = 80;

  private static final Pattern RULERS =
      Pattern.compile(
          "(?:\\p{Lu}[\\p{L}-]+ [IVXLC]{1,7}\\.(?:,| und| oder| sowie) (?:\\p{Lu}\\p{Ll}+ )?)+$");

  /** "Kaiser Wilhelm II. besuchte Papst ": a ruler as subject, and the verb. */
  private static final Pattern RULER_AND_VERB =
      Pattern.compile(
          "(?:.*[.!?:] )?(\\p{Lu}[\\p{L}-]+) (?:\\p{Lu}[\\p{L}-]+ ){0,3}[IVXLC]{1,7}\\. \\p{Ll}{3,}"
              + " (?:\\p{Lu}[\\p{L}-]+ )*");

  private static final String NAME = "(?<![\\p{L}\\p{N}'])(\\p{Lu}[\\p{L}\\p{M}-]*\\p{Ll}'?)";

  private final SpokenWords words;
  private final LocalNumbers numbers;
  private final Set<String> known;
  private final Set<String> feminine;
  private final Set<String> things;
  private final Set<String> prepositions = new HashSet<>();
  private final boolean dotted;

  LocalRulers(SpokenWords words, LocalNumbers numbers) {
    this.words = words;
    this.numbers = numbers;
    this.known = Set.copyOf(words.words("rulers"));
    this.feminine = Set.copyOf(words.words("feminine rulers"));
    this.things = new HashSet<>(words.words("parts"));
    things.addAll(words.words("no rulers"));
    things.addAll(words.words("numbered nouns"));
    words
        .table("case after")
        .values()
        .forEach(list -> prepositions.addAll(List.of(list.split(" "))));
    this.dotted = words.has("ordinal mark") && words.word("ruler").contains("{n}");
  }

  List<Rule> rules() {
    if (!words.has("ruler")) {
      return List.of();
    }
    String stop = dotted ? "(\\.(?![\"')\\]]*$)|(?=\\.[\"')\\]]*$))" : "()";
    return List.of(
        Rule.inContext(
            NAME
                + " "
                + LocalRomans.START
                + LocalRomans.PLAIN
                + (words.has("ruler endings") ? "(?:" + words.word("ruler endings") + ")?" : "")
                + stop
                + (dotted ? "" : LocalRomans.AFTER),
            this::ruler));
  }

  private String ruler(MatchResult match, Context context) {
    String name = match.group(1);
    String numeral = match.group(2);
    boolean apostrophe = name.endsWith("'");
    String bare =
        dotted && (apostrophe || name.endsWith("s")) ? name.substring(0, name.length() - 1) : name;
    boolean listed = known.contains(name) || known.contains(bare);
    boolean clear =
        numeral.length() > 1 || "IVX".contains(numeral) && (listed || titled(match, context));
    if (!clear || "CDLM".contains(numeral) || isThing(name, match, context) && !listed) {
      return null;
    }
    long value = RomanNumerals.value(numeral);
    boolean isFeminine = isFeminine(name) || isFeminine(bare);
    if (!dotted || match.group(3) == null) {
      return name + " " + undeclined(value, isFeminine);
    }
    boolean genitive =
        apostrophe
            || !bare.equals(name)
                && (known.contains(bare) || !known.contains(name))
                && !words.words("names in s").contains(name);
    return name
        + " "
        + declined(
            value,
            isFeminine,
            genitive,
            context.before(listStart(match.start(), context.text()), WORDS_BEFORE),
            sentence(context.text(), listStart(match.start(), context.text())));
  }

  private static String sentence(String text, int end) {
    return text.substring(Math.max(0, end - SENTENCE), end);
  }

  /** Where a list of rulers begins: "Unter Friedrich II. und Joseph II.". */
  private static int listStart(int start, String text) {
    int from = Math.max(0, start - SENTENCE);
    Matcher list = RULERS.matcher(text.substring(from, start));
    return list.find() ? from + list.start() : start;
  }

  private boolean titled(MatchResult match, Context context) {
    List<String> before = context.before(match.start(), 2);
    boolean title =
        !before.isEmpty()
            && words.words("ruler titles").contains(before.get(0).toLowerCase(Locale.ROOT));
    boolean no =
        words.words("no ruler titles").contains(match.group(1).toLowerCase(Locale.ROOT))
            || !before.isEmpty()
                && words.words("no ruler titles").contains(before.get(0).toLowerCase(Locale.ROOT));
    return title || words.has("single letters") && !no && !context.startsSentence(match.start());
  }

  private boolean isThing(String name, MatchResult match, Context context) {
    return things.contains(name)
        || words.words("parts").contains(name.toLowerCase(Locale.ROOT))
        || context.startsSentence(match.start()) && numbers.nouns().isOther(name);
  }

  private boolean isFeminine(String name) {
    return feminine.contains(name)
        || (name.endsWith("a") || name.endsWith("а"))
            && !words.words("masculine rulers").contains(name);
  }

  private String undeclined(long value, boolean isFeminine) {
    boolean small =
        !words.has("ruler ordinals") || value <= Long.parseLong(words.word("ruler ordinals"));
    String cardinal = numbers.spoken(Long.toString(value), "");
    String first =
        isFeminine && words.has("first feminine")
            ? words.word("first feminine")
            : words.word("first");
    return words
        .word("ruler")
        .replace("{n}", ordinal(value, ""))
        .replace("{c}", value == 1 ? first : cardinal)
        .replace("{o}", small ? ordinal(value, isFeminine ? "feminine" : "masculine") : cardinal);
  }

  /** "der Vierte", "des Vierten", "dem Vierten", "den Vierten", with "der" for queens. */
  private String declined(
      long value, boolean isFeminine, boolean genitive, List<String> before, String text) {
    String form = genitive ? "genitive" : governedBy(before, text);
    boolean nominative = form.equals("nominative") || isFeminine && form.equals("accusative");
    String article =
        switch (form) {
          case "genitive" -> isFeminine ? "der" : "des";
          case "dative" -> isFeminine ? "der" : "dem";
          case "accusative" -> isFeminine ? "die" : "den";
          default -> isFeminine ? "die" : "der";
        };
    String number = ordinal(value, nominative ? "" : "n");
    return article + " " + Character.toUpperCase(number.charAt(0)) + number.substring(1);
  }

  /** The case that a preposition or an article asks for across titles and first names. */
  private String governedBy(List<String> before, String text) {
    for (String word : before) {
      if (words.words("and words").contains(word)) {
        continue;
      }
      if (words.words("genitive titles").contains(word)) {
        return "genitive";
      }
      for (String form : List.of("dative", "accusative", "genitive")) {
        if (List.of(words.table("case after").getOrDefault(form, "").split(" "))
                .contains(word.toLowerCase(Locale.ROOT))
            && !words.words("no cases of rulers").contains(word.toLowerCase(Locale.ROOT))) {
          return form;
        }
      }
      if (!Character.isUpperCase(word.charAt(0))) {
        return switch (word) {
          case "dem" -> "dative";
          case "den" -> "accusative";
          case "des" -> "genitive";
          default -> governedByVerb(word, before, text);
        };
      }
    }
    return "nominative";
  }

  /** "Er traf Karl V.": a name behind a verb with its subject is an object. */
  private String governedByVerb(String verb, List<String> before, String text) {
    int place = before.indexOf(verb);
    boolean pronoun =
        place + 1 < before.size()
            && words.words("subjects").contains(before.get(place + 1).toLowerCase(Locale.ROOT));
    Matcher ruler = RULER_AND_VERB.matcher(text);
    boolean subject =
        pronoun
            || ruler.matches()
                && !words
                    .words("no cases of rulers")
                    .contains(ruler.group(1).toLowerCase(Locale.ROOT))
                && !prepositions.contains(ruler.group(1).toLowerCase(Locale.ROOT));
    boolean object = subject && !words.words("nominative verbs").contains(verb);
    return !object
        ? "nominative"
        : words.words("dative verbs").contains(verb) ? "dative" : "accusative";
  }

  private String ordinal(long value, String form) {
    return numbers
        .ordinal(value, form)
        .or(() -> numbers.ordinal(value, words.word("ordinals")))
        .or(() -> numbers.ordinal(value, ""))
        .orElse(Long.toString(value));
  }
}
