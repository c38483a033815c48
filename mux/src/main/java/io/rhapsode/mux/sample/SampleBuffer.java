package io.rhapsode.mux.sample;

import java.util.Arrays;

/** Growing buffer of amplitudes. */
public final class SampleBuffer {
  private static final int MAXIMUM_RESERVED = 1 << 22;

  private float[] samples;
  private int length;

  /**
   * @param expected how many samples are announced; not trusted with much memory
   */
  public SampleBuffer(int expected) {
    samples = new float[Math.min(Math.max(expected, 16), MAXIMUM_RESERVED)];
  }

  public void append(float sample) {
    reserve();
    samples[length] = sample;
    length++;
  }

  /** Appends the samples from {@code start} (included) to {@code end} (excluded). */
  public void append(float[] block, int start, int end) {
    for (int i = start; i < end; i++) {
      append(block[i]);
    }
  }

  /**
   * Moves the first samples to the beginning of a block.
   *
   * @param count at most {@link #length}
   */
  public void moveFirst(float[] block, int count) {
    System.arraycopy(samples, 0, block, 0, count);
    length -= count;
    System.arraycopy(samples, count, samples, 0, length);
  }

  public int length() {
    return length;
  }

  public float[] toArray() {
    return Arrays.copyOf(samples, length);
  }

  private void reserve() {
    if (length == samples.length) {
      samples = Arrays.copyOf(samples, length * 2);
    }
  }
}
