package io.rhapsode.synth.compute.torch;

/**
 * How the weights of the transformers' matrix products are kept. Everything else is float32.
 *
 * <p>{@link #INT8} covers attention and feed-forward of the language model, {@link #BFLOAT16} also
 * those of the codec's decoder. How far speech then is from that of float32 depends on the model:
 * its family tells.
 */
public enum WeightPrecision {
  /** As published; the reference for the other two. */
  FLOAT32("float32"),
  /** Whole numbers with one scale per output feature and per row of input; processor only. */
  INT8("int8"),
  /** Half the memory traffic; gains on graphics cards. */
  BFLOAT16("bfloat16");

  private final String label;

  WeightPrecision(String label) {
    this.label = label;
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
