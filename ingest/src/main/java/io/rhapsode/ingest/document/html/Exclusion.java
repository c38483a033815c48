package io.rhapsode.ingest.document.html;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.book.SkipReason;

/**
 * Why the text of an element, or of a whole file, is not to be read.
 *
 * @param detail as in {@link io.rhapsode.ingest.document.ExcludedSpan}
 */
public record Exclusion(SkipReason reason, String detail) {
  public Exclusion {
    requireNonNull(reason, "reason is null");
    requireNonNull(detail, "detail is null");
  }
}
