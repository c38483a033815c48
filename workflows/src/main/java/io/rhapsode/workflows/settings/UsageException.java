package io.rhapsode.workflows.settings;

/**
 * What was asked for cannot be done as asked: a setting, a manifest or a flag is wrong. The message
 * is one line for the person who wrote it, with the place and the way out; exit code 2.
 */
public final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }

  public UsageException(String message, Throwable cause) {
    super(message, cause);
  }
}
