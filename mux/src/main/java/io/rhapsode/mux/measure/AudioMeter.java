package io.rhapsode.mux.measure;

import io.rhapsode.mux.sample.ChannelLayout;
import io.rhapsode.mux.sample.ChannelSink;
import io.rhapsode.pipeline.report.audio.AudioFigures;

/** All figures of a signal in one pass. Used by one thread at a time. */
public final class AudioMeter implements ChannelSink {
  /** Stands for silence: JSON has no infinity. */
  private static final double FAINTEST = -120;

  private final int sampleRateHz;
  private final LoudnessMeter loudness;
  private final LevelMeter level;
  private final TruePeakMeter[] truePeaks;

  public AudioMeter(int sampleRateHz, ChannelLayout layout) {
    this.sampleRateHz = sampleRateHz;
    this.loudness = new LoudnessMeter(sampleRateHz, layout);
    this.level = new LevelMeter(sampleRateHz);
    this.truePeaks = new TruePeakMeter[layout.channels()];
    for (int channel = 0; channel < truePeaks.length; channel++) {
      truePeaks[channel] = new TruePeakMeter();
    }
  }

  @Override
  public void accept(float[][] channels, int start, int end) {
    loudness.accept(channels, start, end);
    level.accept(channels, start, end);
    for (int channel = 0; channel < truePeaks.length; channel++) {
      truePeaks[channel].accept(channels[channel], start, end);
    }
  }

  /** Samples of each channel. */
  public long samples() {
    return level.samples();
  }

  /**
   * What was measured; nothing may be accepted afterwards.
   *
   * @param name what is measured
   */
  public AudioFigures finish(String name) {
    double truePeak = Double.NEGATIVE_INFINITY;
    for (TruePeakMeter meter : truePeaks) {
      meter.finish();
      truePeak = Math.max(truePeak, meter.decibels());
    }
    return new AudioFigures(
        name,
        level.samples() / (double) sampleRateHz,
        audible(loudness.integratedLufs()),
        loudness.loudnessRangeLu(),
        audible(loudness.rootMeanSquareDecibels()),
        audible(20 * Math.log10(loudness.peak())),
        audible(truePeak),
        audible(level.noiseFloorDecibels()),
        level.headSeconds(),
        level.tailSeconds());
  }

  private static double audible(double decibels) {
    return Math.max(FAINTEST, decibels);
  }
}
