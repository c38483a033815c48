package io.rhapsode.synth.checkpoint;

/**
 * The element types of safetensors that speech checkpoints and voices use; the constants bear the
 * format's own names.
 */
public enum ElementType {
  F32(4),
  F16(2),
  BF16(2),
  I64(8),
  I32(4),
  U8(1);

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  public int bytes() {
    return bytes;
  }

  public boolean isFloat() {
    return this == F32 || this == F16 || this == BF16;
  }
}
