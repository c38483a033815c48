package io.rhapsode.mux.watermark;

import static java.util.Objects.requireNonNull;

import io.rhapsode.mux.sample.SampleSink;

/**
 * A mark in audio.
 *
 * @param payload what it says
 */
public record Watermark(WatermarkKey key, int payload) {
  public Watermark {
    requireNonNull(key, "key is null");
  }

  /**
   * Marks a signal on its way to a sink.
   *
   * @param rateHz of the signal
   */
  public WatermarkEmbedder embedder(SampleSink sink, int rateHz) {
    return new WatermarkEmbedder(sink, rateHz, key, payload);
  }
}
