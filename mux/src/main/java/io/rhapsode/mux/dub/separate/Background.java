package io.rhapsode.mux.dub.separate;

import io.rhapsode.mux.dub.line.TrackLines;
import java.util.ArrayList;
import java.util.List;

/**
 * How much of each frequency is heard in the middle of a film's sound while nobody speaks, by
 * segments of some seconds. Memory: 8 kB for each segment. Used by one thread.
 */
final class Background {
  private static final int BINS = SpectralSeparator.FRAME / 2 + 1;
  private static final long SEGMENT = 8L * TrackLines.RATE_HZ;

  /** So many frames make a level. */
  private static final int FEWEST_FRAMES = 12;

  /** How far the mean of a frequency is above its quietest moments, in power. */
  private static final double MEAN_OF_QUIETEST = 2;

  /** Share of a new frame in the level whose minimum is taken. */
  private static final double SMOOTHING = 0.3;

  private final List<Segment> segments = new ArrayList<>();
  private final double[] smoothed = new double[BINS];

  /** A stretch of the film. */
  private static final class Segment {
    private final float[] sum = new float[BINS];
    private final float[] quietest = new float[BINS];
    private int silent;
    private int spoken;

    boolean isKnown() {
      return silent >= FEWEST_FRAMES;
    }
  }

  /**
   * Adds a frame.
   *
   * @param position of its middle, in samples, not before that of the frame added last
   * @param spoken whether somebody may speak in it
   */
  void add(long position, double[] energies, boolean spoken) {
    int index = (int) (position / SEGMENT);
    while (segments.size() <= index) {
      segments.add(new Segment());
    }
    Segment segment = segments.get(index);
    if (!spoken) {
      for (int bin = 0; bin < BINS; bin++) {
        segment.sum[bin] += (float) energies[bin];
      }
      segment.silent++;
      return;
    }
    for (int bin = 0; bin < BINS; bin++) {
      smoothed[bin] += SMOOTHING * (energies[bin] - smoothed[bin]);
      if (segment.spoken == 0 || smoothed[bin] < segment.quietest[bin]) {
        segment.quietest[bin] = (float) smoothed[bin];
      }
    }
    segment.spoken++;
  }

  /**
   * Energies at a moment: between those of the nearest segments that are known, or, where somebody
   * speaks all through the film, from its quietest moments.
   */
  double[] at(long position) {
    int index = (int) Math.min(segments.size() - 1L, position / SEGMENT);
    int before = index;
    while (before >= 0 && !segments.get(before).isKnown()) {
      before--;
    }
    int after = index;
    while (after >= 0 && after < segments.size() && !segments.get(after).isKnown()) {
      after++;
    }
    double[] energies = new double[BINS];
    if (index < 0) {
      return energies;
    }
    boolean unknown = before < 0 && after == segments.size();
    int first = before < 0 ? after : before;
    int second = after == segments.size() ? first : after;
    double share = first == second ? 0 : (index - first) / (double) (second - first);
    for (int bin = 0; bin < BINS; bin++) {
      energies[bin] =
          unknown
              ? MEAN_OF_QUIETEST * segments.get(index).quietest[bin]
              : (1 - share) * mean(first, bin) + share * mean(second, bin);
    }
    return energies;
  }

  private double mean(int segment, int bin) {
    return segments.get(segment).sum[bin] / segments.get(segment).silent;
  }
}
