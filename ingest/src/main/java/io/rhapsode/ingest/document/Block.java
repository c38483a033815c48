package io.rhapsode.ingest.document;

import static java.util.Objects.requireNonNull;

import io.rhapsode.ingest.document.speech.SpeechMarks;
import io.rhapsode.pipeline.text.SourcePlaces;
import io.rhapsode.pipeline.text.Span;
import java.util.List;
import java.util.Optional;

/**
 * The extracted text of one paragraph, heading, list item or table cell. White space is collapsed
 * as HTML does it, without any at either end; only {@link BlockKind#CODE} and {@link
 * BlockKind#HEADING} keep line ends. Soft hyphens (U+00AD) are removed.
 *
 * @param part the file inside the container, or "page 12", or empty when the document has no parts
 * @param level 1 to 6 for a heading, else 0
 * @param text empty only for {@link BlockKind#BREAK} and {@link BlockKind#LOST} or {@link
 *     BlockKind#LOST}
 * @param language BCP 47 tag that the source gives for this text, if any
 * @param exclusions in order, without overlap
 * @param languages stretches marked as of another language, in order, without overlap
 * @param label what a reader says before the text and that is no part of it: the number of an item
 *     or heading, such as "3" or "B", where the document leaves counting to the reading system
 * @param places where the text stands in the markup of its part
 * @param speech what the source says about the reading
 */
public record Block(
    String part,
    BlockKind kind,
    int level,
    String text,
    Optional<String> language,
    List<ExcludedSpan> exclusions,
    List<LanguageSpan> languages,
    Optional<String> label,
    SourcePlaces places,
    SpeechMarks speech) {
  public Block {
    requireNonNull(part, "part is null");
    requireNonNull(text, "text is null");
    requireNonNull(language, "language is null");
    requireNonNull(label, "label is null");
    requireNonNull(places, "places is null");
    requireNonNull(speech, "speech is null");
    exclusions = List.copyOf(exclusions);
    languages = List.copyOf(languages);
    if (kind == BlockKind.HEADING ? level < 1 || level > 6 : level != 0) {
      throw new IllegalArgumentException("level of a %s is %d".formatted(kind, level));
    }
    if (text.isEmpty() && kind != BlockKind.BREAK && kind != BlockKind.LOST) {
      throw new IllegalArgumentException("a %s has no text".formatted(kind));
    }
    requireOrder(exclusions.stream().map(ExcludedSpan::characters).toList(), text.length());
    requireOrder(languages.stream().map(LanguageSpan::characters).toList(), text.length());
  }

  /** A block without a label. */
  public Block(
      String part,
      BlockKind kind,
      int level,
      String text,
      Optional<String> language,
      List<ExcludedSpan> exclusions,
      List<LanguageSpan> languages) {
    this(
        part,
        kind,
        level,
        text,
        language,
        exclusions,
        languages,
        Optional.empty(),
        SourcePlaces.UNKNOWN,
        SpeechMarks.NONE);
  }

  /** The same block, with the places of its text. */
  public Block at(SourcePlaces known) {
    return new Block(
        part, kind, level, text, language, exclusions, languages, label, known, speech);
  }

  /** The same block, read like that. */
  public Block spoken(SpeechMarks marks) {
    return new Block(
        part, kind, level, text, language, exclusions, languages, label, places, marks);
  }

  /** The same block with that label. */
  public Block labelled(String newLabel) {
    return new Block(
        part,
        kind,
        level,
        text,
        language,
        exclusions,
        languages,
        Optional.of(newLabel),
        places,
        speech);
  }

  /** The same text as a heading. */
  public Block asHeading(int newLevel) {
    return new Block(
        part,
        BlockKind.HEADING,
        newLevel,
        text,
        language,
        exclusions,
        languages,
        label,
        places,
        speech);
  }

  /** The same text as another kind that has no level. */
  public Block as(BlockKind newKind) {
    return new Block(
        part, newKind, 0, text, language, exclusions, languages, label, places, speech);
  }

  /** The same text, of which only that is not read. */
  public Block excluding(ExcludedSpan excluded) {
    return new Block(
        part, kind, level, text, language, List.of(excluded), languages, label, places, speech);
  }

  /** A paragraph that is read in full. */
  public static Block paragraph(String part, String text) {
    return new Block(part, BlockKind.PARAGRAPH, 0, text, Optional.empty(), List.of(), List.of());
  }

  /** The place of a part that cannot be read. */
  public static Block lost(String part) {
    return new Block(part, BlockKind.LOST, 0, "", Optional.empty(), List.of(), List.of());
  }

  /** Whether no character but white space is to be read. */
  public boolean excluded() {
    return readText().isBlank();
  }

  /** The text without what is not read. */
  public String readText() {
    if (exclusions.isEmpty()) {
      return text;
    }
    StringBuilder rest = new StringBuilder();
    int end = 0;
    for (ExcludedSpan excluded : exclusions) {
      rest.append(text, end, excluded.characters().start());
      end = excluded.characters().end();
    }
    return rest.append(text, end, text.length()).toString();
  }

  private static void requireOrder(List<Span> spans, int length) {
    int end = 0;
    for (Span span : spans) {
      if (span.start() < end || span.end() > length) {
        throw new IllegalArgumentException(
            "span %d to %d overlaps the one before or leaves a text of %d characters"
                .formatted(span.start(), span.end(), length));
      }
      end = span.end();
    }
  }
}
