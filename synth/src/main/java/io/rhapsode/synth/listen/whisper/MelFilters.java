package io.rhapsode.synth.listen.whisper;

/** Whisper's front end: a Hann window of 25 ms and triangles on Slaney's mel scale of area 1. */
final class MelFilters {
  static final int RATE_HZ = 16_000;
  static final int WINDOW_SAMPLES = 400;
  static final int HOP_SAMPLES = 160;
  private static final int BINS = WINDOW_SAMPLES / 2 + 1;

  private MelFilters() {}

  /** A periodic Hann window. */
  static float[] window() {
    float[] window = new float[WINDOW_SAMPLES];
    for (int i = 0; i < window.length; i++) {
      window[i] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * i / WINDOW_SAMPLES));
    }
    return window;
  }

  /** Weight of each bin of the transform in each band, band by band. */
  static float[] filters(int bands) {
    double[] edges = new double[bands + 2];
    double highest = mel(RATE_HZ / 2.0);
    for (int i = 0; i < edges.length; i++) {
      edges[i] = hertz(highest * i / (bands + 1));
    }
    float[] filters = new float[bands * BINS];
    for (int band = 0; band < bands; band++) {
      for (int bin = 0; bin < BINS; bin++) {
        double frequency = (double) bin * RATE_HZ / WINDOW_SAMPLES;
        double rise = (frequency - edges[band]) / (edges[band + 1] - edges[band]);
        double fall = (edges[band + 2] - frequency) / (edges[band + 2] - edges[band + 1]);
        double height = 2 / (edges[band + 2] - edges[band]);
        filters[band * BINS + bin] = (float) (height * Math.max(0, Math.min(rise, fall)));
      }
    }
    return filters;
  }

  private static double mel(double hertz) {
    return hertz < 1_000 ? hertz * 3 / 200 : 15 + Math.log(hertz / 1_000) * 27 / Math.log(6.4);
  }

  private static double hertz(double mel) {
    return mel < 15 ? mel * 200 / 3 : 1_000 * Math.exp((mel - 15) * Math.log(6.4) / 27);
  }
}
