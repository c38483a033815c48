package io.rhapsode.mux.ffmpeg.codec;

/** Conversion between amplitudes and 24-bit integers in the upper bits of 32-bit ones. */
public final class Quantizer {
  public static final int BITS_PER_SAMPLE = 24;

  private static final int UNUSED_BITS = Integer.SIZE - BITS_PER_SAMPLE;
  private static final int FULL_SCALE = 1 << (BITS_PER_SAMPLE - 1);

  private Quantizer() {}

  /** Rounds to the nearest multiple of 2^-23 and clamps to [-1, 1 - 2^-23]. */
  public static int[] leftAligned(float[] samples, int count) {
    int[] integers = new int[count];
    for (int i = 0; i < count; i++) {
      long rounded = (long) Math.rint((double) samples[i] * FULL_SCALE);
      long clamped = Math.max(-FULL_SCALE, Math.min(FULL_SCALE - 1, rounded));
      integers[i] = (int) clamped << UNUSED_BITS;
    }
    return integers;
  }

  /** Exact: 24 bits fit the significand of a float. */
  public static float amplitude(int leftAligned) {
    return (leftAligned >> UNUSED_BITS) / (float) FULL_SCALE;
  }
}
