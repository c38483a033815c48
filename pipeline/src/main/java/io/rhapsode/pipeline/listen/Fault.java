package io.rhapsode.pipeline.listen;

import static java.util.Objects.requireNonNull;

/**
 * Something wrong with a take.
 *
 * @param detail one line for a person, with the figures: what is wrong and how much of it
 */
public record Fault(Kind kind, String detail) {
  public Fault {
    requireNonNull(kind, "kind is null");
    requireNonNull(detail, "detail is null");
  }

  /** Kinds of faults, from those of the sound to those of the words and of the voice. */
  public enum Kind {
    /** Quicker than anybody speaks: text is missing or hurried. */
    TOO_SHORT,
    /** Slower than anybody speaks: text is repeated, or the voice ran on. */
    TOO_LONG,
    /** A long silence between the first word and the last. */
    SILENCE_INSIDE,
    /** The sound ends in the middle of a word. */
    CUT_OFF,
    /** Samples beyond full scale. */
    CLIPPED,
    /** A tone or a hiss that does not change, where there should be speech. */
    CONSTANT_SOUND,
    /** Noise behind the speech. */
    NOISE,
    /** Words of the text that are not heard. */
    MISSING,
    /** Words of the text that are heard once more than they should be. */
    REPEATED,
    /** Words that are heard and are not in the text. */
    INSERTED,
    /** Other words than those of the text. */
    DIFFERENT,
    /** Somebody else than the voice. */
    OTHER_VOICE,
    /** A level unlike that of the other takes of the voice in the book. */
    UNLIKE_LEVEL,
    /** A spectrum unlike that of the other takes of the voice in the book. */
    UNLIKE_SPECTRUM,
    /** A pitch unlike that of the other takes of the voice in the book. */
    UNLIKE_PITCH,
    /** A pace unlike that of the other takes of the voice in the book. */
    UNLIKE_PACE
  }
}
