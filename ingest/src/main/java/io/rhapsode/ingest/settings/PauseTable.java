package io.rhapsode.ingest.settings;

import static io.rhapsode.pipeline.settings.InvalidSettingException.requireRange;

import io.rhapsode.pipeline.text.Boundary;
import java.io.Serializable;

/**
 * Silence after an utterance by what ends there, in milliseconds, 0 to 60,000.
 *
 * @param clauseMillis inside a sentence that was too long to be spoken at once
 * @param lineMillis at the end of a line of verse
 * @param sentenceMillis between the sentences of a paragraph and the cells of a table's row
 * @param paragraphMillis between paragraphs, list items and the rows of a table
 * @param sectionMillis before and after a heading and at a change of scene
 * @param chapterMillis at the end of a chapter
 */
public record PauseTable(
    int clauseMillis,
    int lineMillis,
    int sentenceMillis,
    int paragraphMillis,
    int sectionMillis,
    int chapterMillis)
    implements Serializable {
  /** What suits most books. */
  public static final PauseTable DEFAULTS = new PauseTable(150, 350, 400, 700, 1200, 2000);

  private static final int LONGEST_MILLIS = 60_000;

  public PauseTable {
    requireRange("clauseMillis", clauseMillis, 0, LONGEST_MILLIS);
    requireRange("lineMillis", lineMillis, 0, LONGEST_MILLIS);
    requireRange("sentenceMillis", sentenceMillis, 0, LONGEST_MILLIS);
    requireRange("paragraphMillis", paragraphMillis, 0, LONGEST_MILLIS);
    requireRange("sectionMillis", sectionMillis, 0, LONGEST_MILLIS);
    requireRange("chapterMillis", chapterMillis, 0, LONGEST_MILLIS);
  }

  /** The pause after a boundary, in milliseconds. */
  public int millis(Boundary boundary) {
    return switch (boundary) {
      case CLAUSE -> clauseMillis;
      case LINE -> lineMillis;
      case SENTENCE -> sentenceMillis;
      case PARAGRAPH -> paragraphMillis;
      case SECTION -> sectionMillis;
      case CHAPTER -> chapterMillis;
    };
  }
}
