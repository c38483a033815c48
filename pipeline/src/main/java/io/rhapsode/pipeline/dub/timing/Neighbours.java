package io.rhapsode.pipeline.dub.timing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Which line comes after which, in the order of their cues. */
final class Neighbours {
  private static final int NONE = -1;

  private final int[] next;
  private final int[] nextOfSpeaker;

  /**
   * @param lines in order of start
   */
  Neighbours(List<TimedLine> lines) {
    long[] starts = lines.stream().mapToLong(TimedLine::startSample).toArray();
    next = new int[starts.length];
    nextOfSpeaker = new int[starts.length];
    Map<String, Integer> later = new HashMap<>();
    for (int i = starts.length - 1; i >= 0; i--) {
      TimedLine line = lines.get(i);
      next[i] = firstFrom(starts, line.endSample());
      nextOfSpeaker[i] = later.getOrDefault(line.speaker(), NONE);
      later.put(line.speaker(), i);
    }
  }

  /** The first line whose cue begins when that of this one is over. */
  OptionalInt next(int index) {
    return present(next[index]);
  }

  /** The next line of the same speaker, also where its cue begins during this one's. */
  OptionalInt nextOfSpeaker(int index) {
    return present(nextOfSpeaker[index]);
  }

  private static OptionalInt present(int index) {
    return index == NONE ? OptionalInt.empty() : OptionalInt.of(index);
  }

  /** Index of the first start that is not before a sample; of equal ones the first. */
  private static int firstFrom(long[] starts, long sample) {
    int low = 0;
    int high = starts.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (starts[middle] < sample) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == starts.length ? NONE : low;
  }
}
