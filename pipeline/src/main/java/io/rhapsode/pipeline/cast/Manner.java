package io.rhapsode.pipeline.cast;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rhapsode.pipeline.lexicon.LexiconEntry;
import io.rhapsode.pipeline.text.Pace;
import java.util.List;
import java.util.Optional;

/**
 * How a line is said, besides by whom.
 *
 * @param voice the voice, if other than the speaker's
 * @param attempt which reading of it is taken, where the voice has more than one; 0 is the first
 * @param joined whether its sentences are said at once, as far as the voice can
 * @param pronunciations how words of it are said, nearer than every lexicon of the book
 * @param pacePercent its pace in percent of the voice's own, if other than the speaker's
 */
public record Manner(
    Optional<String> voice,
    int attempt,
    boolean joined,
    List<LexiconEntry> pronunciations,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Integer> pacePercent) {
  /** As everything is said. */
  public static final Manner USUAL = new Manner(Optional.empty(), 0, false, List.of());

  /** The manner of a line at the speaker's pace. */
  public Manner(
      Optional<String> voice, int attempt, boolean joined, List<LexiconEntry> pronunciations) {
    this(voice, attempt, joined, pronunciations, Optional.empty());
  }

  public Manner {
    requireNonNull(voice, "voice is null");
    pronunciations = List.copyOf(pronunciations);
    pacePercent = pacePercent == null ? Optional.empty() : Pace.require(pacePercent);
    if (attempt < 0) {
      throw new IllegalArgumentException("attempt is negative: " + attempt);
    }
  }
}
