package io.rhapsode.synth.frame;

/**
 * The randomness of one sequence: every number follows from the seed and from where it is used, so
 * that neither batching nor order nor threads change anything. Safe for use by several threads.
 */
@FunctionalInterface
public interface FrameNoise {
  /**
   * Normal deviates with mean 0 and the deviation that the settings give.
   *
   * @param step step of the sequence, from 0
   * @param count numbers wanted; a longer row starts with the shorter one
   */
  float[] normal(int step, int count);
}
