package io.rhapsode.ingest.subtitle;

import java.util.Map;
import java.util.Optional;

/**
 * A cue as its file has it, before {@link CueRepair}.
 *
 * @param line where it stands, from 1
 * @param id possibly empty
 * @param startMillis possibly negative
 * @param endMillis possibly before the start; {@link #NO_END} where the file has none
 * @param speaker who says all of it
 * @param text possibly empty
 * @param settings place, style and the like
 * @param source the text that this is a translation of
 */
public record DraftCue(
    int line,
    String id,
    long startMillis,
    long endMillis,
    Optional<String> speaker,
    MarkedText text,
    Map<String, String> settings,
    Optional<String> source) {
  public static final long NO_END = Long.MIN_VALUE;
}
