package io.rhapsode.ingest.dialogue;

import io.rhapsode.pipeline.book.SkipReason;
import io.rhapsode.pipeline.dub.subtitle.Cue;
import java.util.List;

/**
 * Text that is shown again: the same line in several layers, and captions that roll up, where each
 * cue begins with the end of the one before.
 */
final class Repetitions {
  private static final int FEWEST_CUES = 4;
  private static final double ROLLING_SHARE = 0.5;
  private static final long LONGEST_GAP_MILLIS = 100;

  private final List<Cue> cues;
  private final boolean rolling;

  Repetitions(List<Cue> cues) {
    this.cues = cues;
    int repeated = 0;
    for (int at = 1; at < cues.size(); at++) {
      repeated += rolledEnd(at) > 0 ? 1 : 0;
    }
    this.rolling = cues.size() >= FEWEST_CUES && repeated >= ROLLING_SHARE * (cues.size() - 1);
  }

  /** Silences what a cue says again. */
  void silence(int at, CueCanvas canvas) {
    if (isDoubled(at)) {
      canvas.silence(0, canvas.text().length(), SkipReason.REPEATED, "");
    } else if (rolling && at > 0) {
      canvas.silence(0, rolledEnd(at), SkipReason.REPEATED, "");
    }
  }

  private boolean isDoubled(int at) {
    if (at == 0) {
      return false;
    }
    Cue cue = cues.get(at);
    Cue before = cues.get(at - 1);
    return cue.startMillis() == before.startMillis()
        && cue.text().equals(before.text())
        && cue.speaker().equals(before.speaker());
  }

  /** Where the first line of a cue ends, if the cue before ends with it; else 0. */
  private int rolledEnd(int at) {
    if (at == 0) {
      return 0;
    }
    Cue before = cues.get(at - 1);
    Cue cue = cues.get(at);
    String last = before.text().substring(before.text().lastIndexOf('\n') + 1).strip();
    int end = cue.text().indexOf('\n');
    String first = end < 0 ? cue.text() : cue.text().substring(0, end);
    boolean next = cue.startMillis() - before.endMillis() <= LONGEST_GAP_MILLIS;
    return next && first.strip().equals(last) ? first.length() : 0;
  }
}
