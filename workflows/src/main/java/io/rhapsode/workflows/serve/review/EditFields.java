package io.rhapsode.workflows.serve.review;

import com.fasterxml.jackson.databind.JsonNode;
import io.rhapsode.workflows.review.Edit;
import io.rhapsode.workflows.serve.api.ApiException;
import java.util.Optional;
import java.util.OptionalInt;

/** An edit as the page sends it. */
final class EditFields {
  private static final int MOST_ATTEMPTS = 1_000;
  private static final int LONGEST_PAUSE_MILLIS = 60_000;
  private static final int LONGEST_TEXT = 2_000;

  private final JsonNode body;

  EditFields(JsonNode body) {
    this.body = body;
  }

  /** The revision that it is made for. */
  String revision() throws ApiException {
    return text("revision").orElseThrow(() -> missing("revision"));
  }

  Edit edit() throws ApiException {
    String kind = text("edit").orElseThrow(() -> missing("edit"));
    switch (kind) {
      case "say":
        OptionalInt pause = number("pause_ms", LONGEST_PAUSE_MILLIS);
        return new Edit.Say(
            text("voice"),
            number("attempt", MOST_ATTEMPTS).orElse(0),
            pause.isPresent() ? Optional.of(pause.getAsInt()) : Optional.empty(),
            text("text"));
      case "split":
        OptionalInt at = number("at", Integer.MAX_VALUE);
        if (at.isEmpty()) {
          throw missing("at");
        }
        return new Edit.Split(at.getAsInt());
      case "pronounce":
        return new Edit.Pronounce(
            text("word").filter(word -> !word.isBlank()).orElseThrow(() -> missing("word")),
            text("saying").filter(saying -> !saying.isBlank()),
            body.path("everywhere").asBoolean());
      case "join":
        return new Edit.Join();
      default:
        throw ApiException.invalid(
            "invalid_value",
            "edit",
            "edit is '%s', not say, split, join or pronounce".formatted(kind));
    }
  }

  private OptionalInt number(String field, int most) throws ApiException {
    JsonNode value = body.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return OptionalInt.empty();
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.asInt() < 0
        || value.asInt() > most) {
      throw ApiException.invalid(
          "invalid_value", field, "%s is not a whole number from 0 to %d".formatted(field, most));
    }
    return OptionalInt.of(value.asInt());
  }

  private Optional<String> text(String field) throws ApiException {
    JsonNode value = body.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual() || value.asText().length() > LONGEST_TEXT) {
      throw ApiException.invalid(
          "invalid_type",
          field,
          "%s is not text of at most %d characters".formatted(field, LONGEST_TEXT));
    }
    return Optional.of(value.asText());
  }

  private static ApiException missing(String field) {
    return ApiException.invalid("missing_required_parameter", field, field + " is missing");
  }
}
