package io.rhapsode.mux.measure;

import java.util.Arrays;

/**
 * Estimates the true peak of a signal between its samples by fourfold oversampling with a windowed
 * sinc (ITU-R BS.1770-4, annex 2). Stretches that cannot reach the ceiling are not oversampled.
 */
public final class PeakInterpolator {
  /** Samples on each side of an interpolated point. */
  public static final int REACH = 8;

  private static final int TAPS = 2 * REACH;
  private static final int FACTOR = 4;

  /** One row of taps for each point between two samples. */
  private static final float[][] PHASES = new float[FACTOR - 1][TAPS];

  /** How much larger than the samples around it an interpolated point can be. */
  private static final float LARGEST_OVERSHOOT;

  static {
    float largest = 1;
    for (int phase = 1; phase < FACTOR; phase++) {
      float[] taps = PHASES[phase - 1];
      double sum = 0;
      for (int tap = 0; tap < TAPS; tap++) {
        double distance = tap - (REACH - 1) - phase / (double) FACTOR;
        double angle = Math.PI * distance;
        double window = 0.5 + 0.5 * Math.cos(angle / REACH);
        taps[tap] = (float) (Math.sin(angle) / angle * window);
        sum += Math.abs(taps[tap]);
      }
      largest = Math.max(largest, (float) sum);
    }
    LARGEST_OVERSHOOT = largest;
  }

  private PeakInterpolator() {}

  /** Whether no point among samples of at most {@code samplePeak} can be above the ceiling. */
  public static boolean staysBelow(float samplePeak, float ceiling) {
    return samplePeak * LARGEST_OVERSHOOT <= ceiling;
  }

  /**
   * The largest absolute value at each sample and the three points after it. The inner loop runs
   * over samples, not taps, because that is the one the compiler turns into vector instructions.
   *
   * @param signal at least {@code REACH} samples before the first and after the last index
   * @param first index of the first sample
   * @param peaks gets the values, one for each sample from the first on
   * @param sums working memory as long as {@code peaks}
   */
  public static void peaks(float[] signal, int first, float[] peaks, float[] sums) {
    for (int i = 0; i < peaks.length; i++) {
      peaks[i] = Math.abs(signal[first + i]);
    }
    for (float[] taps : PHASES) {
      Arrays.fill(sums, 0);
      for (int tap = 0; tap < TAPS; tap++) {
        float weight = taps[tap];
        int offset = first - (REACH - 1) + tap;
        for (int i = 0; i < sums.length; i++) {
          sums[i] += weight * signal[offset + i];
        }
      }
      for (int i = 0; i < peaks.length; i++) {
        peaks[i] = Math.max(peaks[i], Math.abs(sums[i]));
      }
    }
  }
}
