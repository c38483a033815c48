package io.rhapsode.pipeline.cast;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.lexicon.LexiconEntry;
import java.util.List;
import java.util.Optional;

/**
 * How a line is said, besides by whom.
 *
 * @param voice the voice, if other than the speaker's
 * @param attempt which reading of it is taken, where the voice has more than one; 0 is the first
 * @param joined whether its sentences are said at once, as far as the voice can
 * @param pronunciations how words of it are said, nearer than every lexicon of the book
 */
public record Manner(
    Optional<String> voice, int attempt, boolean joined, List<LexiconEntry> pronunciations) {
  /** As everything is said. */
  public static final Manner USUAL = new Manner(Optional.empty(), 0, false, List.of());

  public Manner {
    requireNonNull(voice, "voice is null");
    pronunciations = List.copyOf(pronunciations);
    if (attempt < 0) {
      throw new IllegalArgumentException("attempt is negative: " + attempt);
    }
  }
}
