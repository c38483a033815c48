package io.rhapsode.ingest.cast.quote;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.text.Span;

/**
 * Something that is said, within one paragraph.
 *
 * @param paragraph position of the paragraph, from 0
 * @param span with its marks
 * @param continued whether it goes on from the end of the paragraph before
 */
public record Quote(int paragraph, Span span, boolean continued) {
  public Quote {
    requireNonNull(span, "span is null");
  }
}
