package io.rhapsode.synth.model;

/** A model that cannot be had or used; the message says what was wrong and what to do. */
public final class ModelException extends Exception {
  private static final long serialVersionUID = 1L;

  public ModelException(String message) {
    super(message);
  }

  public ModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
