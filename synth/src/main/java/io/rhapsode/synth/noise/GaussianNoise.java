package io.rhapsode.synth.noise;

/**
 * Normal deviates of one utterance. Every number follows from the seed and from where it is used
 * (attempt, chunk, frame, dimension), so that batching, order and number of workers change nothing.
 *
 * <p>Uniform words of {@link Philox} become deviates by Box and Muller's method (1958), in {@link
 * StrictMath}, which gives the same bits on every machine. Safe for use by several threads.
 *
 * @param seed seed of the utterance
 */
public record GaussianNoise(long seed) {
  private static final int WORDS = 4;
  private static final double WORD_RANGE = 0x1p32;

  /**
   * Returns the noise of one frame.
   *
   * @param attempt try at the utterance, from 0
   * @param chunk chunk of the utterance, from 0
   * @param frame frame of the chunk, from 0
   * @param count numbers wanted; a longer row starts with the shorter one
   * @param deviation standard deviation
   * @return deviates with mean 0
   */
  public float[] frame(int attempt, int chunk, int frame, int count, double deviation) {
    float[] row = new float[count];
    int[] words = new int[WORDS];
    for (int block = 0; block * WORDS < count; block++) {
      words[0] = block;
      words[1] = frame;
      words[2] = chunk;
      words[3] = attempt;
      Philox.scramble(seed, words);
      for (int pair = 0; pair < WORDS; pair += 2) {
        put(row, block * WORDS + pair, words[pair], words[pair + 1], deviation);
      }
    }
    return row;
  }

  private static void put(float[] row, int index, int first, int second, double deviation) {
    double radius = deviation * StrictMath.sqrt(-2 * StrictMath.log(uniform(first)));
    double angle = 2 * Math.PI * uniform(second);
    if (index < row.length) {
      row[index] = (float) (radius * StrictMath.cos(angle));
    }
    if (index + 1 < row.length) {
      row[index + 1] = (float) (radius * StrictMath.sin(angle));
    }
  }

  /** The middle of one of 2^32 equal parts of (0, 1): never 0, so that its logarithm is finite. */
  private static double uniform(int word) {
    return (Integer.toUnsignedLong(word) + 0.5) / WORD_RANGE;
  }
}
