package io.rhapsode.synth.speaker;

import java.util.Arrays;

/**
 * Takes the pauses out of a recording: pieces of 10 ms well below its loud parts go, but for a
 * little around speech. On clean speech it parts speakers as well as a trained voice detector does.
 */
final class SpeechParts {
  private static final double BELOW_SPEECH_DECIBELS = 30;
  private static final double SPEECH_PERCENTILE = 0.95;
  private static final double NO_SIGNAL_DECIBELS = -60;

  /** Pieces that stay before and after speech. */
  private static final int MARGIN_PIECES = 3;

  private SpeechParts() {}

  /**
   * What is left without the pauses.
   *
   * @param samples mono, full scale is -1 to 1
   * @return empty when there is no signal
   */
  static float[] of(float[] samples, int sampleRateHz) {
    int size = sampleRateHz / 100;
    double[] levels = levels(samples, size);
    double[] sorted = levels.clone();
    Arrays.sort(sorted);
    double speech =
        levels.length == 0
            ? Double.NEGATIVE_INFINITY
            : sorted[(int) Math.round(SPEECH_PERCENTILE * (sorted.length - 1))];
    if (speech <= NO_SIGNAL_DECIBELS) {
      return new float[0];
    }
    float[] kept = new float[levels.length * size];
    int length = 0;
    for (int piece = 0; piece < levels.length; piece++) {
      if (isNearSpeech(levels, piece, speech - BELOW_SPEECH_DECIBELS)) {
        System.arraycopy(samples, piece * size, kept, length, size);
        length += size;
      }
    }
    return Arrays.copyOf(kept, length);
  }

  private static boolean isNearSpeech(double[] levels, int piece, double least) {
    int last = Math.min(levels.length - 1, piece + MARGIN_PIECES);
    for (int near = Math.max(0, piece - MARGIN_PIECES); near <= last; near++) {
      if (levels[near] > least) {
        return true;
      }
    }
    return false;
  }

  /** Level of each whole piece in dB of full scale. */
  private static double[] levels(float[] samples, int size) {
    double[] levels = new double[samples.length / size];
    for (int piece = 0; piece < levels.length; piece++) {
      double energy = 0;
      for (int i = piece * size; i < (piece + 1) * size; i++) {
        energy += (double) samples[i] * samples[i];
      }
      levels[piece] = 10 * Math.log10(energy / size);
    }
    return levels;
  }
}
