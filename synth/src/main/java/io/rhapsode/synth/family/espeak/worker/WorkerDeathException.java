package io.rhapsode.synth.family.espeak.worker;

/** A worker ended before it answered; the message continues "espeak-ng ...". */
final class WorkerDeathException extends Exception {
  private static final long serialVersionUID = 1L;

  WorkerDeathException(String message, Throwable cause) {
    super(message, cause);
  }
}
