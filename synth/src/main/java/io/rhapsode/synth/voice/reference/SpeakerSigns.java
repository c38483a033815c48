package io.rhapsode.synth.voice.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Looks for a warning sign that a clip holds more than one speaker: the pitch of its half-second
 * stretches falls into two groups far apart. It is a sign and no proof: a lively reader may trip
 * it, and two people of like pitch never will.
 */
final class SpeakerSigns {
  /** Voiced frames of 10 ms that make a stretch. */
  private static final int STRETCH_FRAMES = 30;

  private static final int FEWEST_STRETCHES = 8;
  private static final double SMALLEST_GROUP_SHARE = 0.2;
  private static final double SEMITONES_PER_OCTAVE = 12;

  /** Distance of the groups' means from which they are taken for two people. */
  private static final double LEAST_DISTANCE_SEMITONES = 7;

  /** The groups' spread may be at most this part of their distance. */
  private static final double MOST_SPREAD = 0.3;

  private SpeakerSigns() {}

  /**
   * Distance in semitones of the two groups of pitches, if there are two.
   *
   * @param pitches in Hz, one for every 10 ms, NaN where unvoiced
   */
  static OptionalDouble distance(double[] pitches) {
    double[] stretches = stretches(pitches);
    if (stretches.length < FEWEST_STRETCHES) {
      return OptionalDouble.empty();
    }
    Arrays.sort(stretches);
    int smallest = (int) Math.max(2, Math.ceil(stretches.length * SMALLEST_GROUP_SHARE));
    double leastSpread = Double.MAX_VALUE;
    double distance = 0;
    for (int split = smallest; split <= stretches.length - smallest; split++) {
      double[] low = Arrays.copyOfRange(stretches, 0, split);
      double[] high = Arrays.copyOfRange(stretches, split, stretches.length);
      double spread = Math.sqrt((squares(low) + squares(high)) / stretches.length);
      if (spread < leastSpread) {
        leastSpread = spread;
        distance = mean(high) - mean(low);
      }
    }
    boolean apart = distance >= LEAST_DISTANCE_SEMITONES && leastSpread <= MOST_SPREAD * distance;
    return apart ? OptionalDouble.of(distance) : OptionalDouble.empty();
  }

  /** Median pitch of each run of voiced frames, pauses left out, in semitones above 1 Hz. */
  private static double[] stretches(double[] pitches) {
    double[] voiced = Arrays.stream(pitches).filter(pitch -> !Double.isNaN(pitch)).toArray();
    List<Double> medians = new ArrayList<>();
    for (int begin = 0; begin + STRETCH_FRAMES <= voiced.length; begin += STRETCH_FRAMES) {
      double[] stretch = Arrays.copyOfRange(voiced, begin, begin + STRETCH_FRAMES);
      Arrays.sort(stretch);
      double median = stretch[STRETCH_FRAMES / 2];
      medians.add(SEMITONES_PER_OCTAVE * Math.log(median) / Math.log(2));
    }
    return medians.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(0);
  }

  private static double squares(double[] values) {
    double mean = mean(values);
    return Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
  }
}
