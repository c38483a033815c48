package io.rhapsode.ingest.document;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.book.SkipReason;
import io.rhapsode.pipeline.text.Span;

/**
 * Characters of a block that are not to be read.
 *
 * @param characters never empty
 * @param detail the role or other cause, such as "footnote" or "display: none"; possibly empty
 */
public record ExcludedSpan(Span characters, SkipReason reason, String detail) {
  public ExcludedSpan {
    requireNonNull(reason, "reason is null");
    requireNonNull(detail, "detail is null");
    if (characters.length() == 0) {
      throw new IllegalArgumentException("excluded span is empty at " + characters.start());
    }
  }
}
