package io.rhapsode.pipeline.text;

import static java.util.Objects.requireNonNull;

/**
 * An utterance among all books of a job.
 *
 * @param bookId the book
 * @param ordinal position in the book, from 0
 */
public record UtteranceId(String bookId, int ordinal) {
  public UtteranceId {
    requireNonNull(bookId, "bookId is null");
    if (ordinal < 0) {
      throw new IllegalArgumentException("ordinal is negative: " + ordinal);
    }
  }
}
