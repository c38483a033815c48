package io.rhapsode.synth.listen.book;

import static java.util.Objects.requireNonNull;

/**
 * A place at which a recording is not the book.
 *
 * @param firstSentence position in the book, from 0; of what is put in, the sentence it follows, -1
 *     before the first
 * @param lastSentence the last in one piece with it
 * @param startSeconds when it is heard in the recording, or should be
 * @param endSeconds when it ends
 * @param detail what is heard, or is not, in one line; empty where the kind says all
 */
public record BookFinding(
    Kind kind,
    int firstSentence,
    int lastSentence,
    double startSeconds,
    double endSeconds,
    String detail) {
  public BookFinding {
    requireNonNull(kind, "kind is null");
    requireNonNull(detail, "detail is null");
  }

  /** What may be wrong with a sentence. */
  public enum Kind {
    /** It is not heard, or words of it are not. */
    MISSING,
    /** It is heard again, or words of it are. */
    REPEATED,
    /** It is heard elsewhere than it stands. */
    OUT_OF_ORDER,
    /** Something else is heard for it. */
    DIFFERENT,
    /** Something is heard that is not in the book. */
    INSERTED
  }

  /** Whether both tell of the same sentences. */
  public boolean overlaps(BookFinding other) {
    return firstSentence <= other.lastSentence && other.firstSentence <= lastSentence;
  }
}
