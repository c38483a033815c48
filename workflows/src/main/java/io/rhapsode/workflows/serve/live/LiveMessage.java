package io.rhapsode.workflows.serve.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.rhapsode.workflows.serve.api.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a client of a live stream says. */
sealed interface LiveMessage {
  /**
   * Who is to speak, and how; before any text.
   *
   * @param fields as those of a speech request
   */
  record Start(JsonNode fields) implements LiveMessage {}

  /** More text. */
  record Text(String text) implements LiveMessage {}

  /** Say all that was written so far. */
  record Flush() implements LiveMessage {}

  /** Say nothing of what was written so far. */
  record Cancel() implements LiveMessage {}

  /** Nothing more comes: say the rest, then close. */
  record End() implements LiveMessage {}

  /** The client has left. */
  record Gone() implements LiveMessage {}

  /**
   * Understands a message of this server's form ({@code type}), or of the form of the stream-input
   * protocol that other vendors' clients use: text without a type, empty text for the end, {@code
   * flush} beside the text.
   */
  static List<LiveMessage> parse(JsonNode json) throws ApiException {
    JsonNode text = json.path("text");
    if (json.has("type")) {
      return List.of(typed(json.get("type").asText(), json, text));
    }
    if (!text.isTextual()) {
      throw ApiException.invalid(
          "invalid_message", "text", "the message has neither type nor text");
    }
    List<LiveMessage> messages = new ArrayList<>();
    messages.add(text.asText().isEmpty() ? new End() : new Text(text.asText()));
    if (json.path("flush").asBoolean()) {
      messages.add(new Flush());
    }
    return messages;
  }

  private static LiveMessage typed(String type, JsonNode json, JsonNode text) throws ApiException {
    if (type.equals("text") && !text.isTextual()) {
      throw ApiException.invalid("invalid_message", "text", "text is missing");
    }
    return switch (type) {
      case "start" -> new Start(json);
      case "text" -> new Text(text.asText());
      case "flush" -> new Flush();
      case "cancel" -> new Cancel();
      case "end" -> new End();
      default ->
          throw ApiException.invalid(
              "invalid_message",
              "type",
              "type is '%s', not one of %s"
                  .formatted(type, Set.of("start", "text", "flush", "cancel", "end")));
    };
  }
}
