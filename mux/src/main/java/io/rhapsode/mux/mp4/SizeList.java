package io.rhapsode.mux.mp4;

import java.util.Arrays;

/** Growing list of sizes in bytes: four bytes of memory for each access unit of a book. */
final class SizeList {
  private int[] sizes = new int[4096];
  private int count;
  private long total;

  void add(int size) {
    if (count == sizes.length) {
      sizes = Arrays.copyOf(sizes, count * 2);
    }
    sizes[count] = size;
    count++;
    total += size;
  }

  int count() {
    return count;
  }

  int size(int index) {
    return sizes[index];
  }

  /** Sum of all sizes. */
  long total() {
    return total;
  }
}
