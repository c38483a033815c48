package io.rhapsode.mux.measure;

import io.rhapsode.mux.sample.SampleSink;

/**
 * True peak of a mono signal (ITU-R BS.1770-4, annex 2). Only what could be higher than all before
 * it is oversampled. Used by one thread at a time.
 */
public final class TruePeakMeter implements SampleSink {
  private static final int STRETCH_SAMPLES = 64;
  private static final int REACH = PeakInterpolator.REACH;

  /** The stretch that is looked at, with what is before and after it. */
  private final float[] signal = new float[STRETCH_SAMPLES + 2 * REACH];

  private final float[] peaks = new float[STRETCH_SAMPLES];
  private final float[] sums = new float[STRETCH_SAMPLES];
  private int filled = REACH;
  private float peak;

  @Override
  public void accept(float[] samples, int start, int end) {
    int position = start;
    while (position < end) {
      int taken = Math.min(end - position, signal.length - filled);
      System.arraycopy(samples, position, signal, filled, taken);
      filled += taken;
      position += taken;
      if (filled == signal.length) {
        endStretch();
      }
    }
  }

  /** Counts what is still held back; nothing may be accepted afterwards. */
  public void finish() {
    float[] silence = new float[signal.length];
    accept(silence, 0, silence.length);
  }

  /** In dBTP; negative infinity for silence. */
  public double decibels() {
    return 20 * Math.log10(peak);
  }

  private void endStretch() {
    float samplePeak = 0;
    for (float sample : signal) {
      samplePeak = Math.max(samplePeak, Math.abs(sample));
    }
    if (!PeakInterpolator.staysBelow(samplePeak, peak)) {
      PeakInterpolator.peaks(signal, REACH, peaks, sums);
      for (float value : peaks) {
        peak = Math.max(peak, value);
      }
    }
    System.arraycopy(signal, STRETCH_SAMPLES, signal, 0, 2 * REACH);
    filled = 2 * REACH;
  }
}
