package io.rhapsode.pipeline.timeline;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.store.TakeReference;

/** A stretch of the timeline; positions and lengths are in samples at the timeline's rate. */
public sealed interface Segment {
  long startSample();

  long samples();

  /** One past the last sample. */
  default long endSample() {
    return startSample() + samples();
  }

  /**
   * An utterance.
   *
   * @param ordinal position of the utterance in its work, from 0
   * @param take what is heard; its own rate may be another than the timeline's
   */
  record Speech(int ordinal, TakeReference take, long startSample, long samples)
      implements Segment {
    public Speech {
      requireNonNull(take, "take is null");
      requireRange(startSample, samples);
    }

    /** The length of a take at another rate, rounded up, so that the resampled clip always fits. */
    static long samplesOf(TakeReference take, int sampleRateHz) {
      return ((long) take.samples() * sampleRateHz + take.sampleRateHz() - 1) / take.sampleRateHz();
    }
  }

  /** Silence. */
  record Pause(long startSample, long samples) implements Segment {
    public Pause {
      requireRange(startSample, samples);
    }
  }

  private static void requireRange(long startSample, long samples) {
    if (startSample < 0 || samples < 0) {
      throw new IllegalArgumentException(
          "start %d or length %d is negative".formatted(startSample, samples));
    }
  }
}
