package io.rhapsode.synth.listen.sound;

import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.listen.Fault;
import io.rhapsode.synth.listen.HeardClip;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds sound that comes twice: a clip is held against itself at every distance in time, and a
 * stretch that is like what came before it, sound by sound, is a repetition (the best local path,
 * after T. F. Smith and M. S. Waterman, 1981; it may bend, since nobody says a thing twice equally
 * fast). Recognisers, which write repetitions down once, are not needed for it. Voices that make
 * the same sound the same way each time, such as those of formants, are like themselves throughout:
 * it is not for them.
 */
public final class RepeatedSound {
  private static final int LEAST_LAG = 30;
  private static final int MOST_LAG = 600;

  /** Frames less unlike than this speak for a repetition, others against it. */
  private static final double ALIKE = 0.8;

  /** What it costs to become quicker or slower by a frame. */
  private static final double BEND = 0.2;

  /** What a frame of a pause costs, so that paths do not wander through silence. */
  private static final double PAUSE = 0.05;

  /** Long sounds are like themselves; only frames that are unlike this many later count. */
  private static final int CHANGE_FRAMES = 12;

  private static final double CHANGE = 0.7;

  /** Share of the time between both that must come again: all but what is between them. */
  private static final double SHARE = 0.6;

  /**
   * Of 38 clauses that a voice said twice none had less than 11.1, of 26 that were copied none less
   * than 19; of 146 good takes of two voices none had more than 6, but for two whose text itself
   * says something again.
   */
  private static final double LEAST_SCORE = 9;

  /** Letters of a text that come again within so short a time that it is heard. */
  private static final int LEAST_LETTERS = 4;

  private static final double TEXT_SHARE = 0.4;

  private RepeatedSound() {}

  /**
   * A repetition.
   *
   * @param startSeconds when the second time begins
   * @param lagSeconds how long before the first did
   */
  record Repetition(double startSeconds, double lagSeconds) {
    String describe() {
      return String.format(
          Locale.ROOT,
          "what it says at %.1f s it says again at %.1f s",
          startSeconds - lagSeconds,
          startSeconds);
    }
  }

  /** What a take says twice though its text does not, if it does. */
  public static Optional<Fault> fault(HeardClip heard) {
    return isAsked(heard.request().text())
        ? Optional.empty()
        : find(heard.clip()).map(again -> new Fault(Fault.Kind.REPEATED, again.describe()));
  }

  /** The clearest repetition of a clip, if it has any. */
  static Optional<Repetition> find(PcmClip clip) {
    Cepstra sound = Cepstra.of(clip);
    int lags = Math.min(MOST_LAG, sound.count() - LEAST_LAG) - LEAST_LAG;
    if (lags < 1) {
      return Optional.empty();
    }
    boolean[] counted = new boolean[sound.count()];
    for (int t = 0; t < counted.length; t++) {
      int later = t + CHANGE_FRAMES;
      counted[t] =
          sound.isSpoken(t) && (later >= counted.length || sound.distance(t, later) > CHANGE);
    }
    Paths paths = new Paths(lags);
    for (int t = 0; t + LEAST_LAG < sound.count(); t++) {
      for (int lag = 0; lag < lags; lag++) {
        int other = t + LEAST_LAG + lag;
        boolean both = other < sound.count() && counted[t] && sound.isSpoken(other);
        paths.extend(lag, both, both ? ALIKE - sound.distance(t, other) : -PAUSE);
      }
      paths.advance(t);
    }
    return paths.best();
  }

  /** The best path that ends at each lag, frame by frame. */
  private static final class Paths {
    private double[] scores;
    private int[] lengths;
    private double[] nextScores;
    private int[] nextLengths;
    private double bestScore = LEAST_SCORE;
    private int bestEnd = -1;
    private int bestLag;
    private int bestLength;

    Paths(int lags) {
      scores = new double[lags];
      lengths = new int[lags];
      nextScores = new double[lags];
      nextLengths = new int[lags];
    }

    void extend(int lag, boolean counts, double gain) {
      int from = lag;
      double score = scores[lag];
      for (int near = lag - 1; near <= lag + 1; near += 2) {
        if (near >= 0 && near < scores.length && scores[near] - BEND > score) {
          score = scores[near] - BEND;
          from = near;
        }
      }
      score += gain;
      nextScores[lag] = Math.max(0, score);
      nextLengths[lag] = score > 0 ? lengths[from] + (counts ? 1 : 0) : 0;
    }

    void advance(int frame) {
      double[] doneScores = scores;
      int[] doneLengths = lengths;
      scores = nextScores;
      lengths = nextLengths;
      nextScores = doneScores;
      nextLengths = doneLengths;
      for (int lag = 0; lag < scores.length; lag++) {
        if (scores[lag] > bestScore && lengths[lag] >= SHARE * (lag + LEAST_LAG)) {
          bestScore = scores[lag];
          bestEnd = frame;
          bestLag = lag + LEAST_LAG;
          bestLength = lengths[lag];
        }
      }
    }

    Optional<Repetition> best() {
      return bestEnd < 0
          ? Optional.empty()
          : Optional.of(
              new Repetition(
                  (bestEnd - bestLength + bestLag) * Cepstra.FRAME_SECONDS,
                  bestLag * Cepstra.FRAME_SECONDS));
    }
  }

  /** Whether a text itself says something again at once, such as "never, never". */
  static boolean isAsked(String text) {
    int[] letters =
        text.toLowerCase(Locale.ROOT).codePoints().filter(Character::isLetterOrDigit).toArray();
    for (int first = 0; first < letters.length; first++) {
      for (int again = first + 1; again < letters.length; again++) {
        int alike = 0;
        while (again + alike < letters.length && letters[first + alike] == letters[again + alike]) {
          alike++;
        }
        if (alike >= LEAST_LETTERS && alike >= TEXT_SHARE * (again - first)) {
          return true;
        }
      }
    }
    return false;
  }
}
