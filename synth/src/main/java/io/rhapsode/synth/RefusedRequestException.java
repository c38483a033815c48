package io.rhapsode.synth.pocket;

import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.synth.SpeechResult;

/** A request that cannot be spoken, with the line for the person who made it. */
public final class RefusedRequestException extends Exception {
  private static final long serialVersionUID = 1L;

  private final FailureCode code;

  RefusedRequestException(FailureCode code, String message) {
    this(code, message, null);
  }

  RefusedRequestException(FailureCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** Returns the same as a result. */
  public SpeechResult.Refusal refusal() {
    return new SpeechResult.Refusal(code, getMessage());
  }
}
