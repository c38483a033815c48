package io.rhapsode.mux.ffmpeg;

import java.util.Arrays;

/** Growing buffer of amplitudes. */
final class SampleBuffer {
  private static final int MAXIMUM_RESERVED = 1 << 22;

  private float[] samples;
  private int length;

  /**
   * @param expected how many samples are announced; not trusted with much memory
   */
  SampleBuffer(int expected) {
    samples = new float[Math.min(Math.max(expected, 16), MAXIMUM_RESERVED)];
  }

  void append(float sample) {
    reserve(1);
    samples[length] = sample;
    length++;
  }

  void append(float[] more, int start, int end) {
    reserve(end - start);
    System.arraycopy(more, start, samples, length, end - start);
    length += end - start;
  }

  int length() {
    return length;
  }

  float[] toArray() {
    return Arrays.copyOf(samples, length);
  }

  private void reserve(int more) {
    if (samples.length - length < more) {
      samples = Arrays.copyOf(samples, Math.max(Math.addExact(length, more), samples.length * 2));
    }
  }
}
