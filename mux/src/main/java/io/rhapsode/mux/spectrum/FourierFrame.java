package io.rhapsode.mux.spectrum;

import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;

/** One windowed frame of audio and its spectrum. Used by one thread at a time. */
public final class FourierFrame {
  /** Root of a periodic Hann window: twice applied, frames that overlap by 3/4 sum to 2. */
  private final double[] window;

  private final double[][] values;

  /**
   * @param size a power of two
   */
  public FourierFrame(int size) {
    window = new double[size];
    for (int i = 0; i < size; i++) {
      window[i] = StrictMath.sin(Math.PI * i / size);
    }
    values = new double[2][size];
  }

  /** Samples in a frame. */
  public int size() {
    return window.length;
  }

  /** What samples are multiplied with; nobody may change it. */
  public double[] window() {
    return window;
  }

  /** Takes windowed samples and makes their spectrum. */
  public void analyse(double[] samples, int start) {
    for (int i = 0; i < window.length; i++) {
      values[0][i] = samples[start + i] * window[i];
      values[1][i] = 0;
    }
    FastFourierTransformer.transformInPlace(
        values, DftNormalization.STANDARD, TransformType.FORWARD);
  }

  /** Energy of a bin of the spectrum. */
  public double energy(int bin) {
    return values[0][bin] * values[0][bin] + values[1][bin] * values[1][bin];
  }

  /** Multiplies a bin and its mirror image, so that the signal stays real. */
  public void scale(int bin, double gain) {
    values[0][bin] *= gain;
    values[1][bin] *= gain;
    int mirror = window.length - bin;
    if (bin > 0 && mirror != bin) {
      values[0][mirror] *= gain;
      values[1][mirror] *= gain;
    }
  }

  /** Adds the windowed signal of the spectrum. */
  public void addTo(double[] samples, int start, double factor) {
    FastFourierTransformer.transformInPlace(
        values, DftNormalization.STANDARD, TransformType.INVERSE);
    for (int i = 0; i < window.length; i++) {
      samples[start + i] += values[0][i] * window[i] * factor;
    }
  }
}
