package io.rhapsode.workflows.translate;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rhapsode.pipeline.coder.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A model behind an address that speaks OpenAI's protocol of chat completions. */
public final class EndpointTranslator implements Translator {
  private static final int LINES_AT_ONCE = 20;
  private static final int OK = 200;
  private static final int SHOWN_CHARACTERS = 300;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String TASK =
      """
      You translate the dialogue of a film for dubbing. Each line of the input is a JSON object: \
      translate "text" from language "from" to language "to", as "speaker" would say it; "before" and \
      "after" are the lines around it. Stay within "maximumCharacters". Translate the terms in \
      "glossary" as it says. Keep placeholders such as {name} or %s. Where there is a "problem", an \
      answer of yours had it: do better. Answer with one JSON object a line and nothing else: \
      {"id": <id of the line>, "text": <translation>}.\
      """;

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI address;
  private final String model;
  private final Optional<String> key;

  /**
   * @param base such as "https://example.org/v1"
   * @param key sent as bearer token
   */
  public EndpointTranslator(URI base, String model, Optional<String> key) {
    String path = base.toString().replaceFirst("/+$", "");
    this.address =
        path.endsWith("/chat/completions")
            ? URI.create(path)
            : URI.create(path + "/chat/completions");
    this.model = requireNonNull(model, "model is null");
    this.key = requireNonNull(key, "key is null");
  }

  @Override
  public Map<Integer, String> translate(List<TranslationLine> lines) throws IOException {
    Map<Integer, String> texts = new TreeMap<>();
    for (int i = 0; i < lines.size(); i += LINES_AT_ONCE) {
      texts.putAll(ask(lines.subList(i, Math.min(lines.size(), i + LINES_AT_ONCE))));
    }
    return texts;
  }

  private Map<Integer, String> ask(List<TranslationLine> lines) throws IOException {
    ObjectNode body = Json.MAPPER.createObjectNode().put("model", model).put("temperature", 0);
    body.putArray("messages")
        .add(Json.MAPPER.createObjectNode().put("role", "system").put("content", TASK))
        .add(
            Json.MAPPER
                .createObjectNode()
                .put("role", "user")
                .put("content", Answers.asked(lines)));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Json.MAPPER.writeValueAsString(body)));
    key.ifPresent(token -> request.header("Authorization", "Bearer " + token));
    HttpResponse<String> response;
    try {
      response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped while %s was translating".formatted(address), e);
    }
    if (response.statusCode() != OK) {
      String said = response.body().strip();
      throw new IOException(
          "%s answered %d: %s"
              .formatted(
                  address,
                  response.statusCode(),
                  said.substring(0, Math.min(said.length(), SHOWN_CHARACTERS))));
    }
    JsonNode content = Json.MAPPER.readTree(response.body()).at("/choices/0/message/content");
    if (!content.isTextual()) {
      throw new IOException(address + " answered without choices[0].message.content");
    }
    return Answers.read(content.asText());
  }

  @Override
  public String identity() {
    return "endpoint %s %s".formatted(address, model);
  }
}
