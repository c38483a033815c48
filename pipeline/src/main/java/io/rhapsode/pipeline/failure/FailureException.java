package io.rhapsode.pipeline.failure;

import static java.util.Objects.requireNonNull;

/** Carries a {@link Failure} out of code that cannot return it; caught at the border of a stage. */
public final class FailureException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  public FailureException(Failure failure) {
    super(requireNonNull(failure, "failure is null").describe());
    this.failure = failure;
  }

  public FailureException(Failure failure, Throwable cause) {
    super(requireNonNull(failure, "failure is null").describe(), cause);
    this.failure = failure;
  }

  public Failure failure() {
    return failure;
  }
}
