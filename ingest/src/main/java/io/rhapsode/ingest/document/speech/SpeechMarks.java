package io.rhapsode.ingest.document.speech;

import java.util.ArrayList;
import java.util.List;

/**
 * What the source of a block says about its reading.
 *
 * @param sayings in order, without overlap
 * @param pauses in order
 */
public record SpeechMarks(List<SayingSpan> sayings, List<PausePoint> pauses) {
  /** Nothing. */
  public static final SpeechMarks NONE = new SpeechMarks(List.of(), List.of());

  public SpeechMarks {
    sayings = List.copyOf(sayings);
    pauses = List.copyOf(pauses);
  }

  /** The same with one more silence behind all others. */
  public SpeechMarks with(PausePoint pause) {
    List<PausePoint> all = new ArrayList<>(pauses);
    all.add(pause);
    return new SpeechMarks(sayings, all);
  }

  /** The longest silence asked for at a place, in milliseconds; 0 if none is. */
  public int pauseMillis(int at) {
    return pauses.stream()
        .filter(pause -> pause.at() == at)
        .mapToInt(PausePoint::millis)
        .max()
        .orElse(0);
  }
}
