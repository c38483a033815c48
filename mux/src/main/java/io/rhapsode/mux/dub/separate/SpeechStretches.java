package io.rhapsode.mux.dub.separate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Where somebody speaks, in samples. */
public final class SpeechStretches {
  private final List<long[]> stretches;

  private SpeechStretches(List<long[]> stretches) {
    this.stretches = stretches;
  }

  /**
   * @param stretches first sample and one past the last of each, in any order, possibly overlapping
   */
  public static SpeechStretches of(List<long[]> stretches) {
    List<long[]> merged = new ArrayList<>();
    for (long[] stretch :
        stretches.stream().sorted(Comparator.comparingLong((long[] one) -> one[0])).toList()) {
      long[] last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (last != null && stretch[0] <= last[1]) {
        last[1] = Math.max(last[1], stretch[1]);
      } else {
        merged.add(stretch.clone());
      }
    }
    return new SpeechStretches(merged);
  }

  /** The samples of each, such as "0-48000 96000-120000". */
  String describe() {
    return stretches.stream()
        .map(stretch -> stretch[0] + "-" + stretch[1])
        .collect(Collectors.joining(" "));
  }

  /** Whether somebody speaks between two samples. */
  boolean overlap(long from, long to) {
    int low = 0;
    int high = stretches.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (stretches.get(middle)[1] <= from) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < stretches.size() && stretches.get(low)[0] < to;
  }
}
