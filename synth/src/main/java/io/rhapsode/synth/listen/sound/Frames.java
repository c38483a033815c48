package io.rhapsode.synth.listen.sound;

import io.rhapsode.pipeline.audio.PcmClip;
import java.util.Arrays;

/** The level of a clip, frame by frame of {@link #MILLIS}, in dB of full scale; never empty. */
public final class Frames {
  static final int MILLIS = 20;
  private static final double LOWEST_DECIBELS = -120;

  /** Frames this much below the loudest are pauses. */
  private static final double PAUSE_DECIBELS = 35;

  private final double[] levels;
  private final double[] sorted;

  private Frames(double[] levels) {
    this.levels = levels;
    this.sorted = levels.clone();
    Arrays.sort(sorted);
  }

  public static Frames of(PcmClip clip) {
    int length = clip.sampleRateHz() * MILLIS / 1_000;
    double[] levels = new double[Math.max(1, clip.length() / length)];
    Arrays.fill(levels, LOWEST_DECIBELS);
    for (int frame = 0; (frame + 1) * length <= clip.length(); frame++) {
      double sum = 0;
      for (int i = frame * length; i < (frame + 1) * length; i++) {
        sum += (double) clip.sample(i) * clip.sample(i);
      }
      levels[frame] = Math.max(LOWEST_DECIBELS, 10 * Math.log10(sum / length + 1e-12));
    }
    return new Frames(levels);
  }

  int count() {
    return levels.length;
  }

  /** The level that a share of the frames stays below. */
  double quantile(double share) {
    return sorted[(int) Math.min(sorted.length - 1L, Math.round(share * (sorted.length - 1)))];
  }

  /** The level of loud speech. */
  double loud() {
    return quantile(0.95);
  }

  boolean isPause(int frame) {
    return levels[frame] < loud() - PAUSE_DECIBELS;
  }

  /** Frames that are no pause, in seconds. */
  double spokenSeconds() {
    return spokenSeconds(0, levels.length * MILLIS / 1_000.0);
  }

  /** Of a stretch, the frames that are no pause, in seconds. */
  public double spokenSeconds(double fromSeconds, double toSeconds) {
    int spoken = 0;
    int first = Math.max(0, (int) Math.round(fromSeconds * 1_000 / MILLIS));
    int end = Math.min(levels.length, (int) Math.round(toSeconds * 1_000 / MILLIS));
    for (int frame = first; frame < end; frame++) {
      spoken += isPause(frame) ? 0 : 1;
    }
    return spoken * MILLIS / 1_000.0;
  }

  /** Root mean square of the frames that are no pause, in dB of full scale. */
  double spokenDecibels() {
    double sum = 0;
    int spoken = 0;
    for (int frame = 0; frame < levels.length; frame++) {
      if (!isPause(frame)) {
        sum += Math.pow(10, levels[frame] / 10);
        spoken++;
      }
    }
    return spoken == 0 ? LOWEST_DECIBELS : 10 * Math.log10(sum / spoken);
  }

  /** The longest pause, in seconds. */
  double longestPauseSeconds() {
    int longest = 0;
    int run = 0;
    for (int frame = 0; frame < levels.length; frame++) {
      run = isPause(frame) ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest * MILLIS / 1_000.0;
  }

  /**
   * The longest stretch whose level hardly changes, in seconds.
   *
   * @param decibels how far the levels of the stretch may be apart
   */
  double longestConstantSeconds(double decibels) {
    int longest = 0;
    int start = 0;
    for (int frame = 0; frame < levels.length; frame++) {
      if (isPause(frame)) {
        start = frame + 1;
        continue;
      }
      while (spread(start, frame) > decibels) {
        start++;
      }
      longest = Math.max(longest, frame - start + 1);
    }
    return longest * MILLIS / 1_000.0;
  }

  private double spread(int first, int last) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int frame = first; frame <= last; frame++) {
      least = Math.min(least, levels[frame]);
      most = Math.max(most, levels[frame]);
    }
    return most - least;
  }
}
