package io.rhapsode.pipeline.report.listening;

import io.rhapsode.pipeline.listen.VoiceDrift;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of listening to the takes of a book.
 *
 * @param heard utterances whose take was listened to
 * @param refused takes that were refused and made again
 * @param voices how much each voice stayed itself, by its name and language; those whose takes
 *     nobody listened to for who speaks, or that speak for less than 15 s, are not among them
 * @param flagged takes that are in the audio and are not as they should be, in order
 */
public record ListeningReport(
    int heard, int refused, Map<String, VoiceDrift> voices, List<FlaggedTake> flagged) {
  /** Nobody listened. */
  public static final ListeningReport NONE = new ListeningReport(0, 0, Map.of(), List.of());

  public ListeningReport {
    voices = Collections.unmodifiableMap(new TreeMap<>(voices));
    flagged = List.copyOf(flagged);
  }

  /** What a person should know, one line each. */
  public List<String> warnings() {
    return flagged.isEmpty()
        ? List.of()
        : List.of(
            "%d of %d takes may not sound as they should: see listening.flagged in report.json"
                .formatted(flagged.size(), heard));
  }
}
