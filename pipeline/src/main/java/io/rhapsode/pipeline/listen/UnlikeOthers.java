package io.rhapsode.pipeline.listen;

import io.rhapsode.pipeline.listen.Measures.Extremes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Finds takes that sound unlike the other takes of their voice. Only the whole of a book tells, so
 * that it does not depend on the order in which takes were made.
 */
public final class UnlikeOthers {
  /** Fewer takes say nothing of what is usual. */
  private static final int LEAST_TAKES = 12;

  /** Normal values this many deviations from the median are one in 10 million. */
  private static final double DEVIATIONS = 5.5;

  /** Median absolute deviation of a normal distribution, in standard deviations. */
  private static final double MAD = 0.6745;

  private UnlikeOthers() {}

  /**
   * @param takes measures of the takes of one voice
   * @return for each take what is unlike the others, in their order
   */
  public static List<List<Fault>> find(List<Measures> takes) {
    List<List<Fault>> faults = new ArrayList<>();
    takes.forEach(take -> faults.add(new ArrayList<>()));
    for (Figure figure : Figure.values()) {
      figure.check(takes, faults);
    }
    return faults;
  }

  /** A figure with the least distance that a listener notices; logarithms make ratios distances. */
  private enum Figure {
    LEVEL(Fault.Kind.UNLIKE_LEVEL, "level", "dB", Measures::levelDecibels, false, 8),
    BRIGHTNESS(
        Fault.Kind.UNLIKE_SPECTRUM, "spectrum", "Hz", Measures::brightnessHz, true, Math.log(1.8)),
    PITCH(Fault.Kind.UNLIKE_PITCH, "pitch", "Hz", Measures::pitchHz, true, Math.log(1.4)),
    PACE(
        Fault.Kind.UNLIKE_PACE,
        "pace",
        "letters a second",
        Measures::lettersPerSecond,
        true,
        Math.log(1.5)),
    /** A voice whose takes fade out says a word to the end, or is cut off. */
    END(
        Fault.Kind.CUT_OFF,
        "end",
        "dB below its loud parts",
        take -> take.extremes().map(Extremes::endDecibels).orElse(0.0),
        false,
        12),
    /** What is noisier than the others has less range. */
    NOISE(
        Fault.Kind.NOISE,
        "quietest part",
        "dB below its loud ones",
        take -> take.extremes().map(Extremes::rangeDecibels).orElse(0.0),
        false,
        15);

    private final Fault.Kind kind;
    private final String title;
    private final String unit;
    private final ToDoubleFunction<Measures> figure;
    private final boolean ratio;
    private final double noticeable;

    Figure(
        Fault.Kind kind,
        String title,
        String unit,
        ToDoubleFunction<Measures> figure,
        boolean ratio,
        double noticeable) {
      this.kind = kind;
      this.title = title;
      this.unit = unit;
      this.figure = figure;
      this.ratio = ratio;
      this.noticeable = noticeable;
    }

    private void check(List<Measures> takes, List<List<Fault>> faults) {
      double[] known =
          takes.stream()
              .mapToDouble(figure)
              .filter(value -> value != 0)
              .map(this::scaled)
              .toArray();
      if (known.length < LEAST_TAKES) {
        return;
      }
      double median = median(known);
      double deviation = 0;
      double[] distances = known.clone();
      for (int i = 0; i < distances.length; i++) {
        distances[i] = Math.abs(distances[i] - median);
      }
      deviation = median(distances) / MAD;
      double limit = Math.max(noticeable, DEVIATIONS * deviation);
      for (int i = 0; i < takes.size(); i++) {
        double value = figure.applyAsDouble(takes.get(i));
        if (value != 0 && isFar(scaled(value) - median, limit)) {
          faults.get(i).add(fault(value, ratio ? Math.exp(median) : median));
        }
      }
    }

    /** Ends that are quieter and takes that are cleaner than the others are no fault. */
    private boolean isFar(double distance, double limit) {
      return this == END || this == NOISE ? -distance > limit : Math.abs(distance) > limit;
    }

    private double scaled(double value) {
      return ratio ? Math.log(value) : value;
    }

    private Fault fault(double value, double usual) {
      return new Fault(
          kind,
          "its %s is %.1f %s, that of the voice's other takes %.1f"
              .formatted(title, value, unit, usual));
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    java.util.Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
