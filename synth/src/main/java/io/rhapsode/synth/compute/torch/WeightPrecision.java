package io.rhapsode.synth.compute.torch;

import java.util.Locale;

/**
 * How the weights of the transformers' matrix products are kept. Everything else is float32.
 *
 * <p>{@link #INT8} covers attention and feed-forward of the language model, {@link #BFLOAT16} also
 * those of the codec's decoder. The error of both against float32 is measured by {@code
 * PocketPrecisionTest} on a small checkpoint with random weights.
 */
public enum WeightPrecision {
  /** As published; the reference for the other two. */
  FLOAT32("float32", 0),
  /** Whole numbers with one scale per output feature and per row of input; processor only. */
  INT8("int8", 0.03),
  /** Half the memory traffic; gains on graphics cards. */
  BFLOAT16("bfloat16", 0.005);

  private final String label;
  private final double measuredError;

  WeightPrecision(String label, double measuredError) {
    this.label = label;
    this.measuredError = measuredError;
  }

  /**
   * Returns how far latents were from those of float32 when it was measured, in root mean square
   * relative to their magnitude; an upper bound, 0 for float32 itself.
   */
  public double measuredError() {
    return measuredError;
  }

  /** Returns the name with the measured error, for people. */
  public String described() {
    return measuredError == 0
        ? label
        : String.format(Locale.ROOT, "%s (within %.1f %% of float32)", label, 100 * measuredError);
  }

  /** Returns the name that settings and the TorchScript program use. */
  @Override
  public String toString() {
    return label;
  }

  /**
   * @throws IllegalArgumentException if the device cannot do it
   */
  public void requireOn(TorchDevice device) {
    if (this == INT8 && device.kind() != TorchDevice.Kind.CPU) {
      throw new IllegalArgumentException(
          "precision int8 works on the processor only, not on " + device + ": use bfloat16");
    }
  }
}
