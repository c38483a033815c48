package io.rhapsode.workflows.review;

/** An edit that cannot be; the message says why. */
public final class EditException extends Exception {
  private static final long serialVersionUID = 1L;

  public EditException(String message) {
    super(message);
  }
}
