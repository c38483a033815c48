package io.rhapsode.synth.listen.word;

import java.util.Arrays;

/**
 * The cheapest way to make what was heard of what was asked, sound by sound: a sound is kept,
 * turned into another, left out or put in. Beginning to leave out or put in costs extra, so that
 * what is missing is found in one piece (O. Gotoh, 1982).
 */
public final class SoundAlignment {
  private static final double GAP_BEGINS = 1.2;
  private static final double GAP_GOES_ON = 0.7;

  /** What a sound of a long run costs that is missing or too much. */
  static final double GAP = GAP_GOES_ON;

  private static final double NEAR = 0.4;
  private static final double FAR = 1;
  private static final String VOWELS = "aeiouyøœɐɑɒæɓəɘɚɛɜɝɞɤɨɪɯɔʊʉʌɵɶ";
  private static final String[] ALIKE = {
    "pb", "td", "kɡg", "fv", "sz", "ʃʒ", "θð", "nŋmɲ", "rɹɾʁlʀ", "xhçɣ", "tʃ", "dʒ", "wv", "θf",
    "ðd"
  };
  private static final double NEVER = 1e9;

  private static final int KEPT = 0;
  private static final int LEFT_OUT = 1;
  private static final int PUT_IN = 2;
  private static final int LAYERS = 3;

  /** For each sound asked, the place of the sound heard for it; -1 where it is missing. */
  private final int[] heardFor;

  private final boolean[] inserted;
  private final double cost;

  private SoundAlignment(int[] heardFor, boolean[] inserted, double cost) {
    this.heardFor = heardFor;
    this.inserted = inserted;
    this.cost = cost;
  }

  /** The place of the sound that is heard for one asked; -1 where it is missing. */
  public int heardFor(int asked) {
    return heardFor[asked];
  }

  /** Whether a sound that is heard stands for none asked. */
  public boolean isInserted(int heard) {
    return inserted[heard];
  }

  /** What the way costs: about one for each sound that is another, missing or too many. */
  public double cost() {
    return cost;
  }

  /**
   * @param asked sounds, one character each
   * @param heard sounds, one character each
   */
  public static SoundAlignment of(String asked, String heard) {
    int columns = heard.length() + 1;
    double[][] above = new double[LAYERS][columns];
    double[][] row = new double[LAYERS][columns];
    byte[][] from = new byte[asked.length() + 1][columns];
    for (double[] layer : row) {
      Arrays.fill(layer, NEVER);
    }
    row[0][0] = 0;
    for (int i = 0; i <= asked.length(); i++) {
      for (int j = i == 0 ? 1 : 0; j < columns; j++) {
        int kept = i > 0 && j > 0 ? cheapest(above, j - 1, 0, 0, 0) : 0;
        int out = i > 0 ? cheapest(above, j, GAP_BEGINS, GAP_GOES_ON, GAP_BEGINS) : 0;
        int in = j > 0 ? cheapest(row, j - 1, GAP_BEGINS, GAP_BEGINS, GAP_GOES_ON) : 0;
        row[KEPT][j] =
            i > 0 && j > 0
                ? above[kept][j - 1] + change(asked.charAt(i - 1), heard.charAt(j - 1))
                : NEVER;
        row[LEFT_OUT][j] = i > 0 ? above[out][j] + gap(LEFT_OUT, out) : NEVER;
        row[PUT_IN][j] = j > 0 ? row[in][j - 1] + gap(PUT_IN, in) : NEVER;
        from[i][j] = (byte) (kept | out << 2 | in << 4);
      }
      double[][] done = row;
      row = above;
      above = done;
    }
    double[] ends = {above[0][columns - 1], above[1][columns - 1], above[2][columns - 1]};
    return traced(ends, from, asked.length(), heard.length());
  }

  private static double gap(int layer, int before) {
    return layer == before ? GAP_GOES_ON : GAP_BEGINS;
  }

  private static int cheapest(
      double[][] row, int column, double fromKept, double fromLeftOut, double fromPutIn) {
    double kept = row[KEPT][column] + fromKept;
    double leftOut = row[LEFT_OUT][column] + fromLeftOut;
    double putIn = row[PUT_IN][column] + fromPutIn;
    return kept <= leftOut && kept <= putIn ? KEPT : leftOut <= putIn ? LEFT_OUT : PUT_IN;
  }

  private static SoundAlignment traced(double[] ends, byte[][] from, int asked, int heard) {
    int layer = KEPT;
    for (int other = 1; other < LAYERS; other++) {
      layer = ends[other] < ends[layer] ? other : layer;
    }
    final double cost = ends[layer];
    int[] heardFor = new int[asked];
    boolean[] inserted = new boolean[heard];
    int i = asked;
    int j = heard;
    while (i > 0 || j > 0) {
      int before = from[i][j] >> 2 * layer & 3;
      if (layer == KEPT) {
        heardFor[--i] = --j;
      } else if (layer == LEFT_OUT) {
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
