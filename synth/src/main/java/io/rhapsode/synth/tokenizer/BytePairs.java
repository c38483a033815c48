package io.rhapsode.synth.tokenizer;

import java.util.Arrays;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Byte-pair encoding: of all neighbours whose union is a token, those of the lowest rank are joined
 * first, the leftmost of equals. Takes n log n steps, so that a long piece costs no more than its
 * length.
 */
final class BytePairs {
  private static final int NONE = -1;

  /** Two neighbours that may be joined: the left starts and the right ends where they did then. */
  private record Pair(int rank, int start, int middle, int end) implements Comparable<Pair> {
    @Override
    public int compareTo(Pair other) {
      int byRank = Integer.compare(rank, other.rank);
      return byRank != 0 ? byRank : Integer.compare(start, other.start);
    }
  }

  private final byte[] bytes;
  private final Map<String, Integer> ranks;
  private final PriorityQueue<Pair> pairs = new PriorityQueue<>();

  /** Where the part that starts at an index ends; {@link #NONE} where none starts. */
  private final int[] ends;

  /** Where the part that ends at an index starts. */
  private final int[] starts;

  private BytePairs(byte[] bytes, Map<String, Integer> ranks) {
    this.bytes = bytes;
    this.ranks = ranks;
    this.ends = new int[bytes.length];
    this.starts = new int[bytes.length + 1];
  }

  /**
   * @param ranks of all tokens by their bytes as Latin-1; every byte is one
   * @return ranks of the parts
   */
  static int[] merge(byte[] bytes, Map<String, Integer> ranks) {
    return new BytePairs(bytes, ranks).merged();
  }

  private int[] merged() {
    for (int i = 0; i < bytes.length; i++) {
      ends[i] = i + 1;
      starts[i + 1] = i;
    }
    for (int i = 0; i + 1 < bytes.length; i++) {
      offer(i, i + 1, i + 2);
    }
    while (!pairs.isEmpty()) {
      Pair pair = pairs.remove();
      if (ends[pair.start] == pair.middle && ends[pair.middle] == pair.end) {
        join(pair);
      }
    }
    return parts();
  }

  private void join(Pair pair) {
    ends[pair.start] = pair.end;
    ends[pair.middle] = NONE;
    starts[pair.end] = pair.start;
    if (pair.start > 0) {
      offer(starts[pair.start], pair.start, pair.end);
    }
    if (pair.end < bytes.length) {
      offer(pair.start, pair.end, ends[pair.end]);
    }
  }

  private void offer(int start, int middle, int end) {
    Integer rank = ranks.get(TekkenTokenizer.key(bytes, start, end));
    if (rank != null) {
      pairs.add(new Pair(rank, start, middle, end));
    }
  }

  private int[] parts() {
    int[] parts = new int[bytes.length];
    int count = 0;
    for (int start = 0; start < bytes.length; start = ends[start]) {
      parts[count++] = ranks.get(TekkenTokenizer.key(bytes, start, ends[start]));
    }
    return Arrays.copyOf(parts, count);
  }
}
