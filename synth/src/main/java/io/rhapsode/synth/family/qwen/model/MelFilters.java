package io.rhapsode.synth.family.qwen.model;

/**
 * Triangular filters on Slaney's mel scale (linear to 1000 Hz, logarithmic above), each of area 1,
 * as the Auditory Toolbox (Interval Research, technical report 1998-010) defines them.
 */
final class MelFilters {
  private static final double HZ_PER_MEL = 200.0 / 3;
  private static final double BREAK_HZ = 1000;
  private static final double BREAK_MEL = BREAK_HZ / HZ_PER_MEL;
  private static final double LOG_STEP = Math.log(6.4) / 27;

  private MelFilters() {}

  /**
   * Filters from 0 Hz to half the sample rate.
   *
   * @param bands number of filters
   * @param frame samples of a spectrum's frame
   * @return [bands, frame / 2 + 1] in row order
   */
  static float[] filters(int bands, int frame, int sampleRateHz) {
    int bins = frame / 2 + 1;
    double highest = mel(sampleRateHz / 2.0);
    double[] edges = new double[bands + 2];
    for (int i = 0; i < edges.length; i++) {
      edges[i] = hertz(highest * i / (bands + 1));
    }
    float[] filters = new float[bands * bins];
    for (int band = 0; band < bands; band++) {
      double low = edges[band];
      double centre = edges[band + 1];
      double high = edges[band + 2];
      for (int bin = 0; bin < bins; bin++) {
        double frequency = (double) bin * sampleRateHz / frame;
        double rising = (frequency - low) / (centre - low);
        double falling = (high - frequency) / (high - centre);
        double height = Math.max(0, Math.min(rising, falling));
        filters[band * bins + bin] = (float) (height * 2 / (high - low));
      }
    }
    return filters;
  }

  private static double mel(double hertz) {
    return hertz < BREAK_HZ
        ? hertz / HZ_PER_MEL
        : BREAK_MEL + Math.log(hertz / BREAK_HZ) / LOG_STEP;
  }

  private static double hertz(double mel) {
    return mel < BREAK_MEL ? mel * HZ_PER_MEL : BREAK_HZ * Math.exp(LOG_STEP * (mel - BREAK_MEL));
  }
}
