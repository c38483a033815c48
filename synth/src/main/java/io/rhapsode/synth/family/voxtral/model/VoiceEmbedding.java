package io.rhapsode.synth.family.voxtral.model;

/**
 * A voice as rows that the language model reads in place of tokens.
 *
 * @param values [rows, width] in row order, finite; not copied, nobody changes it
 */
public record VoiceEmbedding(float[] values, int rows, int width) {
  public VoiceEmbedding {
    if (rows < 1 || width < 1 || values.length != (long) rows * width) {
      throw new IllegalArgumentException(
          "there are %d values, not %d * %d".formatted(values.length, rows, width));
    }
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException("a value is not finite");
      }
    }
  }
}
