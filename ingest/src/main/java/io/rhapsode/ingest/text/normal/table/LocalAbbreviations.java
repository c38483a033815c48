package io.rhapsode.ingest.text.normal.table;

import io.rhapsode.ingest.text.normal.rule.Rule;
import io.rhapsode.ingest.text.normal.rule.TextEdges;
import io.rhapsode.ingest.text.normal.vocabulary.SpokenWords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The abbreviations of a language, always as whole words: "Dr." before a name, "S." before a
 * number, "z. B." anywhere. A full stop that also ends the text stays.
 */
final class LocalAbbreviations {
  private static final String NUMBER = "(?= ?:? ?[(+]?\\d)";

  /** No letter before, but the apostrophe of an elided article: "l'av.", "dell'art.". */
  private static final String BEFORE =
      "(?<![\\p{L}\\p{M}\\p{N}.])(?:(?<!')"
          + "|(?<=(?<!\\p{L})(?iu:[cdjlmnst]|qu|all|dall|dell|nell|sull|un)'))";

  /** Inside a sentence: "dies., S. 3", but not "Er sagte dies.", which is a word. */
  private static final String INSIDE = "(?= ?[,;:)]| ?\\d| \\p{Ll})";

  /** Behind what is written without a full stop at its end: "Mme", "wg", "2 млн". */
  private static final String NO_STOP = TextEdges.AFTER_WORD;

  private LocalAbbreviations() {}

  static List<Rule> rules(SpokenWords words) {
    List<Rule> rules = new ArrayList<>();
    if (words.has("addresses")) {
      rules.add(
          Rule.of(
              "(?<=[\\p{L}\\p{N}.] )&(?= [\\p{L}\\p{N}])",
              match -> words.table("addresses").get("&")));
    }
    words
        .table("rewrites")
        .forEach((written, spoken) -> rules.add(Rule.of(written, match -> spaced(spoken, match))));
    addCounted(rules, words.table("counted"));
    Map<String, String> anywhere = words.table("anywhere");
    List<String> ambiguous =
        words.words("words too").stream()
            .map(word -> word + ".")
            .filter(anywhere::containsKey)
            .toList();
    Map<String, String> inside = new TreeMap<>();
    ambiguous.forEach(word -> inside.put(word, anywhere.remove(word)));
    Map<String, String> names = words.table("before names");
    Map<String, String> plain = withCapitals(anywhere);
    plain
        .entrySet()
        .removeIf(
            word ->
                !anywhere.containsKey(word.getKey())
                    && names.containsKey(word.getKey())
                    && !names.get(word.getKey()).equalsIgnoreCase(word.getValue()));
    add(rules, plain, "");
    add(rules, withCapitals(inside), INSIDE);
    add(rules, withCapitals(words.table("before numbers")), NUMBER);
    String links =
        words.has("name links") ? "| (?:" + String.join("|", words.words("name links")) + ")" : "";
    add(
        rules,
        names,
        "(?= ?[\\p{Lu}']| (?:et|y|e|und|en|i|и) (?:(?:la|las|los|el|a|o|le|les|die|der)"
            + " )?(?:\\p{Lu}|\\p{L}{1,5}\\.)"
            + links
            + ")");
    add(rules, withCapitals(words.table("titles alone")), "");
    rules.add(
        Rule.of(
            "(?<![\\p{L}\\p{M}\\p{N}.])(\\p{Lu}(?:\\.\\p{Lu}){1,7})"
                + TextEdges.STOP
                + "(?![\\p{L}\\p{N}-])(?!(?<=(?<!\\.)\\p{Lu}\\.\\p{Lu}\\.) \\p{Lu}\\p{Ll})",
            match -> match.group(1).replace(".", "")));
    return List.copyOf(rules);
  }

  /** "3 vol.", "1 fig.": counted, not numbered. */
  private static void addCounted(List<Rule> rules, Map<String, String> forms) {
    if (forms.isEmpty()) {
      return;
    }
    String words = alternatives(stripped(forms));
    rules.add(
        Rule.of(
            "(?<=(?<![\\p{N}\\p{L}.,:/–-])(\\d{1,4}|\\d{1,3}\\.\\d{3}) ?)("
                + words
                + ")"
                + TextEdges.STOP
                + "(?!\\p{L}| ?(?:\\d|[IVXLC]+(?!\\p{L})|[ivxlc]+(?!\\p{L})))",
            match -> {
              String[] both = forms.get(match.group(2) + ".").split("\\|");
              return match.group(1).equals("1") ? both[0] : both[1];
            }));
  }

  private static Map<String, String> stripped(Map<String, String> forms) {
    Map<String, String> keys = new TreeMap<>();
    forms.forEach((written, spoken) -> keys.put(squeezed(written), spoken));
    return keys;
  }

  /** A line under a word stands for a space at the edge of an entry, "$1" for the first group. */
  private static String spaced(String spoken, MatchResult match) {
    String filled = spoken;
    for (int group = 1; group <= match.groupCount(); group++) {
      filled = filled.replace("$" + group, match.group(group));
    }
    return filled.replace('_', ' ');
  }

  /** The table and the same words with a capital, as at the start of a sentence. */
  private static Map<String, String> withCapitals(Map<String, String> table) {
    Map<String, String> all = new TreeMap<>(table);
    table.forEach(
        (written, spoken) -> {
          boolean lower = written.matches("\\p{Ll}{2,}\\.?|\\p{Ll}+\\.[ºª].*");
          if (lower) {
            all.putIfAbsent(capital(written), capital(spoken));
          }
        });
    return all;
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  /** Two rules for all abbreviations of a kind: with a full stop at the end, and without. */
  private static void add(List<Rule> rules, Map<String, String> table, String context) {
    Map<String, String> stopped = new TreeMap<>();
    Map<String, String> plain = new TreeMap<>();
    Map<String, String> dotted = new TreeMap<>();
    table.forEach(
        (written, spoken) -> {
          String squeezed = squeezed(written);
          boolean anyCase = isAnyCase(context, squeezed);
          if (anyCase && written.endsWith(".")) {
            dotted.put(squeezed.toLowerCase(Locale.ROOT), spoken);
          } else {
            (written.endsWith(".") ? stopped : plain).put(squeezed, spoken);
          }
        });
    if (!dotted.isEmpty()) {
      rules.add(anyCaseRule(dotted));
    }
    if (!stopped.isEmpty()) {
      String end = context.isEmpty() ? TextEdges.STOP : "\\." + context;
      rules.add(rule(stopped, end, !context.isEmpty() && !context.equals(INSIDE)));
    }
    if (!plain.isEmpty()) {
      rules.add(
          rule(plain, (context.equals(NUMBER) ? "" : NO_STOP) + context, context.equals(NUMBER)));
    }
  }

  /** Not "d. C.", the years after Christ: Washington is in "D. C.". */
  private static boolean isAnyCase(String context, String squeezed) {
    return context.isEmpty()
        && squeezed.indexOf('.') >= 0
        && squeezed.equals(squeezed.toLowerCase(Locale.ROOT));
  }

  /** "D. h." at the start of a sentence as "d. h.": two stops leave no doubt. */
  private static Rule anyCaseRule(Map<String, String> table) {
    return Rule.ofAnyCase(
        BEFORE + "(" + alternatives(table) + ")" + TextEdges.STOP + "(?!\\p{L}\\.)( ?)",
        match ->
            isCapitals(match.group(1))
                ? null
                : table.get(squeezed(match.group(1)).toLowerCase(Locale.ROOT)) + match.group(2));
  }

  /** "S. E." is His Excellency, whatever "s. e." may be. */
  private static boolean isCapitals(String written) {
    return written.chars().filter(Character::isLetter).allMatch(Character::isUpperCase);
  }

  private static String alternatives(Map<String, String> table) {
    return table.keySet().stream()
        .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(key -> key))
        .map(LocalAbbreviations::expression)
        .collect(Collectors.joining("|"));
  }

  private static Rule rule(Map<String, String> table, String end, boolean apart) {
    return Rule.of(
        BEFORE + "(" + alternatives(table) + ")" + end + (apart ? "(?:()(?=:)| ?)" : "( ?)"),
        match -> {
          String behind = match.group(2);
          return table.get(squeezed(match.group(1))) + (behind == null ? " " : behind);
        });
  }

  /** With a space or none behind each full stop inside: "z. B", "z.B". */
  private static String expression(String squeezed) {
    return Pattern.quote(squeezed).replace(".", "\\E\\. ?\\Q").replace("_", "\\E \\Q");
  }

  /** The form that is looked up: no last full stop, no spaces behind full stops. */
  private static String squeezed(String written) {
    return written.replaceAll("\\.$", "").replaceAll("\\. ", ".").replace(" ", "_");
  }
}
