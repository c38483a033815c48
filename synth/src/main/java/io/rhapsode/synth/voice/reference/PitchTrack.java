package io.rhapsode.synth.voice.reference;

/**
 * Fundamental frequency by normalised autocorrelation (after Talkin's RAPT, 1995, without its
 * dynamic programming): good enough to compare the pitch of stretches of speech.
 */
public final class PitchTrack {
  private static final int RATE_HZ = 8_000;
  private static final int WINDOW_SAMPLES = RATE_HZ * 40 / 1000;
  private static final int HOP_SAMPLES = RATE_HZ / 100;
  private static final double LOWEST_HZ = 60;
  private static final double HIGHEST_HZ = 400;
  private static final int SHORTEST_LAG = (int) (RATE_HZ / HIGHEST_HZ);
  private static final int LONGEST_LAG = (int) (RATE_HZ / LOWEST_HZ);

  /** Correlation from which a frame counts as voiced. */
  private static final double VOICED = 0.7;

  /** A shorter period wins over a longer one that correlates better by less than this factor. */
  private static final double SHORTER_PERIOD = 0.9;

  private PitchTrack() {}

  /**
   * One value in Hz for every 10 ms of the clip, NaN where nothing voiced is heard.
   *
   * @param samples mono
   * @param sampleRateHz of the samples
   * @param leastDecibels frames below this level in dB of full scale count as unvoiced
   */
  public static double[] of(float[] samples, int sampleRateHz, double leastDecibels) {
    float[] narrow = new KaiserResampler(sampleRateHz, RATE_HZ).resample(samples);
    int frames = Math.max(0, (narrow.length - WINDOW_SAMPLES - LONGEST_LAG) / HOP_SAMPLES);
    double[] pitches = new double[frames];
    double leastEnergy = Math.pow(10, leastDecibels / 10) * WINDOW_SAMPLES;
    for (int frame = 0; frame < frames; frame++) {
      int begin = frame * HOP_SAMPLES;
      boolean loud = product(narrow, begin, begin) >= leastEnergy;
      pitches[frame] = loud ? pitch(narrow, begin) : Double.NaN;
    }
    return pitches;
  }

  private static double pitch(float[] samples, int begin) {
    double energy = product(samples, begin, begin);
    double[] correlations = new double[LONGEST_LAG + 1];
    double best = 0;
    for (int lag = SHORTEST_LAG; lag <= LONGEST_LAG; lag++) {
      double shifted = product(samples, begin + lag, begin + lag);
      double scale = Math.sqrt(energy * shifted);
      correlations[lag] = scale == 0 ? 0 : product(samples, begin, begin + lag) / scale;
      best = Math.max(best, correlations[lag]);
    }
    if (best < VOICED) {
      return Double.NaN;
    }
    for (int lag = SHORTEST_LAG + 1; lag < LONGEST_LAG; lag++) {
      boolean peak =
          correlations[lag] >= correlations[lag - 1] && correlations[lag] >= correlations[lag + 1];
      if (peak && correlations[lag] >= SHORTER_PERIOD * best) {
        return (double) RATE_HZ / lag;
      }
    }
    return Double.NaN;
  }

  private static double product(float[] samples, int left, int right) {
    double sum = 0;
    for (int index = 0; index < WINDOW_SAMPLES; index++) {
      sum += (double) samples[left + index] * samples[right + index];
    }
    return sum;
  }
}
