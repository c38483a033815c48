package io.rhapsode.pipeline.timeline;

import static java.util.Objects.requireNonNull;

/**
 * When an utterance is to be heard.
 *
 * @param ordinal position of the utterance in its script, from 0
 * @param speaker who says it: nobody says two things at once
 * @param startSample where it starts, in samples at the timeline's rate
 */
public record Cue(int ordinal, String speaker, long startSample) {
  public Cue {
    requireNonNull(speaker, "speaker is null");
    if (ordinal < 0 || startSample < 0) {
      throw new IllegalArgumentException(
          "ordinal %d or start %d is negative".formatted(ordinal, startSample));
    }
  }
}
