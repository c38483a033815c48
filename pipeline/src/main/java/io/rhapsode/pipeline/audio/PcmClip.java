package io.rhapsode.pipeline.audio;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/**
 * Mono audio in memory: one utterance, seconds long, never a chapter.
 *
 * @param sampleRateHz samples per second, 8,000 to 192,000
 * @param samples amplitudes, full scale is -1 to 1; copied in and out
 */
public record PcmClip(int sampleRateHz, float[] samples) {
  public PcmClip {
    if (sampleRateHz < 8_000 || sampleRateHz > 192_000) {
      throw new IllegalArgumentException("sample rate is not 8,000 to 192,000 Hz: " + sampleRateHz);
    }
    samples = requireNonNull(samples, "samples is null").clone();
  }

  @Override
  public float[] samples() {
    return samples.clone();
  }

  /** Number of samples. */
  public int length() {
    return samples.length;
  }

  public float sample(int index) {
    return samples[index];
  }

  /** The samples from {@code start} (included) to {@code end} (excluded). */
  public PcmClip slice(int start, int end) {
    return new PcmClip(sampleRateHz, Arrays.copyOfRange(samples, start, end));
  }

  /** Largest absolute amplitude; 0 for an empty clip. */
  public float peak() {
    float peak = 0;
    for (float sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    return peak;
  }

  /** Root mean square amplitude; 0 for an empty clip. */
  public float rootMeanSquare() {
    double sum = 0;
    for (float sample : samples) {
      sum += (double) sample * sample;
    }
    return samples.length == 0 ? 0 : (float) Math.sqrt(sum / samples.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PcmClip clip
        && clip.sampleRateHz == sampleRateHz
        && Arrays.equals(clip.samples, samples);
  }

  @Override
  public int hashCode() {
    return 31 * sampleRateHz + Arrays.hashCode(samples);
  }

  @Override
  public String toString() {
    return "PcmClip[%d samples at %d Hz]".formatted(samples.length, sampleRateHz);
  }
}
