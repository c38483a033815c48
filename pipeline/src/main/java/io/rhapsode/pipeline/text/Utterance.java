package io.rhapsode.pipeline.text;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The unit of synthesis: a sentence, or a clause of one that is longer than the engine allows.
 *
 * @param ordinal position in the work, from 0
 * @param chapter number of the chapter, as there
 * @param locator the source characters, including white space up to the next utterance
 * @param holes stretches inside the locator's span that are not spoken, such as the mark of a note,
 *     in order, without overlap; each is a skip of its own
 * @param text the characters outside the holes, unchanged: what captions show
 * @param words the normalised text that the engine speaks, never blank as a whole
 * @param tokens every token of {@link #spoken} in order, with its place in {@code text}
 * @param language BCP 47 tag of the text
 * @param voice name of the voice that speaks it
 * @param speaker who says it in the work, where that is known
 * @param boundary what ends here
 * @param pauseMillis silence after the utterance, in milliseconds
 */
public record Utterance(
    int ordinal,
    int chapter,
    Locator locator,
    List<Span> holes,
    String text,
    List<SpokenWord> words,
    List<SpokenToken> tokens,
    String language,
    String voice,
    Optional<String> speaker,
    Boundary boundary,
    int pauseMillis) {
  public Utterance {
    requireNonNull(locator, "locator is null");
    holes = List.copyOf(holes);
    requireNonNull(text, "text is null");
    requireNonNull(language, "language is null");
    requireNonNull(voice, "voice is null");
    requireNonNull(speaker, "speaker is null");
    words = SpokenWord.joined(words);
    requireNonNull(boundary, "boundary is null");
    tokens = List.copyOf(tokens);
    if (ordinal < 0 || chapter < 0 || pauseMillis < 0) {
      throw new IllegalArgumentException(
          "ordinal %d, chapter %d or pause %d ms is out of range"
              .formatted(ordinal, chapter, pauseMillis));
    }
    int located = locator.span().length() - holes.stream().mapToInt(Span::length).sum();
    if (located != text.length()) {
      throw new IllegalArgumentException(
          "text has %d characters but its locator %d without the holes"
              .formatted(text.length(), located));
    }
    if (SpokenWord.textOf(words).isBlank()) {
      throw new IllegalArgumentException("nothing to speak at " + locator.describe());
    }
  }

  /** The utterance of a narrator, without holes and without pronunciations. */
  public Utterance(
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
    this(
        ordinal,
        chapter,
        locator,
        List.of(),
        text,
        List.of(SpokenWord.plain(spoken)),
        tokens,
        language,
        voice,
        Optional.empty(),
        boundary,
        pauseMillis);
  }

  /** The same at another position. */
  public Utterance at(int position) {
    return new Utterance(
        position,
        chapter,
        locator,
        holes,
        text,
        words,
        tokens,
        language,
        voice,
        speaker,
        boundary,
        pauseMillis);
  }

  /** The normalised text. */
  public String spoken() {
    return SpokenWord.textOf(words);
  }

  /**
   * The stretches of the source that are spoken: the locator's without the holes.
   *
   * @throws IllegalArgumentException when a hole is outside the span or overlaps the one before
   */
  public List<Locator> parts() {
    List<Locator> parts = new ArrayList<>();
    int at = locator.span().start();
    for (Span hole : holes) {
      addPart(parts, new Span(at, hole.start()));
      at = hole.end();
    }
    addPart(parts, new Span(at, locator.span().end()));
    return List.copyOf(parts);
  }

  private void addPart(List<Locator> parts, Span span) {
    if (span.length() > 0) {
      parts.add(new Locator(locator.part(), locator.block(), span));
    }
  }
}
