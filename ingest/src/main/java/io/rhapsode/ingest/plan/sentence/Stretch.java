package io.rhapsode.ingest.plan.sentence;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.book.BookManifest.LineEntry;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.text.Span;
import java.util.Optional;

/**
 * A part of a block that one voice reads.
 *
 * @param line the line of the manifest that it is of
 */
public record Stretch(Span characters, Voice voice, Optional<LineEntry> line) {
  public Stretch {
    requireNonNull(characters, "characters is null");
    requireNonNull(voice, "voice is null");
    requireNonNull(line, "line is null");
  }

  /** A part that no line of the manifest names. */
  public static Stretch narrated(int start, int end, Voice voice) {
    return new Stretch(new Span(start, end), voice, Optional.empty());
  }

  /** The same for other characters. */
  public Stretch of(int start, int end) {
    return new Stretch(new Span(start, end), voice, line);
  }

  public Stretch to(int end) {
    return of(characters.start(), end);
  }

  /** Who says it in the book, if the manifest tells. */
  public Optional<String> speaker() {
    return line.flatMap(LineEntry::speaker);
  }

  /** Silence after it, in milliseconds, if the manifest tells. */
  public Optional<Integer> pauseMillis() {
    return line.flatMap(LineEntry::pauseMillis);
  }

  /** Which reading of it is taken; 0 is the first. */
  public int attempt() {
    return line.map(LineEntry::attempt).orElse(0);
  }

  /** Whether its sentences are said at once. */
  public boolean isJoined() {
    return line.map(LineEntry::joined).orElse(false);
  }
}
