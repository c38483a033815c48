package io.rhapsode.synth.generate.chunk;

/** Linear fades at a joint of two pieces of sound, so that the joint does not click. */
final class Fade {
  private Fade() {}

  /** Fades in {@code length} samples from {@code start} on; the first becomes almost silent. */
  static void in(float[] samples, int start, int length) {
    for (int i = 0; i < length; i++) {
      samples[start + i] *= (i + 0.5f) / length;
    }
  }

  /** Fades out the {@code length} samples before {@code end}. */
  static void out(float[] samples, int end, int length) {
    for (int i = 0; i < length; i++) {
      samples[end - 1 - i] *= (i + 0.5f) / length;
    }
  }
}
