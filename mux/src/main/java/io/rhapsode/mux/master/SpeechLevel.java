package io.rhapsode.mux.master;

import io.rhapsode.mux.measure.LoudnessMeter;
import io.rhapsode.mux.sample.ChannelLayout;
import io.rhapsode.mux.sample.SampleSink;
import java.io.IOException;

/**
 * How loud speech is before it is mastered: measured once, whatever it is mastered to afterwards.
 * Used by one thread at a time.
 */
public final class SpeechLevel {
  /** Something that can be played again and again, the same each time. */
  @FunctionalInterface
  public interface Playback {
    void play(SampleSink sink) throws IOException;
  }

  private final Playback excerpt;
  private final int sampleRateHz;
  private final double integratedLufs;
  private final float peak;
  private Double excerptLufs;

  private SpeechLevel(Playback excerpt, int sampleRateHz, double integratedLufs, float peak) {
    this.excerpt = excerpt;
    this.sampleRateHz = sampleRateHz;
    this.integratedLufs = integratedLufs;
    this.peak = peak;
  }

  /**
   * Plays the speech once.
   *
   * @param excerpt a part of the speech that is like the whole, or the whole
   * @param sampleRateHz rate of what is played
   */
  public static SpeechLevel measure(Playback speech, Playback excerpt, int sampleRateHz)
      throws IOException {
    LoudnessMeter meter = new LoudnessMeter(sampleRateHz);
    speech.play(meter);
    return new SpeechLevel(excerpt, sampleRateHz, audible(meter), meter.peak());
  }

  /** Integrated loudness, -70 LUFS or more. */
  public double integratedLufs() {
    return integratedLufs;
  }

  /** Largest absolute sample, 0 to 1. */
  float peak() {
    return peak;
  }

  /** Loudness of the speech once it is mastered: that of the excerpt, and how the whole differs. */
  double masteredLufs(Mastering mastering) throws IOException {
    LoudnessMeter meter = new LoudnessMeter(sampleRateHz);
    TruePeakLimiter limiter =
        new TruePeakLimiter(
            ChannelLayout.MONO, sampleRateHz, mastering.gain(), mastering.ceiling(), meter);
    excerpt.play(limiter.mono());
    limiter.finish();
    return meter.integratedLufs() + integratedLufs - excerptLufs();
  }

  private double excerptLufs() throws IOException {
    if (excerptLufs == null) {
      LoudnessMeter meter = new LoudnessMeter(sampleRateHz);
      excerpt.play(meter);
      excerptLufs = audible(meter);
    }
    return excerptLufs;
  }

  private static double audible(LoudnessMeter meter) {
    return Math.max(Mastering.FAINTEST_LUFS, meter.integratedLufs());
  }
}
