package io.rhapsode.mux.master;

/**
 * Estimates the true peak of a signal between its samples by fourfold oversampling with a windowed
 * sinc (ITU-R BS.1770-4, annex 2). Stretches that cannot reach the ceiling are not oversampled.
 */
final class PeakInterpolator {
  /** Samples on each side of an interpolated point. */
  static final int REACH = 8;

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
  static boolean staysBelow(float samplePeak, float ceiling) {
    return samplePeak * LARGEST_OVERSHOOT <= ceiling;
  }

  /**
   * The largest absolute value at sample {@code index} and the three points after it.
   *
   * @param signal at least {@code REACH} samples before and after the index
   */
  static float peakFrom(float[] signal, int index) {
    float peak = Math.abs(signal[index]);
    int first = index - (REACH - 1);
    for (float[] taps : PHASES) {
      float sum = 0;
      for (int tap = 0; tap < TAPS; tap++) {
        sum += taps[tap] * signal[first + tap];
      }
      peak = Math.max(peak, Math.abs(sum));
    }
    return peak;
  }
}
