package io.rhapsode.pipeline.dub;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A line of an edited plan: what is said instead of what the subtitles say.
 *
 * @param language BCP 47 tag of the track it belongs to
 * @param startMillis when it is to begin
 * @param endMillis when it is to end, after {@code startMillis}
 * @param speaker who says it, possibly empty
 * @param voice name of the voice, where it is not that of the cast
 * @param attempt which reading of it is taken, where the voice has more than one; 0 is the first
 * @param text what is said; a line without text is left out
 */
public record PlannedLine(
    String language,
    long startMillis,
    long endMillis,
    String speaker,
    Optional<String> voice,
    int attempt,
    String text) {
  public PlannedLine {
    requireNonNull(language, "language is null");
    requireNonNull(speaker, "speaker is null");
    requireNonNull(voice, "voice is null");
    requireNonNull(text, "text is null");
    if (attempt < 0) {
      throw new IllegalArgumentException("attempt is negative: " + attempt);
    }
    if (startMillis < 0 || endMillis <= startMillis) {
      throw new IllegalArgumentException(
          "line '%s' lasts from %d to %d ms".formatted(text, startMillis, endMillis));
    }
  }
}
