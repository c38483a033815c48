package io.rhapsode.workflows.serve.api;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An error of the API.
 *
 * @param status of HTTP
 * @param type kind of error, such as "invalid_request_error"
 * @param code what programs go by
 * @param parameter field of the request that is wrong, or null
 * @param message what people read
 */
public record ApiError(int status, String type, String code, String parameter, String message) {
  public ApiError {
    requireNonNull(type, "type is null");
    requireNonNull(code, "code is null");
    requireNonNull(message, "message is null");
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("not the status of an error: " + status);
    }
  }

  /** A fault of the request. */
  public static ApiError invalid(int status, String code, String parameter, String message) {
    return new ApiError(status, "invalid_request_error", code, parameter, message);
  }

  /** The body of a reply: {@code {"error": {"message", "type", "param", "code"}}}. */
  public Map<String, Object> body() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("message", message);
    fields.put("type", type);
    fields.put("param", parameter);
    fields.put("code", code);
    return Map.of("error", fields);
  }
}
