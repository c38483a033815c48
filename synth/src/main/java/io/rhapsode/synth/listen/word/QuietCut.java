package io.rhapsode.synth.listen.word;

/** Cuts long recordings into pieces that a recogniser hears at once, where they are quietest. */
public final class QuietCut {
  /** No piece is longer. */
  public static final int LONGEST_SECONDS = 28;

  private static final int SHORTEST_SECONDS = 18;

  private QuietCut() {}

  /**
   * Where the piece that begins at a sample ends: all of it, or the quietest tenth of a second.
   *
   * @param length samples that there are
   */
  public static int end(float[] samples, int length, int start, int sampleRateHz) {
    if (length - start <= LONGEST_SECONDS * sampleRateHz) {
      return length;
    }
    int window = sampleRateHz / 10;
    double quietest = Double.POSITIVE_INFINITY;
    int best = start + LONGEST_SECONDS * sampleRateHz;
    for (int at = start + SHORTEST_SECONDS * sampleRateHz;
        at + window <= start + LONGEST_SECONDS * sampleRateHz;
        at += window / 2) {
      double energy = 0;
      for (int i = at; i < at + window; i++) {
        energy += samples[i] * samples[i];
      }
      if (energy < quietest) {
        quietest = energy;
        best = at + window / 2;
      }
    }
    return best;
  }
}
