package io.rhapsode.mux.watermark;

import io.rhapsode.mux.spectrum.FourierFrame;

/** Energies of a stretch of sound over time and frequency. */
final class Spectrogram {
  /** Longest frame in seconds: short against a cell, long enough to tell the bands apart. */
  private static final double FRAME_SECONDS = 0.05;

  /** Sums of the energies up to a bin, a row a frame, so that any band can be cut out. */
  private final float[][] sums;

  private final double binHertz;

  /**
   * @param samples amplitudes
   * @param count how many of them
   */
  Spectrogram(double[] samples, int count, int rateHz) {
    int size = Integer.highestOneBit((int) (rateHz * FRAME_SECONDS));
    FourierFrame frame = new FourierFrame(size);
    binHertz = (double) rateHz / size;
    double hop = rateHz * CellContrasts.HOP_SECONDS;
    int frames = count < size ? 0 : (int) ((count - size) / hop) + 1;
    sums = new float[frames][size / 2 + 1];
    for (int i = 0; i < frames; i++) {
      frame.analyse(samples, (int) Math.round(i * hop));
      for (int bin = 0; bin < size / 2; bin++) {
        sums[i][bin + 1] = sums[i][bin] + (float) frame.energy(bin);
      }
    }
  }

  int frames() {
    return sums.length;
  }

  /** The energy of a band in each frame; none above half the sample rate. */
  double[] energies(double lowestHertz, double highestHertz) {
    double[] energies = new double[sums.length];
    for (int i = 0; i < energies.length; i++) {
      energies[i] = Math.max(0, upTo(sums[i], highestHertz) - upTo(sums[i], lowestHertz));
    }
    return energies;
  }

  private double upTo(float[] sums, double hertz) {
    double bin = hertz / binHertz + 0.5;
    int whole = (int) bin;
    if (whole >= sums.length - 1) {
      return sums[sums.length - 1];
    }
    return sums[whole] + (bin - whole) * (sums[whole + 1] - sums[whole]);
  }
}
