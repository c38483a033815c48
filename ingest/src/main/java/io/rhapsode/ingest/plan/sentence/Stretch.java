package io.rhapsode.ingest.plan.sentence;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.book.BookManifest.LineEntry;
import io.rhapsode.pipeline.lexicon.LexiconEntry;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.text.Span;
import java.util.List;
import java.util.Optional;

/**
 * A part of a block that one voice reads.
 *
 * @param speaker who says it in the book, if the manifest tells
 * @param line the line of the manifest that it is of
 */
public record Stretch(
    Span characters, Voice voice, Optional<String> speaker, Optional<LineEntry> line) {
  public Stretch {
    requireNonNull(characters, "characters is null");
    requireNonNull(voice, "voice is null");
    requireNonNull(speaker, "speaker is null");
    requireNonNull(line, "line is null");
  }

  /** A part that no line of the manifest names. */
  public static Stretch narrated(int start, int end, Voice voice) {
    return new Stretch(new Span(start, end), voice, Optional.empty(), Optional.empty());
  }

  /** The same for other characters. */
  public Stretch of(int start, int end) {
    return new Stretch(new Span(start, end), voice, speaker, line);
  }

  public Stretch to(int end) {
    return of(characters.start(), end);
  }

  /** Silence after it, in milliseconds, if the manifest tells. */
  public Optional<Integer> pauseMillis() {
    return line.flatMap(LineEntry::pauseMillis);
  }

  /** Which reading of it is taken; 0 is the first. */
  public int attempt() {
    return line.map(said -> said.manner().attempt()).orElse(0);
  }

  /** How words of it are said. */
  public List<LexiconEntry> pronunciations() {
    return line.map(said -> said.manner().pronunciations()).orElse(List.of());
  }

  /** Whether its sentences are said at once. */
  public boolean isJoined() {
    return line.map(said -> said.manner().joined()).orElse(false);
  }
}
