package io.rhapsode.pipeline.store;

import static java.util.Objects.requireNonNull;

/**
 * What travels through the graph instead of audio.
 *
 * @param address where the clip is
 * @param sampleRateHz its sample rate
 * @param samples its length
 */
public record TakeReference(TakeAddress address, int sampleRateHz, int samples) {
  public TakeReference {
    requireNonNull(address, "address is null");
    if (sampleRateHz < 1 || samples < 0) {
      throw new IllegalArgumentException(
          "%d samples at %d Hz is out of range".formatted(samples, sampleRateHz));
    }
  }
}
