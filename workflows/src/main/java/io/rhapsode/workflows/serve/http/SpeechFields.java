package io.rhapsode.workflows.serve.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.rhapsode.workflows.serve.api.ApiException;
import io.rhapsode.workflows.serve.speech.ReplyFormat;
import io.rhapsode.workflows.serve.speech.SpeechOrder;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The fields of a speech request as OpenAI's clients send them, with {@code language} and {@code
 * seed} besides. Others, such as {@code instructions}, are ignored, as the API asks of servers.
 */
public final class SpeechFields {
  private static final String LANGUAGE_TAG = "[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*";

  private final JsonNode body;

  /**
   * @param body a JSON object
   */
  public SpeechFields(JsonNode body) {
    this.body = body;
  }

  /**
   * All fields but the text.
   *
   * @param usual format where none is named
   */
  public SpeechOrder order(ReplyFormat usual) throws ApiException {
    return new SpeechOrder(text("model"), voice(), format(usual), speed(), language(), seed());
  }

  /**
   * The text to say.
   *
   * @param mostCharacters a longer one is refused; in code points
   */
  public String input(int mostCharacters) throws ApiException {
    String input =
        text("input")
            .filter(given -> !given.isBlank())
            .orElseThrow(
                () ->
                    ApiException.invalid(
                        "empty_input", "input", "input is empty: send the text to say"));
    int characters = input.codePointCount(0, input.length());
    if (characters > mostCharacters) {
      throw ApiException.invalid(
          "string_above_max_length",
          "input",
          "input has %,d characters, at most %,d are spoken at once: send it in parts"
              .formatted(characters, mostCharacters));
    }
    return input;
  }

  /** Whether the audio is sent as events instead of bytes. */
  public boolean asEvents() throws ApiException {
    String format = text("stream_format").orElse("audio");
    if (!format.equals("audio") && !format.equals("sse")) {
      throw ApiException.invalid(
          "invalid_value",
          "stream_format",
          "stream_format is '%s', not audio or sse".formatted(format));
    }
    return format.equals("sse");
  }

  /** A name, or an object with one as its id. */
  private String voice() throws ApiException {
    JsonNode voice = body.path("voice");
    JsonNode name = voice.isObject() ? voice.path("id") : voice;
    if (!name.isTextual() || name.asText().isBlank()) {
      throw ApiException.invalid(
          "missing_required_parameter",
          "voice",
          "voice is missing: name one of /v1/audio/voices, or auto");
    }
    return name.asText();
  }

  private ReplyFormat format(ReplyFormat usual) throws ApiException {
    Optional<String> name = text("response_format");
    if (name.isEmpty()) {
      return usual;
    }
    return ReplyFormat.of(name.get())
        .orElseThrow(
            () ->
                ApiException.invalid(
                    "invalid_value",
                    "response_format",
                    "response_format is '%s', not one of %s"
                        .formatted(name.get(), ReplyFormat.names())));
  }

  private double speed() throws ApiException {
    JsonNode speed = body.path("speed");
    if (speed.isMissingNode() || speed.isNull()) {
      return 1;
    }
    if (!speed.isNumber() || !(speed.asDouble() >= 0.25 && speed.asDouble() <= 4)) {
      throw ApiException.invalid(
          "invalid_value", "speed", "speed is %s, not a number from 0.25 to 4".formatted(speed));
    }
    return speed.asDouble();
  }

  private Optional<String> language() throws ApiException {
    Optional<String> language = text("language");
    if (language.isPresent() && !language.get().matches(LANGUAGE_TAG)) {
      throw ApiException.invalid(
          "invalid_value",
          "language",
          "language is '%s', not a BCP 47 tag such as en or pt-BR".formatted(language.get()));
    }
    return language;
  }

  private OptionalLong seed() throws ApiException {
    JsonNode seed = body.path("seed");
    if (seed.isMissingNode() || seed.isNull()) {
      return OptionalLong.empty();
    }
    if (!seed.canConvertToLong() || !seed.isIntegralNumber()) {
      throw ApiException.invalid("invalid_value", "seed", "seed is not a whole number");
    }
    return OptionalLong.of(seed.asLong());
  }

  private Optional<String> text(String field) throws ApiException {
    JsonNode value = body.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw ApiException.invalid("invalid_type", field, field + " is not text");
    }
    return Optional.of(value.asText());
  }
}
