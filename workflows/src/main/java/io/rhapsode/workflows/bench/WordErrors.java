package io.rhapsode.workflows.bench;

import static java.util.Objects.requireNonNull;

import io.rhapsode.ingest.text.normal.StandardNormalizer;
import io.rhapsode.synth.listen.word.Recogniser;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * Word error rate: words that are missing, inserted or others, in parts of the words asked for.
 * Both sides are compared as they are spoken, so that "1912" is heard in words or in figures. Used
 * by one thread.
 */
public final class WordErrors {
  private static final String LANGUAGE = "en";
  private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");

  /** So that a word is a character, of which the distance counts. */
  private static final char FIRST_WORD = '\uE000';

  private final StandardNormalizer normalizer = new StandardNormalizer();
  private final Map<String, Character> words = new HashMap<>();
  private final Recogniser recogniser;

  /**
   * @param recogniser one that knows English; stays the caller's
   */
  public WordErrors(Recogniser recogniser) {
    this.recogniser = requireNonNull(recogniser, "recogniser is null");
  }

  /** The rate over all of some replies to English texts. */
  public double rate(List<StreamedReply> replies) throws IOException {
    List<String> heard =
        recogniser
            .recognise(
                replies.stream().map(StreamedReply::sound).toList(),
                LANGUAGE,
                Recogniser.Care.THOROUGH)
            .stream()
            .map(said -> said.stream().map(Recogniser.HeardWord::text))
            .map(said -> said.collect(Collectors.joining(" ")))
            .toList();
    int asked = 0;
    int wrong = 0;
    for (int i = 0; i < replies.size(); i++) {
      String wanted = coded(replies.get(i).text());
      asked += wanted.length();
      wrong += LevenshteinDistance.getDefaultInstance().apply(wanted, coded(heard.get(i)));
    }
    return (double) wrong / asked;
  }

  private String coded(String text) {
    StringBuilder coded = new StringBuilder();
    String spoken = normalizer.normalize(text, LANGUAGE).spoken().toLowerCase(Locale.ROOT);
    for (String word : NO_LETTERS.split(spoken.replaceAll("['’]", ""))) {
      if (!word.isEmpty()) {
        coded.append(
            words.computeIfAbsent(word, next -> (char) (FIRST_WORD + words.size())).charValue());
      }
    }
    return coded.toString();
  }
}
