package io.rhapsode.synth.family.espeak.worker;

/** No worker did a task; the message is one line for a person. */
public final class WorkerException extends Exception {
  private static final long serialVersionUID = 1L;

  WorkerException(String message, Throwable cause) {
    super(message, cause);
  }
}
