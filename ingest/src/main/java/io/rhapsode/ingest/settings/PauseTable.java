package io.rhapsode.ingest.settings;

import io.rhapsode.pipeline.text.Boundary;
import java.io.Serializable;

/**
 * Silence after an utterance by what ends there, in milliseconds, 0 to 60,000.
 *
 * @param clauseMillis inside a sentence that was too long to be spoken at once
 * @param sentenceMillis between the sentences of a paragraph and the cells of a table's row
 * @param paragraphMillis between paragraphs, list items and the rows of a table
 * @param sectionMillis before and after a heading and at a change of scene
 * @param chapterMillis at the end of a chapter
 */
public record PauseTable(
    int clauseMillis, int sentenceMillis, int paragraphMillis, int sectionMillis, int chapterMillis)
    implements Serializable {
  private static final int LONGEST_MILLIS = 60_000;

  public PauseTable {
    requireRange("clause", clauseMillis);
    requireRange("sentence", sentenceMillis);
    requireRange("paragraph", paragraphMillis);
    requireRange("section", sectionMillis);
    requireRange("chapter", chapterMillis);
  }

  /** 150, 400, 700, 1200 and 2000 ms. */
  public static PauseTable defaults() {
    return new PauseTable(150, 400, 700, 1200, 2000);
  }

  /** The pause after a boundary, in milliseconds. */
  public int millis(Boundary boundary) {
    return switch (boundary) {
      case CLAUSE -> clauseMillis;
      case SENTENCE -> sentenceMillis;
      case PARAGRAPH -> paragraphMillis;
      case SECTION -> sectionMillis;
      case CHAPTER -> chapterMillis;
    };
  }

  private static void requireRange(String name, int millis) {
    if (millis < 0 || millis > LONGEST_MILLIS) {
      throw new IllegalArgumentException(
          "%s pause is outside 0 to %d ms: %d".formatted(name, LONGEST_MILLIS, millis));
    }
  }
}
