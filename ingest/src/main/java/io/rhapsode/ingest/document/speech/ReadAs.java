package io.rhapsode.ingest.document.speech;

import static java.util.Objects.requireNonNull;

/**
 * What a text is to be taken for, where its letters leave it open.
 *
 * @param format the order of the parts of a date, such as "dmy", else empty
 */
public record ReadAs(Kind kind, String format) {
  /** What a text may be. */
  public enum Kind {
    /** A number that counts. */
    CARDINAL,
    /** A number in a row: the third. */
    ORDINAL,
    /** A day, a month or a year. */
    DATE,
    /** The number of a telephone, figure by figure. */
    TELEPHONE
  }

  public ReadAs {
    requireNonNull(kind, "kind is null");
    requireNonNull(format, "format is null");
  }
}
