package io.rhapsode.mux.dub.mix;

import io.rhapsode.pipeline.timeline.Segment;
import java.util.ArrayList;
import java.util.List;

/**
 * How loud the bed is at each sample: turned down while somebody speaks. Where speech is is known
 * beforehand, so the bed is down when a line begins, stays down over short pauses and comes back
 * slowly: it never pumps. Used by one thread, for samples in order.
 */
final class Ducking {
  private static final double ATTACK_SECONDS = 0.25;
  private static final double HOLD_SECONDS = 0.15;
  private static final double RELEASE_SECONDS = 0.8;

  /** Pauses shorter than this are not worth coming back for. */
  private static final double SHORTEST_GAP_SECONDS = 2;

  private final List<long[]> stretches;
  private final double depthDecibels;
  private final double attack;
  private final double hold;
  private final double release;
  private int current;

  /**
   * @param speech what is said, in order of start
   * @param depthDecibels how much quieter the bed is during speech, in dB, 0 or less
   */
  Ducking(List<Segment.Speech> speech, int rateHz, double depthDecibels) {
    this.depthDecibels = depthDecibels;
    this.attack = ATTACK_SECONDS * rateHz;
    this.hold = HOLD_SECONDS * rateHz;
    this.release = RELEASE_SECONDS * rateHz;
    this.stretches = merged(speech, (long) (SHORTEST_GAP_SECONDS * rateHz));
  }

  private static List<long[]> merged(List<Segment.Speech> speech, long shortestGap) {
    List<long[]> merged = new ArrayList<>();
    for (Segment.Speech line : speech) {
      long[] last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (last != null && line.startSample() - last[1] < shortestGap) {
        last[1] = Math.max(last[1], line.endSample());
      } else {
        merged.add(new long[] {line.startSample(), line.endSample()});
      }
    }
    return merged;
  }

  /** Factor for the bed at a sample, which is not before the one asked for last. */
  float gain(long sample) {
    while (current < stretches.size() && sample > stretches.get(current)[1] + hold + release) {
      current++;
    }
    if (current == stretches.size()) {
      return 1;
    }
    double down = down(sample, stretches.get(current));
    return down == 0 ? 1 : (float) Math.pow(10, depthDecibels * down / 20);
  }

  /** How far down the bed is, 0 to 1: a half cosine, so that nothing is heard to bend. */
  private double down(long sample, long[] stretch) {
    double linear;
    if (sample < stretch[0]) {
      linear = 1 - (stretch[0] - sample) / attack;
    } else if (sample <= stretch[1] + hold) {
      return 1;
    } else {
      linear = 1 - (sample - stretch[1] - hold) / release;
    }
    return linear <= 0 ? 0 : (1 - Math.cos(Math.PI * linear)) / 2;
  }
}
