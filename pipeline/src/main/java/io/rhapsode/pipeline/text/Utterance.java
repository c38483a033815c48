package io.rhapsode.pipeline.text;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The unit of synthesis: a sentence, or a clause of one that is longer than the engine allows.
 *
 * @param ordinal position in the book, from 0
 * @param chapter number of the chapter, from 1
 * @param locator the source characters, including white space up to the next utterance
 * @param text those characters, unchanged: what captions show
 * @param spoken the normalised text that the engine speaks, never blank
 * @param tokens every token of {@code spoken} in order, with its place in {@code text}
 * @param language BCP 47 tag of the text
 * @param voice name of the voice that speaks it
 * @param boundary what ends here
 * @param pauseMillis silence after the utterance, in milliseconds
 */
public record Utterance(
    int ordinal,
    int chapter,
    Locator locator,
    String text,
    String spoken,
    List<SpokenToken> tokens,
    String language,
    String voice,
    Boundary boundary,
    int pauseMillis) {
  public Utterance {
    requireNonNull(locator, "locator is null");
    requireNonNull(text, "text is null");
    requireNonNull(language, "language is null");
    requireNonNull(voice, "voice is null");
    requireNonNull(boundary, "boundary is null");
    tokens = List.copyOf(tokens);
    if (ordinal < 0 || chapter < 1 || pauseMillis < 0) {
      throw new IllegalArgumentException(
          "ordinal %d, chapter %d or pause %d ms is out of range"
              .formatted(ordinal, chapter, pauseMillis));
    }
    if (locator.span().length() != text.length()) {
      throw new IllegalArgumentException(
          "text has %d characters but its locator %d"
              .formatted(text.length(), locator.span().length()));
    }
    if (spoken.isBlank()) {
      throw new IllegalArgumentException("nothing to speak at " + locator.describe());
    }
  }
}
