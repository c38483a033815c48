package io.rhapsode.pipeline.audio;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.text.Span;

/**
 * When a word is heard in a clip.
 *
 * @param spoken the word's characters in the normalised text
 * @param startSample its first sample, from 0
 * @param endSample one past its last sample
 */
public record WordTime(Span spoken, int startSample, int endSample) {
  public WordTime {
    requireNonNull(spoken, "spoken is null");
    if (startSample < 0 || endSample < startSample) {
      throw new IllegalArgumentException(
          "samples %d to %d are not an ascending range from 0".formatted(startSample, endSample));
    }
  }
}
