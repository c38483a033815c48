package io.rhapsode.mux.watermark;

import java.util.SplittableRandom;

/**
 * How a key spreads a mark over a block of cells: {@value #PAIRS} pairs of cells that follow each
 * other in time, in {@value #BANDS} bands. Of each pair one cell is raised and the other lowered.
 * Some pairs are known in advance and find the block; each other carries one bit of the code.
 */
final class WatermarkGrid {
  /** Length of a cell in seconds. */
  static final double CELL_SECONDS = 0.064;

  static final int PAIRS = 64;
  static final int BANDS = 40;

  /** Length of a block in seconds, after which the pattern begins anew. */
  static final double BLOCK_SECONDS = 2 * PAIRS * CELL_SECONDS;

  private static final double LOWEST_HERTZ = 350;
  private static final double BAND_HERTZ = 150;

  /** Share of the pairs that find the block. */
  private static final double ANCHORS = 0.4;

  private static final int ANCHOR = -1;

  private final int[][] bits = new int[PAIRS][BANDS];
  private final boolean[][] raised = new boolean[PAIRS][BANDS];

  WatermarkGrid(WatermarkKey key) {
    SplittableRandom random = key.random();
    int[] order = shuffled(random);
    int anchors = (int) (order.length * ANCHORS);
    for (int i = 0; i < order.length; i++) {
      int pair = order[i] / BANDS;
      int band = order[i] % BANDS;
      bits[pair][band] = i < anchors ? ANCHOR : (i - anchors) % WatermarkCode.CODED_BITS;
      raised[pair][band] = random.nextBoolean();
    }
  }

  private static int[] shuffled(SplittableRandom random) {
    int[] order = new int[PAIRS * BANDS];
    for (int i = 0; i < order.length; i++) {
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    return order;
  }

  /** Whether the pair is known in advance. */
  boolean isAnchor(int pair, int band) {
    return bits[pair][band] == ANCHOR;
  }

  /** The bit of the code that a pair carries; only of pairs that are no anchors. */
  int bit(int pair, int band) {
    return bits[pair][band];
  }

  /** 1 when a set bit, or an anchor, raises the first cell of the pair; -1 when it lowers it. */
  int sign(int pair, int band) {
    return raised[pair][band] ? 1 : -1;
  }

  /** Lower border of a band in hertz. */
  static double borderHertz(int band) {
    return LOWEST_HERTZ + BAND_HERTZ * band;
  }
}
