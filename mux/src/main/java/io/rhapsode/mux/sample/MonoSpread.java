package io.rhapsode.mux.sample;

import static java.util.Objects.requireNonNull;

import java.io.IOException;

/**
 * Puts mono audio as it is into the channels of a layout that {@linkplain ChannelLayout#carriesMono
 * carry it}, and silence into the others. Used by one thread at a time.
 */
public final class MonoSpread implements SampleSink {
  private final ChannelLayout layout;
  private final ChannelSink target;
  private final float[][] channels;
  private float[] silence = new float[0];

  public MonoSpread(ChannelLayout layout, ChannelSink target) {
    this.layout = requireNonNull(layout, "layout is null");
    this.target = requireNonNull(target, "target is null");
    this.channels = new float[layout.channels()][];
  }

  @Override
  public void accept(float[] samples, int start, int end) throws IOException {
    if (silence.length < end) {
      silence = new float[end];
    }
    for (int channel = 0; channel < channels.length; channel++) {
      channels[channel] = layout.carriesMono(channel) ? samples : silence;
    }
    target.accept(channels, start, end);
  }
}
