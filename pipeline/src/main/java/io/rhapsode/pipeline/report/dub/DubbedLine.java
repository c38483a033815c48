package io.rhapsode.pipeline.report.dub;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.dub.timing.Measure;
import io.rhapsode.pipeline.dub.timing.Placement;
import java.util.Optional;

/**
 * What became of a line. Times are in seconds from the beginning of the film.
 *
 * @param number place of the line among those of its language, from 1
 * @param cueSeconds when its cue begins
 * @param slotSeconds how long it could be
 * @param naturalSeconds how long it is at the voice's own pace
 * @param startSeconds when it is heard
 * @param seconds how long it is; 0 where it could not be spoken
 * @param rate how many times quicker than the voice's own pace
 * @param lateMillis how much after its cue it begins, in milliseconds; negative where it is early
 * @param measure the most that was done so that it fits
 * @param excess what there is too much of, where it does not fit
 */
public record DubbedLine(
    int number,
    String speaker,
    String voice,
    String text,
    double cueSeconds,
    double slotSeconds,
    double naturalSeconds,
    double startSeconds,
    double seconds,
    double rate,
    double lateMillis,
    Measure measure,
    Optional<Placement.Excess> excess) {
  public DubbedLine {
    requireNonNull(speaker, "speaker is null");
    requireNonNull(voice, "voice is null");
    requireNonNull(text, "text is null");
    requireNonNull(measure, "measure is null");
    requireNonNull(excess, "excess is null");
  }
}
