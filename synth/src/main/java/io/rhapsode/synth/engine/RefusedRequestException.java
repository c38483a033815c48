package io.rhapsode.synth.engine;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.failure.FailureCode;

/** A request that cannot be spoken, with the line for the person who made it. */
public final class RefusedRequestException extends Exception {
  private static final long serialVersionUID = 1L;

  private final FailureCode code;

  public RefusedRequestException(FailureCode code, String message) {
    this(code, message, null);
  }

  public RefusedRequestException(FailureCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = requireNonNull(code, "code is null");
  }

  /** Returns the same as a result. */
  public SpeechResult.Refusal refusal() {
    return new SpeechResult.Refusal(code, getMessage());
  }
}
