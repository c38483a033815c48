package io.rhapsode.pipeline.dub.subtitle;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.text.Span;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Text that is shown from one time to another.
 *
 * @param ordinal position in its track, from 0
 * @param line where it stands in its file: the line, the row or the block, from 1
 * @param id number or name that the file gives it, possibly empty
 * @param startMillis when it appears, from 0
 * @param endMillis when it disappears, after {@code startMillis}
 * @param speaker who says all of it, where the file tells; parts that others say are marks
 * @param text without markup, not blank; lines end with a line feed
 * @param marks what the file says of parts of the text
 * @param settings place, style and the like, as the file names them
 * @param source the text that this is a translation of, where the file has it
 */
public record Cue(
    int ordinal,
    int line,
    String id,
    long startMillis,
    long endMillis,
    Optional<String> speaker,
    String text,
    List<CueMark> marks,
    Map<String, String> settings,
    Optional<String> source) {
  public Cue {
    requireNonNull(id, "id is null");
    requireNonNull(speaker, "speaker is null");
    requireNonNull(source, "source is null");
    marks = List.copyOf(marks);
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    if (ordinal < 0 || line < 1) {
      throw new IllegalArgumentException("ordinal %d or line %d".formatted(ordinal, line));
    }
    if (startMillis < 0 || endMillis <= startMillis) {
      throw new IllegalArgumentException(
          "cue at line %d lasts from %d to %d ms".formatted(line, startMillis, endMillis));
    }
    if (text.isBlank()) {
      throw new IllegalArgumentException("cue at line %d has no text".formatted(line));
    }
    for (CueMark mark : marks) {
      if (mark.span().end() > text.length()) {
        throw new IllegalArgumentException(
            "mark of cue at line %d ends at %d of %d"
                .formatted(line, mark.span().end(), text.length()));
      }
    }
  }

  /** How long the text is shown. */
  public long durationMillis() {
    return endMillis - startMillis;
  }

  /**
   * Who says the character at {@code offset}: the innermost part that holds it tells, or the cue.
   */
  public Optional<String> speakerAt(int offset) {
    return innermost(CueMark.Kind.SPEAKER, offset).or(() -> speaker);
  }

  private Optional<String> innermost(CueMark.Kind kind, int offset) {
    CueMark found = null;
    for (CueMark mark : marks) {
      Span span = mark.span();
      boolean holds = mark.kind() == kind && span.start() <= offset && offset < span.end();
      if (holds && (found == null || span.length() <= found.span().length())) {
        found = mark;
      }
    }
    return Optional.ofNullable(found).map(CueMark::value);
  }
}
