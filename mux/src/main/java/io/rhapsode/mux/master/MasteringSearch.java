package io.rhapsode.mux.master;

import static java.util.Objects.requireNonNull;

import io.rhapsode.mux.measure.LoudnessMeter;
import io.rhapsode.mux.sample.SampleSink;
import java.io.IOException;

/**
 * Finds the gain that brings speech to a loudness although the limiter takes some of it away again:
 * limits and measures, and corrects the gain by what is missing. All of the speech is measured
 * once; what the limiter takes is measured on an excerpt, and only if the speech would reach the
 * ceiling at all.
 */
public final class MasteringSearch {
  private static final double CLOSE_ENOUGH_LU = 0.1;
  private static final int MOST_TRIALS = 2;

  /** More would flatten speech for the sake of a number. */
  private static final double MOST_EXTRA_DECIBELS = 6;

  /** The least and the most by which a decibel of gain is taken to change the loudness. */
  private static final double LEAST_SLOPE = 0.3;

  private static final double MOST_SLOPE = 1;

  /** What was seen with recorded speech. */
  private static final double USUAL_SLOPE = 0.65;

  /** Something that can be played again and again, the same each time. */
  @FunctionalInterface
  public interface Playback {
    void play(SampleSink sink) throws IOException;
  }

  private final Playback speech;
  private final Playback excerpt;
  private final int sampleRateHz;
  private final double targetLufs;
  private final double ceilingDbtp;
  private double measuredLufs;
  private double excerptLufs;

  /**
   * @param excerpt a part of the speech that is like the whole, or the whole
   * @param sampleRateHz rate of what is played
   * @param ceilingDbtp ceiling of the true peak before encoding
   */
  public MasteringSearch(
      Playback speech, Playback excerpt, int sampleRateHz, double targetLufs, double ceilingDbtp) {
    this.speech = requireNonNull(speech, "speech is null");
    this.excerpt = requireNonNull(excerpt, "excerpt is null");
    this.sampleRateHz = sampleRateHz;
    this.targetLufs = targetLufs;
    this.ceilingDbtp = ceilingDbtp;
  }

  /** Plays the speech once or a few times. */
  public Mastering find() throws IOException {
    LoudnessMeter meter = meter(speech);
    measuredLufs = Math.max(Mastering.FAINTEST_LUFS, meter.integratedLufs());
    if (measuredLufs == Mastering.FAINTEST_LUFS) {
      return new Mastering(0, ceilingDbtp);
    }
    Mastering linear = new Mastering(targetLufs - measuredLufs, ceilingDbtp);
    return meter.peak() * linear.gain() <= linear.ceiling() ? linear : corrected(linear);
  }

  /** Integrated loudness before mastering, -70 LUFS or more; known after {@link #find}. */
  public double measuredLufs() {
    return measuredLufs;
  }

  private Mastering corrected(Mastering linear) throws IOException {
    excerptLufs = Math.max(Mastering.FAINTEST_LUFS, meter(excerpt).integratedLufs());
    double most = linear.gainDecibels() + MOST_EXTRA_DECIBELS;
    double slope = USUAL_SLOPE;
    Mastering last = linear;
    double lastLufs = limitedLufs(linear);
    for (int trial = 1; trial <= MOST_TRIALS; trial++) {
      double missing = targetLufs - lastLufs;
      if (Math.abs(missing) <= CLOSE_ENOUGH_LU || last.gainDecibels() >= most) {
        return last;
      }
      double gain = Math.min(most, last.gainDecibels() + missing / slope);
      Mastering next = new Mastering(gain, ceilingDbtp);
      if (trial == MOST_TRIALS) {
        return next;
      }
      double nextLufs = limitedLufs(next);
      slope = slope(gain - last.gainDecibels(), nextLufs - lastLufs);
      last = next;
      lastLufs = nextLufs;
    }
    return last;
  }

  /** Loudness of the speech at a gain: that of the excerpt, and how the whole differs from it. */
  private double limitedLufs(Mastering mastering) throws IOException {
    LoudnessMeter meter = new LoudnessMeter(sampleRateHz);
    TruePeakLimiter limiter =
        new TruePeakLimiter(sampleRateHz, mastering.gain(), mastering.ceiling(), meter);
    excerpt.play(limiter);
    limiter.finish();
    return meter.integratedLufs() + measuredLufs - excerptLufs;
  }

  private LoudnessMeter meter(Playback playback) throws IOException {
    LoudnessMeter meter = new LoudnessMeter(sampleRateHz);
    playback.play(meter);
    return meter;
  }

  private static double slope(double gain, double loudness) {
    return Math.max(LEAST_SLOPE, Math.min(MOST_SLOPE, loudness / gain));
  }
}
