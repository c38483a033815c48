package io.rhapsode.mux.restore;

/**
 * Peaks that were cut off at the limit of a converter, drawn again: a cubic through the samples
 * before and after a flat top, with their slopes (Hermite interpolation). The result may exceed
 * full scale; mastering brings it below its ceiling.
 */
final class ClippedPeaks {
  /** Samples this near to the highest one are of a flat top. */
  private static final float FLAT = 0.9995f;

  private static final int LEAST_RUN = 3;

  /** A few equal samples are chance; this share of all is a fault. */
  private static final double LEAST_SHARE = 2e-4;

  /** By how much a peak may rise, as a factor of the level at which it was cut. */
  private static final double MOST_RISE = 2;

  private ClippedPeaks() {}

  /** Draws them in place. */
  static void restore(float[] samples) {
    float highest = 0;
    float lowest = 0;
    for (float sample : samples) {
      highest = Math.max(highest, sample);
      lowest = Math.min(lowest, sample);
    }
    restore(samples, highest);
    restore(samples, lowest);
  }

  /**
   * @param level at which the peaks were cut, positive or negative
   */
  private static void restore(float[] samples, float level) {
    if (level == 0 || flat(samples, level) < LEAST_SHARE * samples.length) {
      return;
    }
    int start = 0;
    while (start < samples.length) {
      int end = endOfRun(samples, start, level);
      if (end - start >= LEAST_RUN && start >= 2 && end + 1 < samples.length) {
        draw(samples, start, end, level);
      }
      start = Math.max(start + 1, end);
    }
  }

  /** Samples in flat tops. */
  private static int flat(float[] samples, float level) {
    int flat = 0;
    int start = 0;
    while (start < samples.length) {
      int end = endOfRun(samples, start, level);
      flat += end - start >= LEAST_RUN ? end - start : 0;
      start = Math.max(start + 1, end);
    }
    return flat;
  }

  private static int endOfRun(float[] samples, int start, float level) {
    int end = start;
    while (end < samples.length && samples[end] / level >= FLAT) {
      end++;
    }
    return end;
  }

  private static void draw(float[] samples, int start, int end, float level) {
    int before = start - 1;
    double width = end - before;
    double from = samples[before];
    double to = samples[end];
    double rise = (samples[before] - samples[before - 1]) * width;
    double fall = (samples[end + 1] - samples[end]) * width;
    for (int i = start; i < end; i++) {
      double t = (i - before) / width;
      double value =
          from * (1 + 2 * t) * (1 - t) * (1 - t)
              + rise * t * (1 - t) * (1 - t)
              + to * t * t * (3 - 2 * t)
              + fall * t * t * (t - 1);
      double factor = Math.max(1, Math.min(MOST_RISE, value / level));
      samples[i] = (float) (factor * level);
    }
  }
}
