package io.rhapsode.pipeline.dub;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * When an utterance is to be heard.
 *
 * @param ordinal the utterance in its script
 * @param speaker who says it, possibly empty: nobody says two things at once
 * @param gainDecibels how much louder than the others, in dB
 * @param startMillis when its first cue appears
 * @param endMillis when its last cue disappears, after {@code startMillis}
 * @param anchors the cues it is made of, in order
 */
public record Window(
    int ordinal,
    String speaker,
    double gainDecibels,
    long startMillis,
    long endMillis,
    List<Anchor> anchors) {
  /**
   * Where a cue begins in an utterance.
   *
   * @param cue position of the cue in its track, from 0
   * @param offset first character of the cue in the utterance's text
   * @param startMillis when the cue appears
   */
  public record Anchor(int cue, int offset, long startMillis) {}

  public Window {
    requireNonNull(speaker, "speaker is null");
    anchors = List.copyOf(anchors);
    if (startMillis < 0 || endMillis <= startMillis) {
      throw new IllegalArgumentException(
          "utterance %d lasts from %d to %d ms".formatted(ordinal, startMillis, endMillis));
    }
  }
}
