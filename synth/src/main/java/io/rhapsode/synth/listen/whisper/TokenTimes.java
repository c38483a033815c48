package io.rhapsode.synth.listen.whisper;

/**
 * When tokens are heard, from what the decoder looks at: the cheapest way through tokens and
 * positions that goes forward in both (dynamic time warping), over the normalised and smoothed
 * attention of the heads that follow the sound; after "timing" of openai/whisper.
 */
final class TokenTimes {
  /** Positions of the median filter. */
  private static final int SMOOTHED = 7;

  private TokenTimes() {}

  /**
   * @param attention heads, tokens, positions: row by row
   * @return the position at which each token begins
   */
  static int[] begins(float[] attention, int heads, int tokens, int positions) {
    double[][] cost = new double[tokens][positions];
    for (int head = 0; head < heads; head++) {
      addHead(attention, head * tokens * positions, cost);
    }
    return path(cost);
  }

  private static void addHead(float[] attention, int offset, double[][] cost) {
    int tokens = cost.length;
    int positions = cost[0].length;
    double[][] scaled = new double[tokens][positions];
    for (int position = 0; position < positions; position++) {
      double sum = 0;
      double squares = 0;
      for (int token = 0; token < tokens; token++) {
        double value = attention[offset + token * positions + position];
        sum += value;
        squares += value * value;
      }
      double mean = sum / tokens;
      double deviation = Math.sqrt(Math.max(1e-20, squares / tokens - mean * mean));
      for (int token = 0; token < tokens; token++) {
        double value = attention[offset + token * positions + position];
        scaled[token][position] = (value - mean) / deviation;
      }
    }
    for (int token = 0; token < tokens; token++) {
      for (int position = 0; position < positions; position++) {
        cost[token][position] -= median(scaled[token], position);
      }
    }
  }

  /** The median around a position, with the ends mirrored. */
  private static double median(double[] row, int middle) {
    double[] near = new double[SMOOTHED];
    for (int i = 0; i < SMOOTHED; i++) {
      int at = Math.abs(middle + i - SMOOTHED / 2);
      near[i] = row[at < row.length ? at : Math.max(0, 2 * row.length - 2 - at)];
    }
    java.util.Arrays.sort(near);
    return near[SMOOTHED / 2];
  }

  private static int[] path(double[][] cost) {
    int tokens = cost.length;
    int positions = cost[0].length;
    double[][] total = new double[tokens + 1][positions + 1];
    byte[][] from = new byte[tokens + 1][positions + 1];
    for (double[] row : total) {
      java.util.Arrays.fill(row, Double.POSITIVE_INFINITY);
    }
    total[0][0] = 0;
    for (int token = 1; token <= tokens; token++) {
      for (int position = 1; position <= positions; position++) {
        double both = total[token - 1][position - 1];
        double down = total[token - 1][position];
        double right = total[token][position - 1];
        double least = Math.min(both, Math.min(down, right));
        from[token][position] = (byte) (least == both ? 0 : least == down ? 1 : 2);
        total[token][position] = cost[token - 1][position - 1] + least;
      }
    }
    int[] begins = new int[tokens];
    int token = tokens;
    int position = positions;
    while (token > 0 && position > 0) {
      begins[token - 1] = position - 1;
      int step = from[token][position];
      token -= step == 2 ? 0 : 1;
      position -= step == 1 ? 0 : 1;
    }
    return begins;
  }
}
