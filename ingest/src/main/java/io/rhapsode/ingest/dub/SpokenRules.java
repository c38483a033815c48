package io.rhapsode.ingest.dub;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.book.SkipReason;
import io.rhapsode.pipeline.dub.Cue;
import io.rhapsode.pipeline.text.Span;
import java.util.List;

/** Tells what of a cue is spoken, and by whom. Implementations may be shared by threads. */
@FunctionalInterface
public interface SpokenRules {
  /** A part of a cue's text. */
  sealed interface Part {
    Span characters();
  }

  /**
   * What is said.
   *
   * @param speaker who says it, possibly empty
   */
  record Said(Span characters, String speaker) implements Part {
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
  record Silent(Span characters, SkipReason reason, String detail) implements Part {
    public Silent {
      requireNonNull(characters, "characters is null");
      requireNonNull(reason, "reason is null");
      requireNonNull(detail, "detail is null");
    }
  }

  /**
   * Divides a cue.
   *
   * @param language BCP 47 tag of the track
   * @return parts in order that cover its text
   */
  List<Part> parts(Cue cue, String language);
}
