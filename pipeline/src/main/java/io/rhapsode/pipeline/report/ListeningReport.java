package io.rhapsode.pipeline.report;

import java.util.List;

/**
 * What came of listening to the takes of a book.
 *
 * @param heard utterances whose take was listened to
 * @param refused takes that were refused and made again
 * @param flagged takes that are in the audio and are not as they should be, in order
 */
public record ListeningReport(int heard, int refused, List<FlaggedTake> flagged) {
  /** Nobody listened. */
  public static final ListeningReport NONE = new ListeningReport(0, 0, List.of());

  public ListeningReport {
    flagged = List.copyOf(flagged);
  }
}
