package io.rhapsode.ingest.document;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.failure.FailureCode;

/** A reader's verdict on a document; whoever called the reader adds which document it was. */
public final class UnreadableDocumentException extends Exception {
  private static final long serialVersionUID = 1L;

  private final FailureCode code;

  /**
   * @param message one line: what is wrong and what to do about it
   */
  public UnreadableDocumentException(FailureCode code, String message) {
    this(code, message, null);
  }

  public UnreadableDocumentException(FailureCode code, String message, Throwable cause) {
    super(requireNonNull(message, "message is null"), cause);
    this.code = requireNonNull(code, "code is null");
  }

  public FailureCode code() {
    return code;
  }
}
