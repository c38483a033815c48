package io.rhapsode.workflows.words;

import static java.util.Objects.requireNonNull;

import io.rhapsode.ingest.lexicon.dictionary.UnknownWord;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Words as a lexicon to edit. Every line is a remark until its "#" is taken off, so that a sheet
 * that nobody has touched changes nothing.
 */
public final class WordSheet {
  private static final int SENTENCE_CHARACTERS = 120;

  private WordSheet() {}

  /**
   * A word, and how the voice says it by itself.
   *
   * @param ipa empty where that is not known
   * @param second where it begins in the sound to listen to, in seconds
   */
  public record Line(UnknownWord word, Optional<String> ipa, Optional<Double> second) {
    public Line {
      requireNonNull(word, "word is null");
      requireNonNull(ipa, "ipa is null");
      requireNonNull(second, "second is null");
    }
  }

  /**
   * The text of the file.
   *
   * @param language BCP 47 primary language of the words
   * @param remarks what its reader should know, a line each
   */
  public static String of(String language, List<String> remarks, List<Line> lines) {
    StringBuilder sheet = new StringBuilder("# language: " + language + "\n");
    remarks.forEach(remark -> sheet.append("# ").append(remark).append('\n'));
    for (Line line : lines) {
      UnknownWord word = line.word();
      sheet
          .append("#\n# ")
          .append(word.name() ? "name, " : "")
          .append(word.count())
          .append(" times");
      line.second().ifPresent(second -> sheet.append(", at ").append(clock(second)));
      sheet.append(": ").append(excerpt(word)).append('\n');
      sheet.append('#').append(word.word()).append('\t');
      sheet.append(line.ipa().map(ipa -> "/" + ipa + "/").orElse(word.word())).append('\n');
    }
    return sheet.toString();
  }

  static String clock(double seconds) {
    long tenths = Math.round(10 * seconds);
    return "%d:%02d.%d".formatted(tenths / 600, tenths / 10 % 60, tenths % 10);
  }

  /** The sentence, or what of a long one stands around the word. */
  static String excerpt(UnknownWord word) {
    String sentence = word.sentence().replaceAll("\\s+", " ");
    if (sentence.length() <= SENTENCE_CHARACTERS) {
      return sentence;
    }
    int at =
        Math.max(
            0, sentence.toLowerCase(Locale.ROOT).indexOf(word.word().toLowerCase(Locale.ROOT)));
    int start = Math.max(0, Math.min(at - 50, sentence.length() - SENTENCE_CHARACTERS));
    int end = Math.min(sentence.length(), start + SENTENCE_CHARACTERS);
    start = start == 0 ? 0 : sentence.indexOf(' ', start) + 1;
    end = end == sentence.length() ? end : sentence.lastIndexOf(' ', end);
    return (start == 0 ? "" : "... ")
        + sentence.substring(start, end)
        + (end == sentence.length() ? "" : " ...");
  }
}
