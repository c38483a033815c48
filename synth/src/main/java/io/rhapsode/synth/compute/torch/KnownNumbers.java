package io.rhapsode.synth.compute.torch;

import java.util.Locale;

/** What a device must compute for its library and driver to be trusted. */
public final class KnownNumbers {
  /** Share of the largest expected magnitude. */
  private static final double TOLERANCE = 1e-3;

  private KnownNumbers() {}

  /**
   * Compares what a device computed with what it should have.
   *
   * @throws IllegalStateException if it is too far off
   */
  public static void require(TorchDevice device, float[] expected, float[] actual) {
    double largest = 0;
    double difference = expected.length == actual.length ? 0 : Double.NaN;
    for (int i = 0; i < Math.min(expected.length, actual.length); i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      difference = Math.max(difference, Math.abs(expected[i] - actual[i]));
    }
    if (!(difference <= TOLERANCE * largest)) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "the neural engine computes wrong numbers on %s: off by %.2g of %.2g; its native"
                  + " library does not fit this machine, try --device cpu or another build",
              device,
              difference,
              largest));
    }
  }
}
