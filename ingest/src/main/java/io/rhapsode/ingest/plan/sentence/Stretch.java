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
 * @param silenceMillis silence after it that the document asks for, in milliseconds
 */
public record Stretch(
    Span characters,
    Voice voice,
    Optional<String> speaker,
    Optional<LineEntry> line,
    Optional<Integer> silenceMillis) {
  public Stretch {
    requireNonNull(silenceMillis, "silenceMillis is null");
    requireNonNull(characters, "characters is null");
    requireNonNull(voice, "voice is null");
    requireNonNull(speaker, "speaker is null");
    requireNonNull(line, "line is null");
  }

  /** A part after which the document asks for no silence. */
  public Stretch(Span characters, Voice voice, Optional<String> speaker, Optional<LineEntry> line) {
    this(characters, voice, speaker, line, Optional.empty());
  }

  /** The same with a silence after it. */
  public Stretch pausing(int millis) {
    return new Stretch(characters, voice, speaker, line, Optional.of(millis));
  }

  /** A part that no line of the manifest names. */
  public static Stretch narrated(int start, int end, Voice voice) {
    return new Stretch(new Span(start, end), voice, Optional.empty(), Optional.empty());
  }

  /** The same for other characters. */
  public Stretch of(int start, int end) {
    return new Stretch(new Span(start, end), voice, speaker, line, silenceMillis);
  }

  public Stretch to(int end) {
    return of(characters.start(), end);
  }

  /** Silence after it, in milliseconds, if the document or the manifest tells. */
  public Optional<Integer> pauseMillis() {
    return silenceMillis.or(() -> line.flatMap(LineEntry::pauseMillis));
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
