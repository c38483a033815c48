package io.rhapsode.ingest.plan;

import io.rhapsode.ingest.document.Block;
import io.rhapsode.ingest.document.speech.PausePoint;
import io.rhapsode.ingest.plan.sentence.Stretch;
import io.rhapsode.pipeline.text.Span;
import java.util.ArrayList;
import java.util.List;

/** Silences inside a paragraph, where its source asks for them. */
final class PausePoints {
  private PausePoints() {}

  /**
   * Cuts stretches where a silence is, which then follows the part before it.
   *
   * @param stretches cover the block
   */
  static List<Stretch> apart(Block block, List<Stretch> stretches) {
    if (block.speech().pauses().isEmpty()) {
      return stretches;
    }
    List<Stretch> apart = new ArrayList<>();
    for (Stretch stretch : stretches) {
      int at = stretch.characters().start();
      int end = stretch.characters().end();
      for (PausePoint pause : block.speech().pauses()) {
        boolean inside = pause.at() > at && pause.at() < end && pause.millis() > 0;
        if (inside && hasWords(block, at, pause.at()) && hasWords(block, pause.at(), end)) {
          apart.add(stretch.of(at, pause.at()).pausing(pause.millis()));
          at = pause.at();
        }
      }
      apart.add(stretch.of(at, end));
    }
    return apart;
  }

  private static boolean hasWords(Block block, int from, int to) {
    return new Span(from, to).of(block.text()).codePoints().anyMatch(Character::isLetterOrDigit);
  }
}
