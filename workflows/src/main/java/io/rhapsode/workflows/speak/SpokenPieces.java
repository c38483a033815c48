package io.rhapsode.workflows.speak;

import io.rhapsode.ingest.text.SpeechPiece;
import io.rhapsode.ingest.text.UtteranceSplitter;
import io.rhapsode.ingest.text.normal.StandardNormalizer;
import io.rhapsode.ingest.text.sentence.SentenceSplitter;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Text of a user as a voice is to say it. */
public final class SpokenPieces {
  private static final Pattern PARAGRAPH_END = Pattern.compile("\\R\\h*\\R\\s*");
  private static final Pattern SPACES = Pattern.compile("\\s+");

  private SpokenPieces() {}

  /**
   * Cuts and normalises a text as narration does.
   *
   * @param language BCP 47 tag
   * @param maximumCharacters longest piece, in UTF-16 units
   * @return sentences, or clauses of long ones; none where there is nothing to say
   */
  public static List<String> of(String text, String language, int maximumCharacters) {
    return stream(text, language, maximumCharacters).toList();
  }

  /** As {@link #of}; a sentence is normalised no sooner than it is asked for. */
  public static Iterator<String> each(String text, String language, int maximumCharacters) {
    return stream(text, language, maximumCharacters).iterator();
  }

  private static Stream<String> stream(String text, String language, int maximumCharacters) {
    SentenceSplitter sentences = new SentenceSplitter();
    UtteranceSplitter splitter = new UtteranceSplitter(new StandardNormalizer());
    List<String> all =
        PARAGRAPH_END
            .splitAsStream(text.strip())
            .map(paragraph -> SPACES.matcher(paragraph).replaceAll(" "))
            .flatMap(line -> sentences.split(line, language).stream().map(span -> span.of(line)))
            .toList();
    return all.stream()
        .flatMap(sentence -> splitter.cut(sentence, language, maximumCharacters).stream())
        .filter(SpeechPiece.Speech.class::isInstance)
        .map(piece -> ((SpeechPiece.Speech) piece).spoken().spoken().strip());
  }
}
