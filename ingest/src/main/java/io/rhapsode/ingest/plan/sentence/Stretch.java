package io.rhapsode.ingest.plan.sentence;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.book.BookManifest.LineEntry;
import io.rhapsode.pipeline.lexicon.LexiconEntry;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.text.Pace;
import io.rhapsode.pipeline.text.Span;
import java.util.List;
import java.util.Optional;

/**
 * A part of a block that one voice reads in one way.
 *
 * @param speaker who says it in the book, if the manifest tells
 * @param line the line of the manifest that it is of
 * @param silenceMillis silence after it, in milliseconds, if the document or the manifest tells
 * @param pacePercent how quickly it is said, in percent of the voice's own pace, where it matters
 * @param sentence whether the document calls it one sentence
 */
public record Stretch(
    Span characters,
    Voice voice,
    Optional<String> speaker,
    Optional<LineEntry> line,
    Optional<Integer> silenceMillis,
    Optional<Integer> pacePercent,
    boolean sentence) {
  public Stretch {
    requireNonNull(characters, "characters is null");
    requireNonNull(voice, "voice is null");
    requireNonNull(speaker, "speaker is null");
    requireNonNull(line, "line is null");
    requireNonNull(silenceMillis, "silenceMillis is null");
    requireNonNull(pacePercent, "pacePercent is null");
  }

  /** A part of which the document says nothing. */
  public Stretch(Span characters, Voice voice, Optional<String> speaker, Optional<LineEntry> line) {
    this(
        characters,
        voice,
        speaker,
        line,
        line.flatMap(LineEntry::pauseMillis),
        Optional.empty(),
        false);
  }

  /** A part that no line of the manifest names. */
  public static Stretch narrated(int start, int end, Voice voice) {
    return new Stretch(new Span(start, end), voice, Optional.empty(), Optional.empty());
  }

  /** The same with a silence after it. */
  public Stretch pausing(int millis) {
    return new Stretch(
        characters, voice, speaker, line, Optional.of(millis), pacePercent, sentence);
  }

  /** The same at a pace, in percent of the voice's own. */
  public Stretch at(Optional<Integer> percent) {
    return new Stretch(characters, voice, speaker, line, silenceMillis, percent, sentence);
  }

  /** The same more quickly or slowly, in percent of its pace so far. */
  public Stretch paced(int percent) {
    int pace = pacePercent.orElse(Pace.PLAIN_PERCENT);
    return at(Optional.of(Pace.within((double) pace * percent / Pace.PLAIN_PERCENT)));
  }

  /** The same as one sentence. */
  public Stretch asSentence() {
    return new Stretch(characters, voice, speaker, line, silenceMillis, pacePercent, true);
  }

  /** A part of it; the silence after it is after its last part only. */
  public Stretch of(int start, int end) {
    Optional<Integer> silence = end < characters.end() ? Optional.empty() : silenceMillis;
    return new Stretch(new Span(start, end), voice, speaker, line, silence, pacePercent, sentence);
  }

  public Stretch to(int end) {
    return new Stretch(
        new Span(characters.start(), end),
        voice,
        speaker,
        line,
        silenceMillis,
        pacePercent,
        sentence);
  }

  /** The same up to the end of the stretch that it was cut from, with the silence after that. */
  Stretch widened(int end, Stretch whole) {
    Stretch wide = to(end);
    return whole.silenceMillis.isPresent() ? wide.pausing(whole.silenceMillis.get()) : wide;
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
    return sentence || line.map(said -> said.manner().joined()).orElse(false);
  }
}
