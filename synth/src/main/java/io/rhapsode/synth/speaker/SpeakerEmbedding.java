package io.rhapsode.synth.speaker;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;

/**
 * A voice as a {@link SpeakerEncoder} hears it.
 *
 * @param direction of length 1, in the model's space; copied in and out
 * @param speechSeconds how much speech it was heard in, pauses left out
 */
public record SpeakerEmbedding(float[] direction, double speechSeconds) {
  private static final double LENGTH_TOLERANCE = 1e-3;

  public SpeakerEmbedding {
    direction = requireNonNull(direction, "direction is null").clone();
    double length = Math.sqrt(product(direction, direction));
    if (!(Math.abs(length - 1) <= LENGTH_TOLERANCE)) {
      throw new IllegalArgumentException("direction is of length %s, not 1".formatted(length));
    }
    if (!(speechSeconds > 0)) {
      throw new IllegalArgumentException("speechSeconds is not positive: " + speechSeconds);
    }
  }

  /**
   * Of what was heard in several clips of one speaker, each weighted by its seconds of speech.
   *
   * @param clips at least one, all of one encoder
   */
  public static SpeakerEmbedding mean(List<SpeakerEmbedding> clips) {
    if (clips.isEmpty()) {
      throw new IllegalArgumentException("clips are empty");
    }
    float[] sum = new float[clips.get(0).direction.length];
    double seconds = 0;
    for (SpeakerEmbedding clip : clips) {
      clip.requireSize(sum.length);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += (float) (clip.direction[i] * clip.speechSeconds);
      }
      seconds += clip.speechSeconds;
    }
    return towards(sum, seconds);
  }

  /** The embedding in the direction of a vector of any length but 0. */
  static SpeakerEmbedding towards(float[] vector, double speechSeconds) {
    double length = Math.sqrt(product(vector, vector));
    float[] direction = new float[vector.length];
    for (int i = 0; i < vector.length; i++) {
      direction[i] = (float) (vector[i] / length);
    }
    return new SpeakerEmbedding(direction, speechSeconds);
  }

  /**
   * Cosine of the angle between both, -1 to 1.
   *
   * @param other of the same encoder
   */
  public double similarity(SpeakerEmbedding other) {
    other.requireSize(direction.length);
    return Math.max(-1, Math.min(1, product(direction, other.direction)));
  }

  @Override
  public float[] direction() {
    return direction.clone();
  }

  private void requireSize(int size) {
    if (direction.length != size) {
      throw new IllegalArgumentException(
          "embeddings of %d and %d dimensions are of two encoders"
              .formatted(direction.length, size));
    }
  }

  private static double product(float[] left, float[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += (double) left[i] * right[i];
    }
    return sum;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SpeakerEmbedding embedding
        && embedding.speechSeconds == speechSeconds
        && Arrays.equals(embedding.direction, direction);
  }

  @Override
  public int hashCode() {
    return 31 * Double.hashCode(speechSeconds) + Arrays.hashCode(direction);
  }

  @Override
  public String toString() {
    return "SpeakerEmbedding[%d dimensions, %.1f s]".formatted(direction.length, speechSeconds);
  }
}
