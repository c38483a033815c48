package io.rhapsode.synth.speaker;

import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;

/**
 * Decimal logarithm of the power in 40 bands, 100 frames a second, as librosa's {@code
 * melspectrogram} gives it for 16 kHz with a Hamming window of 25 ms in a transform of 512 points
 * and no padding: bands of Slaney's mel scale (linear to 1 kHz, logarithmic above) up to 8 kHz,
 * triangles of area 1.
 */
public final class LogMelSpectrum {
  public static final int SAMPLE_RATE_HZ = 16_000;
  public static final int BANDS = 40;
  static final int HOP_SAMPLES = 160;

  /** Samples of which a frame is made. */
  static final int FRAME_SAMPLES = 512;

  private static final int WINDOW_SAMPLES = 400;
  private static final int BINS = FRAME_SAMPLES / 2 + 1;
  private static final double FLOOR = 1e-10;
  private static final double HERTZ_PER_LINEAR_MEL = 200.0 / 3;
  private static final double LINEAR_TO_HERTZ = 1000;
  private static final double LINEAR_TO_MEL = LINEAR_TO_HERTZ / HERTZ_PER_LINEAR_MEL;
  private static final double LOG_STEP = Math.log(6.4) / 27;

  private static final double[] WINDOW = window();
  private static final double[][] FILTERS = filters();

  private LogMelSpectrum() {}

  /**
   * The spectrum of a signal.
   *
   * @param samples at 16 kHz, mono
   * @return frames one after the other, 40 values each; none if the signal is shorter than a frame
   */
  public static float[] of(float[] samples) {
    int frames = Math.max(0, Math.floorDiv(samples.length - FRAME_SAMPLES, HOP_SAMPLES) + 1);
    float[] spectrum = new float[frames * BANDS];
    double[][] transformed = new double[2][FRAME_SAMPLES];
    double[] power = new double[BINS];
    for (int frame = 0; frame < frames; frame++) {
      for (int i = 0; i < FRAME_SAMPLES; i++) {
        transformed[0][i] = samples[frame * HOP_SAMPLES + i] * WINDOW[i];
        transformed[1][i] = 0;
      }
      FastFourierTransformer.transformInPlace(
          transformed, DftNormalization.STANDARD, TransformType.FORWARD);
      for (int bin = 0; bin < BINS; bin++) {
        power[bin] =
            transformed[0][bin] * transformed[0][bin] + transformed[1][bin] * transformed[1][bin];
      }
      for (int band = 0; band < BANDS; band++) {
        spectrum[frame * BANDS + band] = (float) Math.log10(energy(power, band) + FLOOR);
      }
    }
    return spectrum;
  }

  private static double energy(double[] power, int band) {
    double energy = 0;
    for (int bin = 0; bin < BINS; bin++) {
      energy += FILTERS[band][bin] * power[bin];
    }
    return energy;
  }

  /** A periodic Hamming window in the middle of the frame. */
  private static double[] window() {
    double[] window = new double[FRAME_SAMPLES];
    int begin = (FRAME_SAMPLES - WINDOW_SAMPLES) / 2;
    for (int i = 0; i < WINDOW_SAMPLES; i++) {
      window[begin + i] = 0.54 - 0.46 * Math.cos(2 * Math.PI * i / WINDOW_SAMPLES);
    }
    return window;
  }

  private static double[][] filters() {
    double[] edges = new double[BANDS + 2];
    double highest = mel(SAMPLE_RATE_HZ / 2.0);
    for (int i = 0; i < edges.length; i++) {
      edges[i] = hertz(highest * i / (edges.length - 1));
    }
    double[][] filters = new double[BANDS][BINS];
    for (int band = 0; band < BANDS; band++) {
      for (int bin = 0; bin < BINS; bin++) {
        double hertz = (double) bin * SAMPLE_RATE_HZ / FRAME_SAMPLES;
        double up = (hertz - edges[band]) / (edges[band + 1] - edges[band]);
        double down = (edges[band + 2] - hertz) / (edges[band + 2] - edges[band + 1]);
        double height = 2 / (edges[band + 2] - edges[band]);
        filters[band][bin] = Math.max(0, Math.min(up, down)) * height;
      }
    }
    return filters;
  }

  private static double mel(double hertz) {
    return hertz < LINEAR_TO_HERTZ
        ? hertz / HERTZ_PER_LINEAR_MEL
        : LINEAR_TO_MEL + Math.log(hertz / LINEAR_TO_HERTZ) / LOG_STEP;
  }

  private static double hertz(double mel) {
    return mel < LINEAR_TO_MEL
        ? mel * HERTZ_PER_LINEAR_MEL
        : LINEAR_TO_HERTZ * Math.exp((mel - LINEAR_TO_MEL) * LOG_STEP);
  }
}
