package io.rhapsode.synth.listen;

import java.util.Arrays;

/**
 * The cheapest way to make what was heard of what was asked, sound by sound: a sound is kept,
 * turned into another, left out or put in. Beginning to leave out or put in costs extra, so that
 * what is missing is found in one piece (O. Gotoh, 1982).
 */
final class SoundAlignment {
  private static final double GAP_BEGINS = 1.2;
  private static final double GAP_GOES_ON = 0.7;
  private static final double NEAR = 0.4;
  private static final double FAR = 1;
  private static final String VOWELS = "aeiouyøœɐɑɒæɓəɘɚɛɜɝɞɤɨɪɯɔʊʉʌɵɶ";
  private static final String[] ALIKE = {
    "pb", "td", "kɡg", "fv", "sz", "ʃʒ", "θð", "nŋmɲ", "rɹɾʁlʀ", "xhçɣ", "tʃ", "dʒ", "wv", "θf",
    "ðd"
  };
  private static final double NEVER = 1e9;

  /** For each sound asked, the place of the sound heard for it; -1 where it is missing. */
  private final int[] heardFor;

  private final boolean[] inserted;
  private final double cost;

  private SoundAlignment(int[] heardFor, boolean[] inserted, double cost) {
    this.heardFor = heardFor;
    this.inserted = inserted;
    this.cost = cost;
  }

  int heardFor(int asked) {
    return heardFor[asked];
  }

  boolean isInserted(int heard) {
    return inserted[heard];
  }

  /** What the way costs: about one for each sound that is another, missing or too many. */
  double cost() {
    return cost;
  }

  static SoundAlignment of(String asked, String heard) {
    int rows = asked.length() + 1;
    int columns = heard.length() + 1;
    double[][][] best = new double[3][rows][columns];
    byte[][][] from = new byte[3][rows][columns];
    for (double[][] layer : best) {
      for (double[] row : layer) {
        Arrays.fill(row, NEVER);
      }
    }
    best[0][0][0] = 0;
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        if (i > 0 && j > 0) {
          double change = change(asked.charAt(i - 1), heard.charAt(j - 1));
          step(best, from, 0, i, j, i - 1, j - 1, new double[] {change, change, change});
        }
        if (i > 0) {
          step(best, from, 1, i, j, i - 1, j, new double[] {GAP_BEGINS, GAP_GOES_ON, GAP_BEGINS});
        }
        if (j > 0) {
          step(best, from, 2, i, j, i, j - 1, new double[] {GAP_BEGINS, GAP_BEGINS, GAP_GOES_ON});
        }
      }
    }
    return traced(best, from, rows - 1, columns - 1);
  }

  private static void step(
      double[][][] best,
      byte[][][] from,
      int to,
      int i,
      int j,
      int fromI,
      int fromJ,
      double[] more) {
    for (int layer = 0; layer < 3; layer++) {
      double total = best[layer][fromI][fromJ] + more[layer];
      if (total < best[to][i][j]) {
        best[to][i][j] = total;
        from[to][i][j] = (byte) layer;
      }
    }
  }

  private static SoundAlignment traced(double[][][] best, byte[][][] from, int asked, int heard) {
    int layer = 0;
    for (int other = 1; other < 3; other++) {
      layer = best[other][asked][heard] < best[layer][asked][heard] ? other : layer;
    }
    final double cost = best[layer][asked][heard];
    int[] heardFor = new int[asked];
    boolean[] inserted = new boolean[heard];
    int i = asked;
    int j = heard;
    while (i > 0 || j > 0) {
      int before = from[layer][i][j];
      if (layer == 0) {
        heardFor[--i] = --j;
      } else if (layer == 1) {
        heardFor[--i] = -1;
      } else {
        inserted[--j] = true;
      }
      layer = before;
    }
    return new SoundAlignment(heardFor, inserted, cost);
  }

  private static double change(char asked, char heard) {
    if (asked == heard) {
      return 0;
    }
    boolean vowels = VOWELS.indexOf(asked) >= 0 && VOWELS.indexOf(heard) >= 0;
    return vowels
            || Arrays.stream(ALIKE).anyMatch(s -> s.indexOf(asked) >= 0 && s.indexOf(heard) >= 0)
        ? NEAR
        : FAR;
  }
}
