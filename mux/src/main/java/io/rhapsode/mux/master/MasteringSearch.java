package io.rhapsode.mux.master;

import static java.util.Objects.requireNonNull;

import java.io.IOException;

/**
 * Finds the gain that brings speech to a loudness although the limiter takes some of it away again:
 * limits and measures, and corrects the gain by what is missing. What the limiter takes is measured
 * on an excerpt, and only if the speech would reach the ceiling at all.
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

  private final SpeechLevel speech;
  private final double targetLufs;
  private final double ceilingDbtp;

  /**
   * @param ceilingDbtp ceiling of the true peak before encoding
   */
  public MasteringSearch(SpeechLevel speech, double targetLufs, double ceilingDbtp) {
    this.speech = requireNonNull(speech, "speech is null");
    this.targetLufs = targetLufs;
    this.ceilingDbtp = ceilingDbtp;
  }

  /** Plays the excerpt a few times, if at all. */
  public Mastering find() throws IOException {
    if (speech.integratedLufs() == Mastering.FAINTEST_LUFS) {
      return new Mastering(0, ceilingDbtp);
    }
    Mastering linear = new Mastering(targetLufs - speech.integratedLufs(), ceilingDbtp);
    return speech.peak() * linear.gain() <= linear.ceiling() ? linear : corrected(linear);
  }

  private Mastering corrected(Mastering linear) throws IOException {
    double most = linear.gainDecibels() + MOST_EXTRA_DECIBELS;
    double slope = USUAL_SLOPE;
    Mastering last = linear;
    double lastLufs = speech.masteredLufs(linear);
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
      double nextLufs = speech.masteredLufs(next);
      slope = slope(gain - last.gainDecibels(), nextLufs - lastLufs);
      last = next;
      lastLufs = nextLufs;
    }
    return last;
  }

  private static double slope(double gain, double loudness) {
    return Math.max(LEAST_SLOPE, Math.min(MOST_SLOPE, loudness / gain));
  }
}
