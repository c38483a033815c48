package io.rhapsode.ingest.plan.sentence;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.text.Span;
import java.util.Optional;

/**
 * A part of a block that one voice reads.
 *
 * @param speaker who says it in the book, if the manifest tells
 * @param pauseMillis silence after it, in milliseconds, if the manifest tells
 */
public record Stretch(
    Span characters, Voice voice, Optional<String> speaker, Optional<Integer> pauseMillis) {
  public Stretch {
    requireNonNull(characters, "characters is null");
    requireNonNull(voice, "voice is null");
    requireNonNull(speaker, "speaker is null");
    requireNonNull(pauseMillis, "pauseMillis is null");
  }

  /** A part that no line of the manifest names. */
  public static Stretch narrated(int start, int end, Voice voice) {
    return new Stretch(new Span(start, end), voice, Optional.empty(), Optional.empty());
  }

  public Stretch to(int end) {
    return new Stretch(new Span(characters.start(), end), voice, speaker, pauseMillis);
  }
}
