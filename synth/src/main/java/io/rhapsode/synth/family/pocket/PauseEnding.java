package io.rhapsode.synth.family.pocket;

import java.util.Arrays;

/**
 * Makes a clip end on a pause, as the recordings do that the models are trained on: a voice made of
 * a clip that is cut off in a word goes on with that word.
 */
public final class PauseEnding {
  private static final double FRAME_SECONDS = 0.02;
  private static final double PAUSE_SECONDS = 0.08;

  /** What is so far below the loudest frame is no speech. */
  private static final double SPEECH_RANGE_DECIBELS = 35;

  private static final double LEAST_LEVEL = 1e-12;

  private PauseEnding() {}

  /**
   * Cuts off what is silent at the end, fades out the last 20 ms of what is left, and adds 80 ms of
   * silence. A clip shorter than 20 ms stays as it is.
   *
   * @param samples mono
   * @return a copy
   */
  public static float[] of(float[] samples, int sampleRateHz) {
    int frame = (int) Math.round(FRAME_SECONDS * sampleRateHz);
    if (samples.length < frame) {
      return samples.clone();
    }
    int end = speechEnd(levels(samples, frame)) * frame;
    int pause = (int) Math.round(PAUSE_SECONDS * sampleRateHz);
    float[] ended = Arrays.copyOf(Arrays.copyOf(samples, end), end + pause);
    for (int i = 0; i < frame; i++) {
      ended[end - 1 - i] *= (float) i / (frame - 1);
    }
    return ended;
  }

  /** Frames up to the last one that is loud, this included. */
  private static int speechEnd(double[] levels) {
    double loudest = Arrays.stream(levels).max().orElseThrow();
    int end = levels.length;
    while (levels[end - 1] <= loudest - SPEECH_RANGE_DECIBELS) {
      end--;
    }
    return end;
  }

  /** Root mean square of each whole frame in dB. */
  private static double[] levels(float[] samples, int frame) {
    double[] levels = new double[samples.length / frame];
    for (int i = 0; i < levels.length; i++) {
      double energy = 0;
      for (int j = i * frame; j < (i + 1) * frame; j++) {
        energy += (double) samples[j] * samples[j];
      }
      levels[i] = 20 * Math.log10(Math.max(LEAST_LEVEL, Math.sqrt(energy / frame)));
    }
    return levels;
  }
}
