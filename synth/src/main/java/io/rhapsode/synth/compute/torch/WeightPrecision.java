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
  FLOAT32("float32", 4, 4),
  /** Whole numbers with one scale per output feature and per row of input; processor only. */
  INT8("int8", 1, 4),
  /** Half the memory traffic; gains on graphics cards. */
  BFLOAT16("bfloat16", 2, 2);

  /** Cards before this compute capability have no arithmetic in bfloat16. */
  private static final int BFLOAT16_CAPABILITY = 80;

  private final String label;
  private final int bytes;
  private final int tableBytes;

  WeightPrecision(String label, int bytes, int tableBytes) {
    this.label = label;
    this.bytes = bytes;
    this.tableBytes = tableBytes;
  }

  /** Bytes of a weight of a matrix product. */
  public int bytes() {
    return bytes;
  }

  /** Bytes of a number in a table that rows are looked up in. */
  public int tableBytes() {
    return tableBytes;
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
    if (this == BFLOAT16 && device.kind() == TorchDevice.Kind.CUDA) {
      requireBfloat16(device, device.computeCapability());
    }
  }

  static void requireBfloat16(TorchDevice device, int computeCapability) {
    if (computeCapability < BFLOAT16_CAPABILITY) {
      throw new IllegalArgumentException(
          "precision bfloat16 is not for %s: compute capability %d.%d has no arithmetic in it, 8.0 has; use float32"
              .formatted(device, computeCapability / 10, computeCapability % 10));
    }
  }
}
