package io.rhapsode.synth.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that was probably meant by a misspelt one. */
public final class NearestName {
  private NearestName() {}

  /** The known name with the fewest edits, if it shares at least half of its letters. */
  public static Optional<String> to(String name, Collection<String> known) {
    return known.stream()
        .min(
            Comparator.comparingInt((String candidate) -> edits(name, candidate))
                .thenComparing(Comparator.naturalOrder()))
        .filter(candidate -> edits(name, candidate) * 2 <= Math.max(name.length(), 2));
  }

  /** Levenshtein distance. */
  private static int edits(String left, String right) {
    int[] previous = new int[right.length() + 1];
    for (int column = 0; column <= right.length(); column++) {
      previous[column] = column;
    }
    for (int row = 1; row <= left.length(); row++) {
      int[] current = new int[right.length() + 1];
      current[0] = row;
      for (int column = 1; column <= right.length(); column++) {
        int replaced =
            previous[column - 1] + (left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1);
        int insertedOrDropped = Math.min(previous[column], current[column - 1]) + 1;
        current[column] = Math.min(replaced, insertedOrDropped);
      }
      previous = current;
    }
    return previous[right.length()];
  }
}
