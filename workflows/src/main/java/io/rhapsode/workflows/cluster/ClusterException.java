package io.rhapsode.workflows.cluster;

/** A cluster cannot do what is asked of it; the message says what to do about it. */
public final class ClusterException extends Exception {
  private static final long serialVersionUID = 1L;

  public ClusterException(String message) {
    super(message);
  }

  public ClusterException(String message, Throwable cause) {
    super(message, cause);
  }
}
