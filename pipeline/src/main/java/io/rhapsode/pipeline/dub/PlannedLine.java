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
 * @param text what is said; a line without text is left out
 */
public record PlannedLine(
    String language,
    long startMillis,
    long endMillis,
    String speaker,
    Optional<String> voice,
    String text) {
  public PlannedLine {
    requireNonNull(language, "language is null");
    requireNonNull(speaker, "speaker is null");
    requireNonNull(voice, "voice is null");
    requireNonNull(text, "text is null");
    if (startMillis < 0 || endMillis <= startMillis) {
      throw new IllegalArgumentException(
          "line '%s' lasts from %d to %d ms".formatted(text, startMillis, endMillis));
    }
  }
}
