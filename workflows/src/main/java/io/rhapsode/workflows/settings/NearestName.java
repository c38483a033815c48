package io.rhapsode.workflows.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Guesses what was meant by a name that does not exist. */
public final class NearestName {
  private NearestName() {}

  /** The candidate with the fewest edits, the first in alphabetical order among equals. */
  public static Optional<String> of(String unknown, Collection<String> candidates) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    String wanted = unknown.toLowerCase(Locale.ROOT);
    return candidates.stream()
        .sorted()
        .min(
            Comparator.comparingInt(name -> distance.apply(wanted, name.toLowerCase(Locale.ROOT))));
  }
}
