package io.rhapsode.workflows.serve.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpResponseException;
import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.workflows.serve.api.ApiError;
import io.rhapsode.workflows.serve.api.ApiException;
import java.io.IOException;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** JSON in and out, errors in the form of the API. */
public final class Replies {
  private static final Logger LOGGER = LoggerFactory.getLogger(Replies.class);
  private static final String MEDIA_TYPE = "application/json";

  private Replies() {}

  /** Answers every failure in the form of the API. */
  public static void registerErrors(JavalinConfig config) {
    config.router.mount(
        router -> {
          router.exception(ApiException.class, (e, context) -> refuse(context, e));
          router.exception(HttpResponseException.class, Replies::refuseHttp);
          router.exception(Exception.class, Replies::fail);
        });
  }

  /** Answers with JSON. */
  public static void json(Context context, Object body) {
    try {
      context.contentType(MEDIA_TYPE).result(Json.MAPPER.writeValueAsString(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a reply cannot be written as JSON", e);
    }
  }

  /** Refuses a request. */
  public static void refuse(Context context, ApiException e) {
    if (e.error().status() >= 500 && e.getCause() != null) {
      LOGGER.warn("{} failed", context.path(), e.getCause());
    }
    e.retryAfterSeconds()
        .ifPresent(seconds -> context.header(Header.RETRY_AFTER, Integer.toString(seconds)));
    error(context, e.error());
  }

  /**
   * The JSON object that was sent.
   *
   * @param mostBytes a longer body is refused
   */
  public static JsonNode body(Context context, int mostBytes) throws ApiException, IOException {
    byte[] bytes;
    try (InputStream in = context.bodyInputStream()) {
      bytes = in.readNBytes(mostBytes + 1);
    } catch (IOException | RuntimeException e) {
      throw new ApiException(
          ApiError.invalid(
              408, "request_timeout", null, "the request came too slowly, or broke off"));
    }
    if (bytes.length > mostBytes) {
      throw new ApiException(
          ApiError.invalid(
              413,
              "request_too_large",
              null,
              "the request is longer than %,d bytes".formatted(mostBytes)));
    }
    try {
      JsonNode body = Json.MAPPER.readTree(bytes);
      if (body != null && body.isObject()) {
        return body;
      }
      throw ApiException.invalid("invalid_json", null, "the request is not a JSON object");
    } catch (JsonProcessingException e) {
      throw ApiException.invalid(
          "invalid_json",
          null,
          "the request is not JSON: line %d, column %d: %s"
              .formatted(
                  e.getLocation().getLineNr(),
                  e.getLocation().getColumnNr(),
                  e.getOriginalMessage()));
    }
  }

  private static void error(Context context, ApiError error) {
    context.status(error.status());
    json(context, error.body());
  }

  private static void refuseHttp(HttpResponseException e, Context context) {
    if (e.getStatus() == 404 || e.getStatus() == 405) {
      nothingHere(context);
      return;
    }
    error(context, ApiError.invalid(Math.max(400, e.getStatus()), "refused", null, e.getMessage()));
  }

  private static void fail(Exception e, Context context) {
    LOGGER.error("{} failed", context.path(), e);
    error(
        context,
        new ApiError(
            500, "server_error", "internal_error", null, "the server failed; its log says why"));
  }

  private static void nothingHere(Context context) {
    error(
        context,
        ApiError.invalid(
            404,
            "unknown_url",
            null,
            "there is no %s %s; /openapi.json lists what there is"
                .formatted(context.method(), context.path())));
  }
}
