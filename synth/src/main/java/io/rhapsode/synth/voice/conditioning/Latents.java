package io.rhapsode.synth.voice.conditioning;

import java.util.Arrays;

/**
 * The codec encoder's output, not normalised.
 *
 * @param values [F, C]: frames of 80 ms, channels
 */
public record Latents(float[] values, int frames, int channels) {
  public Latents {
    values = values.clone();
    if (frames < 1 || channels < 1 || values.length != (long) frames * channels) {
      throw new IllegalArgumentException(
          "latents have %d values, not %d * %d".formatted(values.length, frames, channels));
    }
  }

  @Override
  public float[] values() {
    return values.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Latents latents
        && frames == latents.frames
        && channels == latents.channels
        && Arrays.equals(values, latents.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }
}
