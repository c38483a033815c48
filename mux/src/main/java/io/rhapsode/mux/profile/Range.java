package io.rhapsode.mux.profile;

import java.io.Serializable;

/**
 * A range of a measured figure, both ends included.
 *
 * @param least absent is without bound
 * @param most absent is without bound
 */
public record Range(Double least, Double most) implements Serializable {
  /** Takes every figure. */
  public static final Range ANY = new Range(null, null);

  public Range {
    least = least == null ? Double.NEGATIVE_INFINITY : least;
    most = most == null ? Double.POSITIVE_INFINITY : most;
    if (!(least <= most)) {
      throw new IllegalArgumentException("range %s to %s is empty".formatted(least, most));
    }
  }

  public static Range atMost(double most) {
    return new Range(null, most);
  }

  /** By how much a figure is below (negative) or above (positive) the range; 0 inside it. */
  public double excess(double figure) {
    if (figure < least) {
      return figure - least;
    }
    return figure > most ? figure - most : 0;
  }

  /** The range in words, such as "-23 to -18 dB" or "at most -3 dB". */
  public String describe(String unit) {
    if (least == Double.NEGATIVE_INFINITY) {
      return "at most %s %s".formatted(number(most), unit);
    }
    if (most == Double.POSITIVE_INFINITY) {
      return "at least %s %s".formatted(number(least), unit);
    }
    return least.equals(most)
        ? "%s %s".formatted(number(least), unit)
        : "%s to %s %s".formatted(number(least), number(most), unit);
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
