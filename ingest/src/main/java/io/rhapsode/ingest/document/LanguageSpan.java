package io.rhapsode.ingest.document;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.text.Span;

/**
 * A stretch of a block that its source marks as of another language than the block.
 *
 * @param language BCP 47 tag
 */
public record LanguageSpan(Span characters, String language) {
  public LanguageSpan {
    requireNonNull(characters, "characters is null");
    requireNonNull(language, "language is null");
  }
}
