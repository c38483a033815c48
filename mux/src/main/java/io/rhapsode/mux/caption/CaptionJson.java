package io.rhapsode.mux.caption;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.rhapsode.pipeline.coder.Json;
import java.util.ArrayList;
import java.util.List;

/** Captions as JSON, with the time of each word, for programs that show or search the text. */
public final class CaptionJson {
  private CaptionJson() {}

  /**
   * The document.
   *
   * @param language BCP 47 tag
   */
  private record Document(String language, List<TimedCue> cues) {}

  /** Times in milliseconds from the start of the file. */
  private record TimedCue(
      long startMillis, long endMillis, List<String> lines, List<TimedWord> words) {}

  /**
   * A word.
   *
   * @param endMillis where the next one begins; of the last, the end of the cue
   */
  private record TimedWord(String text, long startMillis, long endMillis) {}

  /**
   * @param language BCP 47 tag of the text
   */
  public static String of(List<Cue> cues, String language) {
    Document document = new Document(language, cues.stream().map(CaptionJson::timed).toList());
    try {
      return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("captions could not be written as JSON", e);
    }
  }

  private static TimedCue timed(Cue cue) {
    List<Cue.Piece> pieces =
        cue.lines().stream()
            .flatMap(line -> line.pieces().stream())
            .filter(piece -> !piece.text().isBlank())
            .toList();
    List<TimedWord> words = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      long end = i + 1 < pieces.size() ? pieces.get(i + 1).startMillis() : cue.endMillis();
      words.add(new TimedWord(pieces.get(i).text().strip(), pieces.get(i).startMillis(), end));
    }
    return new TimedCue(
        cue.startMillis(),
        cue.endMillis(),
        cue.lines().stream().map(Cue.Line::text).toList(),
        words);
  }
}
