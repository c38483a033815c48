package io.rhapsode.ingest.dialogue;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.book.SkipReason;
import io.rhapsode.pipeline.text.Span;

/** A part of the text of a cue. The parts of a cue cover its text. */
public sealed interface CuePart {
  /** Where it stands in the text. */
  Span characters();

  /**
   * What is said.
   *
   * @param speaker who says it, possibly empty
   * @param turn whether somebody else begins to speak here
   */
  record Said(Span characters, String speaker, boolean turn) implements CuePart {
    public Said {
      requireNonNull(characters, "characters is null");
      requireNonNull(speaker, "speaker is null");
    }
  }

  /**
   * What is not.
   *
   * @param detail what the reason does not say, possibly empty
   */
  record Silent(Span characters, SkipReason reason, String detail) implements CuePart {
    public Silent {
      requireNonNull(characters, "characters is null");
      requireNonNull(reason, "reason is null");
      requireNonNull(detail, "detail is null");
    }
  }
}
