package io.rhapsode.synth.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;

/**
 * Widening of 16-bit floats to float32; exact for every value, the types being subsets of float32.
 */
public final class HalfPrecision {
  private static final int EXPONENT_BIAS_GAP = 127 - 15;
  private static final float SMALLEST_SUBNORMAL = 0x1p-24f;

  private HalfPrecision() {}

  /** Returns a new direct little-endian buffer of float32 from bytes of any float type. */
  public static ByteBuffer widen(ByteBuffer raw, ElementType type, int elements) {
    ByteBuffer wide =
        ByteBuffer.allocateDirect(elements * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    if (type == ElementType.F32) {
      return wide.put(raw.duplicate()).flip();
    }
    ShortBuffer narrow = raw.duplicate().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    FloatBuffer floats = wide.asFloatBuffer();
    for (int index = 0; index < elements; index++) {
      short bits = narrow.get(index);
      floats.put(
          index, type == ElementType.BF16 ? Float.intBitsToFloat(bits << 16) : fromBinary16(bits));
    }
    return wide;
  }

  /** IEEE 754 binary16 to binary32; written out since Java 17 has no Float.float16ToFloat. */
  static float fromBinary16(short bits) {
    int sign = (bits & 0x8000) << 16;
    int exponent = (bits >> 10) & 0x1f;
    int mantissa = bits & 0x3ff;
    if (exponent == 0) {
      float magnitude = mantissa * SMALLEST_SUBNORMAL;
      return Float.intBitsToFloat(sign | Float.floatToRawIntBits(magnitude));
    }
    int wideExponent = exponent == 0x1f ? 0xff : exponent + EXPONENT_BIAS_GAP;
    return Float.intBitsToFloat(sign | wideExponent << 23 | mantissa << 13);
  }
}
