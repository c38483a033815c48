package io.rhapsode.pipeline.listen;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;

/**
 * Who speaks in a take, as a speaker encoder heard it: a direction in its space, rounded to steps
 * of 1/127 of its largest part, which moves similarities by less than 0.01.
 *
 * @param direction -127 to 127 each; copied in and out
 * @param seconds how much speech it was heard in, pauses left out
 */
public record VoicePrint(byte[] direction, double seconds) {
  private static final int STEPS = 127;

  public VoicePrint {
    direction = requireNonNull(direction, "direction is null").clone();
    if (!(seconds > 0)) {
      throw new IllegalArgumentException("seconds is not positive: " + seconds);
    }
  }

  /** Of a direction of any length but 0. */
  public static VoicePrint of(float[] direction, double seconds) {
    float largest = 0;
    for (float part : direction) {
      largest = Math.max(largest, Math.abs(part));
    }
    byte[] rounded = new byte[direction.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (byte) Math.round(direction[i] / largest * STEPS);
    }
    return new VoicePrint(rounded, seconds);
  }

  /**
   * What several have in common, each weighted by its seconds.
   *
   * @param prints at least one, all of one encoder
   */
  public static VoicePrint mean(List<VoicePrint> prints) {
    float[] sum = new float[prints.get(0).direction.length];
    double seconds = 0;
    for (VoicePrint print : prints) {
      double length = Math.sqrt(product(print.direction, print.direction));
      for (int i = 0; i < sum.length; i++) {
        sum[i] += (float) (print.direction[i] / length * print.seconds);
      }
      seconds += print.seconds;
    }
    return of(sum, seconds);
  }

  /** Cosine of the angle between both, -1 to 1. */
  public double similarity(VoicePrint other) {
    return product(direction, other.direction)
        / Math.sqrt(
            product(direction, direction) * (double) product(other.direction, other.direction));
  }

  private static long product(byte[] left, byte[] right) {
    if (left.length != right.length) {
      throw new IllegalArgumentException(
          "directions of %d and %d parts are of two encoders".formatted(left.length, right.length));
    }
    long sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += left[i] * right[i];
    }
    return sum;
  }

  @Override
  public byte[] direction() {
    return direction.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VoicePrint print
        && print.seconds == seconds
        && Arrays.equals(print.direction, direction);
  }

  @Override
  public int hashCode() {
    return 31 * Double.hashCode(seconds) + Arrays.hashCode(direction);
  }

  @Override
  public String toString() {
    return "VoicePrint[%d parts, %.1f s]".formatted(direction.length, seconds);
  }
}
