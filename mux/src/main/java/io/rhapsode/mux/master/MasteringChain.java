package io.rhapsode.mux.master;

import io.rhapsode.mux.ffmpeg.Resampler;
import io.rhapsode.mux.sample.ChannelLayout;
import io.rhapsode.mux.sample.ChannelSink;
import java.io.IOException;

/**
 * From the timeline's rate to the delivered signal: resample, gain, true-peak limit. Samples come
 * out where they went in. Used by one thread at a time.
 */
public final class MasteringChain implements ChannelSink, AutoCloseable {
  private final TruePeakLimiter limiter;
  private final Resampler resampler;
  private final ChannelSink entry;

  /**
   * @param timelineRateHz rate of what is accepted
   * @param deliveredRateHz rate of what the target gets
   * @param deliveredSamples how many samples the target gets
   */
  public MasteringChain(
      ChannelLayout layout,
      int timelineRateHz,
      int deliveredRateHz,
      long deliveredSamples,
      Mastering mastering,
      ChannelSink target)
      throws IOException {
    limiter =
        new TruePeakLimiter(layout, deliveredRateHz, mastering.gain(), mastering.ceiling(), target);
    resampler =
        timelineRateHz == deliveredRateHz
            ? null
            : new Resampler(layout, timelineRateHz, deliveredRateHz, deliveredSamples, limiter);
    entry = resampler == null ? limiter : resampler;
  }

  @Override
  public void accept(float[][] channels, int start, int end) throws IOException {
    entry.accept(channels, start, end);
  }

  /** Delivers what is still held back; nothing may be accepted afterwards. */
  public void finish() throws IOException {
    if (resampler != null) {
      resampler.finish();
    }
    limiter.finish();
  }

  @Override
  public void close() {
    if (resampler != null) {
      resampler.close();
    }
  }
}
