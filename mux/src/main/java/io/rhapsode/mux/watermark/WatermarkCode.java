package io.rhapsode.mux.watermark;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * 32 bits, made safe: a check sum of 16 bits (CRC-16/CCITT-FALSE), and a convolutional code of rate
 * 1/3 and constraint length 7 (generators 133, 171, 165 octal; Proakis, Digital Communications,
 * table 8.2-2), which is read back by the Viterbi algorithm from soft values.
 */
final class WatermarkCode {
  private static final int PAYLOAD_BITS = 32;
  private static final int CHECK_BITS = 16;
  private static final int MEMORY = 6;
  private static final int STATES = 1 << MEMORY;
  private static final int[] GENERATORS = {0133, 0171, 0165};
  private static final int STEPS = PAYLOAD_BITS + CHECK_BITS + MEMORY;

  static final int CODED_BITS = STEPS * GENERATORS.length;

  private WatermarkCode() {}

  static boolean[] encode(int payload) {
    long message = (long) payload << CHECK_BITS & 0xFFFFFFFF0000L | checkSum(payload);
    boolean[] coded = new boolean[CODED_BITS];
    int register = 0;
    for (int step = 0; step < STEPS; step++) {
      int place = PAYLOAD_BITS + CHECK_BITS - 1 - step;
      int bit = place >= 0 ? (int) (message >>> place & 1) : 0;
      register = (register << 1 | bit) & (2 * STATES - 1);
      for (int i = 0; i < GENERATORS.length; i++) {
        coded[step * GENERATORS.length + i] = parity(register & GENERATORS[i]);
      }
    }
    return coded;
  }

  /**
   * The most likely message.
   *
   * @param soft one value a coded bit: positive when it was likely set, the surer the larger
   * @return empty when its check sum is wrong
   */
  static OptionalInt decode(double[] soft) {
    double[] best = new double[STATES];
    Arrays.fill(best, Double.NEGATIVE_INFINITY);
    best[0] = 0;
    boolean[][] oldest = new boolean[STEPS][STATES];
    for (int step = 0; step < STEPS; step++) {
      best = advance(best, soft, step, oldest[step]);
    }
    return message(oldest);
  }

  /** One step of the Viterbi algorithm: the better of two ways into each state. */
  private static double[] advance(double[] best, double[] soft, int step, boolean[] oldest) {
    double[] next = new double[STATES];
    for (int state = 0; state < STATES; state++) {
      double cleared = best[state >> 1] + agreement(state, soft, step);
      double set = best[state >> 1 | STATES >> 1] + agreement(state | STATES, soft, step);
      oldest[state] = set > cleared;
      next[state] = Math.max(set, cleared);
    }
    return next;
  }

  private static double agreement(int register, double[] soft, int step) {
    double sum = 0;
    for (int i = 0; i < GENERATORS.length; i++) {
      double value = soft[step * GENERATORS.length + i];
      sum += parity(register & GENERATORS[i]) ? value : -value;
    }
    return sum;
  }

  /** Walks back from the end, where the register is empty. */
  private static OptionalInt message(boolean[][] oldest) {
    long message = 0;
    int state = 0;
    for (int step = STEPS - 1; step >= 0; step--) {
      if (step < PAYLOAD_BITS + CHECK_BITS) {
        message |= (long) (state & 1) << (PAYLOAD_BITS + CHECK_BITS - 1 - step);
      }
      state = state >> 1 | (oldest[step][state] ? STATES >> 1 : 0);
    }
    int payload = (int) (message >>> CHECK_BITS);
    return (message & 0xFFFF) == checkSum(payload) ? OptionalInt.of(payload) : OptionalInt.empty();
  }

  private static boolean parity(int bits) {
    return (Integer.bitCount(bits) & 1) == 1;
  }

  private static int checkSum(int payload) {
    int sum = 0xFFFF;
    for (int place = PAYLOAD_BITS - 1; place >= 0; place--) {
      boolean carry = ((sum >> 15 ^ payload >>> place) & 1) == 1;
      sum = sum << 1 & 0xFFFF;
      if (carry) {
        sum ^= 0x1021;
      }
    }
    return sum;
  }
}
