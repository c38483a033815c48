package io.rhapsode.workflows.serve.api;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;

/** A request that is not done, as the client is told: in the error form of the OpenAI API. */
public final class ApiException extends Exception {
  private final ApiError error;
  private final OptionalInt retryAfterSeconds;

  public ApiException(ApiError error) {
    this(error, OptionalInt.empty(), null);
  }

  private ApiException(ApiError error, OptionalInt retryAfterSeconds, Throwable cause) {
    super(requireNonNull(error, "error is null").message(), cause);
    this.error = error;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /**
   * The client asks for what cannot be done.
   *
   * @param parameter the field that is wrong; null for the request as a whole
   */
  public static ApiException invalid(String code, String parameter, String message) {
    return new ApiException(ApiError.invalid(400, code, parameter, message));
  }

  /** There is nothing of that name. */
  public static ApiException unknown(String code, String parameter, String message) {
    return new ApiException(ApiError.invalid(404, code, parameter, message));
  }

  /** Too much is asked for at once. */
  public static ApiException busy(String message, int retryAfterSeconds) {
    return new ApiException(
        new ApiError(429, "rate_limit_error", "rate_limit_exceeded", null, message),
        OptionalInt.of(retryAfterSeconds),
        null);
  }

  /** The server is about to end. */
  public static ApiException ending() {
    return new ApiException(
        new ApiError(
            503, "server_error", "server_ending", null, "the server is ending: ask it again later"),
        OptionalInt.of(10),
        null);
  }

  /** The server failed. */
  public static ApiException broken(String message, Throwable cause) {
    return new ApiException(
        new ApiError(500, "server_error", "speech_failed", null, message),
        OptionalInt.empty(),
        cause);
  }

  public ApiError error() {
    return error;
  }

  /** When to try again, if that helps. */
  public OptionalInt retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
