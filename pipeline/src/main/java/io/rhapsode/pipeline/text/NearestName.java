package io.rhapsode.pipeline.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Guesses what was meant by a name that does not exist, for the message that says so. */
public final class NearestName {
  private NearestName() {}

  /**
   * The known name with the fewest edits, letter case aside; the first in alphabetical order among
   * equals. Empty only when nothing is known.
   */
  public static Optional<String> of(String unknown, Collection<String> known) {
    return known.stream()
        .sorted()
        .min(Comparator.comparingInt((String name) -> edits(unknown, name)));
  }

  /** The nearest name, if at most half of the letters have to be edited. */
  public static Optional<String> ifClose(String unknown, Collection<String> known) {
    return of(unknown, known)
        .filter(name -> edits(unknown, name) * 2 <= Math.max(unknown.length(), 2));
  }

  private static int edits(String first, String second) {
    return LevenshteinDistance.getDefaultInstance()
        .apply(first.toLowerCase(Locale.ROOT), second.toLowerCase(Locale.ROOT));
  }
}
