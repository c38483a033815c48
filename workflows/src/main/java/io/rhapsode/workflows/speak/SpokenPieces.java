package io.rhapsode.workflows.speak;

import io.rhapsode.ingest.text.SpeechPiece;
import io.rhapsode.ingest.text.UtteranceSplitter;
import io.rhapsode.ingest.text.normal.StandardNormalizer;
import java.util.List;
import java.util.regex.Pattern;

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
    UtteranceSplitter splitter = new UtteranceSplitter(new StandardNormalizer());
    return PARAGRAPH_END
        .splitAsStream(text.strip())
        .map(paragraph -> SPACES.matcher(paragraph).replaceAll(" "))
        .flatMap(line -> splitter.split(line, language, maximumCharacters).stream())
        .filter(SpeechPiece.Speech.class::isInstance)
        .map(piece -> ((SpeechPiece.Speech) piece).spoken().spoken().strip())
        .toList();
  }
}
