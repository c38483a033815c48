package io.rhapsode.ingest.document.speech;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.lexicon.Saying;
import io.rhapsode.pipeline.text.Span;

/** A stretch of a block for which its source says how it is said. */
public record SayingSpan(Span characters, Saying saying) {
  public SayingSpan {
    requireNonNull(characters, "characters is null");
    requireNonNull(saying, "saying is null");
  }
}
