package io.rhapsode.synth.noise;

/**
 * Philox4x32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw, "Parallel random
 * numbers: as easy as 1, 2, 3", SC 2011: a keyed bijection of 128-bit counters, so that any number
 * of any stream is made directly, in any order. Written here because neither the JDK nor a library
 * at hand has a counter-based generator.
 */
final class Philox {
  private static final int ROUNDS = 10;
  private static final long MULTIPLIER_0 = 0xD2511F53L;
  private static final long MULTIPLIER_1 = 0xCD9E8D57L;
  private static final int KEY_STEP_0 = 0x9E3779B9;
  private static final int KEY_STEP_1 = 0xBB67AE85;
  private static final long LOW_WORD = 0xFFFFFFFFL;

  private Philox() {}

  /**
   * Replaces a counter by its four random words.
   *
   * @param key 64 bits that choose the stream
   * @param words four words, first the counter, afterwards the result
   */
  static void scramble(long key, int[] words) {
    int key0 = (int) key;
    int key1 = (int) (key >>> 32);
    for (int round = 0; round < ROUNDS; round++) {
      long product0 = MULTIPLIER_0 * (words[0] & LOW_WORD);
      long product1 = MULTIPLIER_1 * (words[2] & LOW_WORD);
      words[0] = (int) (product1 >>> 32) ^ words[1] ^ key0;
      words[1] = (int) product1;
      words[2] = (int) (product0 >>> 32) ^ words[3] ^ key1;
      words[3] = (int) product0;
      key0 += KEY_STEP_0;
      key1 += KEY_STEP_1;
    }
  }
}
