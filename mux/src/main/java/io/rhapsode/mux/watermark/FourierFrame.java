package io.rhapsode.mux.watermark;

import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;

/** One windowed frame of audio and its spectrum. Used by one thread at a time. */
final class FourierFrame {
  /** Root of a periodic Hann window: twice applied, frames that overlap by 3/4 sum to 2. */
  private final double[] window;

  private final double[][] values;

  /**
   * @param size a power of two
   */
  FourierFrame(int size) {
    window = new double[size];
    for (int i = 0; i < size; i++) {
      window[i] = StrictMath.sin(Math.PI * i / size);
    }
    values = new double[2][size];
  }

  int size() {
    return window.length;
  }

  double[] window() {
    return window;
  }

  /** Takes windowed samples and makes their spectrum. */
  void analyse(double[] samples, int start) {
    for (int i = 0; i < window.length; i++) {
      values[0][i] = samples[start + i] * window[i];
      values[1][i] = 0;
    }
    FastFourierTransformer.transformInPlace(
        values, DftNormalization.STANDARD, TransformType.FORWARD);
  }

  /** Energy of a bin of the spectrum. */
  double energy(int bin) {
    return values[0][bin] * values[0][bin] + values[1][bin] * values[1][bin];
  }

  /** Multiplies a bin and its mirror image, so that the signal stays real. */
  void scale(int bin, double gain) {
    values[0][bin] *= gain;
    values[1][bin] *= gain;
    int mirror = window.length - bin;
    if (bin > 0 && mirror != bin) {
      values[0][mirror] *= gain;
      values[1][mirror] *= gain;
    }
  }

  /** Adds the windowed signal of the spectrum. */
  void addTo(double[] samples, int start, double factor) {
    FastFourierTransformer.transformInPlace(
        values, DftNormalization.STANDARD, TransformType.INVERSE);
    for (int i = 0; i < window.length; i++) {
      samples[start + i] += values[0][i] * window[i] * factor;
    }
  }
}
