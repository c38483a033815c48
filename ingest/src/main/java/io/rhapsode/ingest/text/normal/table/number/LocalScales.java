package io.rhapsode.ingest.text.normal.table.number;

import io.rhapsode.ingest.text.normal.rule.Rule;
import io.rhapsode.ingest.text.normal.vocabulary.SpokenWords;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Millions and their like behind a figure: "2,5 Mio.", "1 million". */
public final class LocalScales {
  private static final String VOWELS = "aeiouyhéèêàâîôû";

  private final SpokenWords words;
  private final LocalNumbers numbers;
  private final Map<String, String> scaleWords;

  public LocalScales(SpokenWords words, LocalNumbers numbers) {
    this.words = words;
    this.numbers = numbers;
    this.scaleWords = words.table("scale words");
  }

  /** Finds the word of a scale in one group. */
  public String expression() {
    String scales =
        Stream.concat(words.words("scales").stream(), scaleWords.keySet().stream())
            .sorted((a, b) -> b.length() - a.length())
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    return "((?iu:" + scales + "))(?!\\p{L})";
  }

  public List<Rule> rules() {
    return List.of(
        Rule.of(
            "(?<![\\p{L}\\p{M}\\p{N}_])(?<![\\p{N}][.,:/])("
                + LocalNumbers.FIGURE
                + ") "
                + expression(),
            match -> spoken(match.group(1), match.group(2))));
  }

  /** "one million", "2,5 Mio." in the form that goes with the number. */
  public String spoken(String figure, String scale) {
    String[] entry = scaleWords.getOrDefault(scale, scale).split("; ");
    String gender = entry.length > 1 ? entry[1] : "";
    boolean one = figure.equals("1") && (scale.equals("mil") || scale.equals("mila"));
    return (one ? "" : numbers.spoken(figure, gender) + " ")
        + numbers.form(entry[0], LocalNumbers.value(figure));
  }

  /** "de " between a million and what is counted by it, where the language has it. */
  public String of(String scale, String counted) {
    boolean noun = !scale.equals("mil") && !scale.equals("mila") && !scale.equals("mille");
    return elided(noun && words.has("of") ? words.word("of") + " " : "", counted);
  }

  /** "d'euros" rather than "de euros". */
  public String elided(String of, String next) {
    boolean vowel =
        words.has("of elided") && VOWELS.indexOf(Character.toLowerCase(next.charAt(0))) >= 0;
    return vowel && !of.isEmpty() ? words.word("of elided") : of;
  }
}
