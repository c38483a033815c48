package io.rhapsode.synth.compute.torch;

import io.rhapsode.synth.checkpoint.ElementType;
import io.rhapsode.synth.checkpoint.HalfPrecision;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Contents and shape of a tensor outside of native memory.
 *
 * <p>The buffer is a view: it is not copied, because it may be a mapped checkpoint of hundreds of
 * megabytes. Equality is by type, the buffer's contents and the shape.
 *
 * @param bytes direct buffer, little endian, row by row
 * @param type F32, or BF16 for programs that read weights of both types
 * @param shape length of each axis
 */
public record TensorData(ByteBuffer bytes, ElementType type, long... shape) {
  /** Checks that type, shape and length agree. */
  public TensorData {
    if (type != ElementType.F32 && type != ElementType.BF16) {
      throw new IllegalArgumentException("programs take F32 and BF16, not " + type);
    }
    shape = shape.clone();
    long expected = Arrays.stream(shape).reduce(type.bytes(), Math::multiplyExact);
    if (bytes.remaining() != expected) {
      throw new IllegalArgumentException(
          "tensor of shape %s needs %d bytes, got %d"
              .formatted(Arrays.toString(shape), expected, bytes.remaining()));
    }
    if (!bytes.isDirect()) {
      throw new IllegalArgumentException("bytes must be a direct buffer");
    }
  }

  /** A float32 tensor. */
  public TensorData(ByteBuffer bytes, long... shape) {
    this(bytes, ElementType.F32, shape);
  }

  /**
   * Copies numbers into a new buffer.
   *
   * @param values the numbers, row by row
   * @param shape length of each axis
   * @return the tensor's data
   */
  public static TensorData ofFloats(float[] values, long... shape) {
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(Math.multiplyExact(values.length, Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return new TensorData(bytes, shape);
  }

  /** Returns a fresh view of the buffer, little endian. */
  @Override
  public ByteBuffer bytes() {
    return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Returns a copy of the shape. */
  @Override
  public long[] shape() {
    return shape.clone();
  }

  /**
   * Copies the numbers out.
   *
   * @return the numbers, row by row
   */
  public float[] toFloats() {
    float[] values = new float[bytes.remaining() / type.bytes()];
    HalfPrecision.widen(bytes(), type, values.length).asFloatBuffer().get(values);
    return values;
  }

  /** Compares contents and shape. */
  @Override
  public boolean equals(Object other) {
    return other instanceof TensorData that
        && type == that.type
        && bytes.equals(that.bytes)
        && Arrays.equals(shape, that.shape);
  }

  @Override
  public int hashCode() {
    return 31 * bytes.hashCode() + Arrays.hashCode(shape);
  }

  @Override
  public String toString() {
    return type + Arrays.toString(shape);
  }
}
