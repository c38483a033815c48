package io.rhapsode.mux.master;

import java.util.Arrays;

/**
 * The smallest of the last values, in constant time on average: candidates are kept in ascending
 * order, and a new value drives out all that are larger. Begins full of the largest integer.
 */
final class SlidingMinimum {
  private final int size;
  private final int[] values;
  private final long[] positions;
  private int first;
  private int count;
  private long position;

  /**
   * @param size how many values are looked at
   */
  SlidingMinimum(int size) {
    this.size = size;
    this.values = new int[size + 1];
    this.positions = new long[size + 1];
    Arrays.fill(values, Integer.MAX_VALUE);
  }

  /** Adds a value and returns the minimum of the last {@code size} ones. */
  int push(int value) {
    while (count > 0 && values[slot(count - 1)] >= value) {
      count--;
    }
    values[slot(count)] = value;
    positions[slot(count)] = position;
    count++;
    if (positions[first] <= position - size) {
      first = (first + 1) % values.length;
      count--;
    }
    position++;
    return values[first];
  }

  private int slot(int index) {
    int slot = first + index;
    return slot < values.length ? slot : slot - values.length;
  }
}
