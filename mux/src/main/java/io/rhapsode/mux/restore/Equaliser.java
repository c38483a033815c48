package io.rhapsode.mux.restore;

import java.util.Arrays;

/**
 * Raises and lowers octaves of a sound without moving it in time: a filter of linear phase whose
 * delay is taken out (frequency sampling with a Hann window). Its transitions are smooth, from the
 * centre of an octave to the next.
 */
final class Equaliser {
  /** Octaves may differ by this much between voices: it is what makes them different persons. */
  static final double OWN_DECIBELS = 4;

  /** Most by which an octave is raised or lowered. */
  static final double MOST_DECIBELS = 6;

  /** Half the length of the filter in seconds: it tells 100 Hz from 200 Hz. */
  private static final double REACH_SECONDS = 0.01;

  private static final int GRID = 512;

  private final float[] taps;
  private final int reach;

  /**
   * @param decibels gain of each octave around {@link VoiceSound#CENTRES_HERTZ}
   */
  Equaliser(double[] decibels, int sampleRateHz) {
    reach = (int) (sampleRateHz * REACH_SECONDS);
    taps = new float[2 * reach + 1];
    double[] gains = new double[GRID];
    for (int i = 0; i < GRID; i++) {
      double hertz = (i + 0.5) / GRID * sampleRateHz / 2;
      gains[i] = Math.pow(10, decibelsAt(hertz, decibels) / 20);
    }
    for (int tap = 0; tap <= reach; tap++) {
      double sum = 0;
      for (int i = 0; i < GRID; i++) {
        sum += gains[i] * Math.cos(Math.PI * (i + 0.5) / GRID * tap);
      }
      double window = 0.5 + 0.5 * Math.cos(Math.PI * tap / (reach + 1));
      taps[reach + tap] = (float) (sum / GRID * window);
      taps[reach - tap] = taps[reach + tap];
    }
  }

  private static double decibelsAt(double hertz, double[] decibels) {
    double octave = Math.log(hertz / VoiceSound.CENTRES_HERTZ[0]) / Math.log(2);
    double within = Math.max(0, Math.min(decibels.length - 1.0, octave));
    int below = Math.min(decibels.length - 2, (int) within);
    return decibels[below] + (within - below) * (decibels[below + 1] - decibels[below]);
  }

  /** The sound with the gains, as long as before. */
  float[] apply(float[] samples) {
    float[] padded = new float[samples.length + 2 * reach];
    System.arraycopy(samples, 0, padded, reach, samples.length);
    float[] filtered = new float[samples.length];
    for (int tap = 0; tap < taps.length; tap++) {
      float factor = taps[tap];
      for (int i = 0; i < samples.length; i++) {
        filtered[i] += factor * padded[i + tap];
      }
    }
    return filtered;
  }

  /** What brings a voice nearer to another; empty gains where it may stay as it is. */
  static double[] towards(VoiceSound other, VoiceSound own) {
    double[] decibels = new double[own.bands().length];
    for (int band = 0; band < decibels.length; band++) {
      double missing = other.bands()[band] - own.bands()[band];
      if (Double.isFinite(missing)) {
        double beyond = Math.max(0, Math.abs(missing) - OWN_DECIBELS);
        decibels[band] = Math.copySign(Math.min(MOST_DECIBELS, beyond), missing);
      } else if (band > 0) {
        decibels[band] = decibels[band - 1];
      }
    }
    return Arrays.stream(decibels).allMatch(gain -> gain == 0) ? new double[0] : decibels;
  }
}
