package io.rhapsode.workflows.serve;

import static io.rhapsode.workflows.serve.RunningServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.workflows.serve.speech.Limits;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The description of the API against the server that it describes. */
class OpenApiTest {
  private static RunningServer running;
  private static JsonNode description;

  @BeforeAll
  static void start() throws IOException {
    running = new RunningServer(Limits.DEFAULTS);
    description = json(running.get("/openapi.json"));
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @Test
  void describesWhatIsAnswered() {
    SortedSet<String> described = new TreeSet<>();
    description
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method -> described.add(method.toUpperCase() + " " + path.getKey())));
    SortedSet<String> answered = new TreeSet<>(running.server().endpoints());
    answered.removeIf(
        endpoint -> endpoint.matches("BEFORE.*|WEBSOCKET.*|AFTER.*|GET /|GET /page/.*"));
    assertEquals(described, answered);
  }

  @Test
  void repliesAreAsDescribed() throws IOException {
    for (String path : new String[] {"/v1/models", "/v1/audio/voices", "/healthz"}) {
      fits("/paths/" + path.replace("/", "~1") + "/get", running.get(path));
    }
    fits("/paths/~1v1~1models~1{model}/get", running.get("/v1/models/espeak-ng"));
    fits("/paths/~1v1~1models~1{model}/get", running.get("/v1/models/none"));
    fits("/paths/~1v1~1audio~1speech/post", running.speak("{}"));
    fits("/paths/~1v1~1audio~1speech/post", running.speak("{"));
  }

  @Test
  void everyDescribedFieldIsRead() throws IOException {
    JsonNode fields = description.at("/components/schemas/SpeechRequest/properties");
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      ObjectNode order =
          (ObjectNode)
              json(running.get("/openapi.json"))
                  .at(
                      "/paths/~1v1~1audio~1speech/post/requestBody/content/application~1json/example");
      assertEquals(200, running.speak(order.toString()).statusCode());
      order.putArray(field.getKey());
      HttpResponse<byte[]> reply = running.speak(order.toString());
      assertEquals(400, reply.statusCode(), field.getKey());
      assertEquals(field.getKey(), json(reply).get("error").get("param").asText());
    }
  }

  /** Whether a reply is as the description of a server says. */
  static void fits(RunningServer server, String path, HttpResponse<byte[]> reply)
      throws IOException {
    fits(server, path, "get", reply);
  }

  static void fits(RunningServer server, String path, String method, HttpResponse<byte[]> reply)
      throws IOException {
    description = json(server.get("/openapi.json"));
    fits("/paths/" + path.replace("/", "~1") + "/" + method, reply);
  }

  private static void fits(String operation, HttpResponse<byte[]> reply) throws IOException {
    JsonNode response = resolved(description.at(operation + "/responses/" + reply.statusCode()));
    assertTrue(!response.isMissingNode(), operation + " is not said to give " + reply.statusCode());
    JsonNode schema = response.at("/content/application~1json/schema");
    fits(schema, json(reply), operation);
  }

  /** The part of JSON Schema that the description uses. */
  private static void fits(JsonNode given, JsonNode value, String place) {
    JsonNode schema = resolved(given);
    assertTrue(!schema.isMissingNode(), place);
    boolean fits = false;
    JsonNode types = schema.get("type");
    for (JsonNode type : types.isArray() ? types : Json.MAPPER.createArrayNode().add(types)) {
      fits |=
          type.asText().equals(value.getNodeType().name().toLowerCase())
              || (type.asText().equals("integer") && value.isIntegralNumber());
    }
    assertTrue(fits, place + ": " + value + " is not of " + types);
    for (JsonNode name : schema.path("required")) {
      assertNotNull(value.get(name.asText()), place + " has no " + name);
    }
    for (Map.Entry<String, JsonNode> field :
        schema.has("properties")
            ? value.properties()
            : java.util.Set.<Map.Entry<String, JsonNode>>of()) {
      JsonNode described = schema.get("properties").path(field.getKey());
      assertTrue(!described.isMissingNode(), place + ": " + field.getKey() + " is not described");
      fits(described, field.getValue(), place + "/" + field.getKey());
    }
    for (JsonNode item : schema.has("items") ? value : Json.MAPPER.createArrayNode()) {
      fits(schema.get("items"), item, place + "/item");
    }
    if (schema.has("const")) {
      assertEquals(schema.get("const"), value, place);
    }
  }

  private static JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? description.at(node.get("$ref").asText().substring(1)) : node;
  }
}
