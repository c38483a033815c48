package io.rhapsode.pipeline.dub.timing;

import static java.util.Objects.requireNonNull;

/**
 * A line that is to be heard at a time.
 *
 * @param ordinal names the line
 * @param speaker who says it: nobody says two things at once
 * @param startSample where its cue begins
 * @param endSample where its cue ends, after {@code startSample}
 * @param samples length of its take
 * @param pacePercent pace at which the take was spoken, in percent of the voice's own
 * @param paceable whether the voice can speak it at another pace
 * @param words how many words it has
 * @param characters how many characters it has
 */
public record TimedLine(
    int ordinal,
    String speaker,
    long startSample,
    long endSample,
    long samples,
    int pacePercent,
    boolean paceable,
    int words,
    int characters) {
  public TimedLine {
    requireNonNull(speaker, "speaker is null");
    if (startSample < 0 || endSample <= startSample || samples < 0 || pacePercent < 1) {
      throw new IllegalArgumentException(
          "line %d: cue %d to %d, %d samples at %d %%"
              .formatted(ordinal, startSample, endSample, samples, pacePercent));
    }
  }
}
