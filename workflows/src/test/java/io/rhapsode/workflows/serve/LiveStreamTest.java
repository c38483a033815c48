package io.rhapsode.workflows.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.workflows.serve.speech.Limits;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Text in while speech comes out, over the socket. */
@Timeout(120)
class LiveStreamTest {
  private static final String START =
      "{\"type\":\"start\",\"voice\":\"en-gb\",\"response_format\":\"pcm\"}";
  private static RunningServer running;

  @BeforeAll
  static void start() throws IOException {
    running = new RunningServer(Limits.DEFAULTS);
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @Test
  void wordsComeInAndAllOfThemAreSpoken() throws Exception {
    String text = "It was late, and Dr. Smith had $5.20 left. Nobody came; the year was 1912.";
    try (Client client = new Client("/v1/audio/stream")) {
      client.send(START);
      for (String word : text.split("(?<= )")) {
        client.send(Json.MAPPER.writeValueAsString(java.util.Map.of("type", "text", "text", word)));
      }
      client.send("{\"type\":\"end\"}");
      JsonNode done = client.until("done");
      assertEquals(text, client.said("text"));
      assertEquals(
          "It was late, and Doctor Smith had five dollars twenty cents left. Nobody came; the"
              + " year was nineteen twelve.",
          client.spoken());
      assertEquals(text.length(), done.get("characters").asInt());
      assertEquals(done.get("audio_seconds").asDouble(), client.audioBytes / 48_000.0, 0.001);
      assertTrue(client.audioBytes > 100_000, client.audioBytes + " bytes");
    }
    assertEquals(0, running.metric("rhapsode_streams_open"));
  }

  @Test
  void soundComesBeforeTheEndOfTheText() throws Exception {
    try (Client client = new Client("/v1/audio/stream")) {
      client.send(START);
      client.send("{\"type\":\"text\",\"text\":\"This is the first sentence. And \"}");
      client.untilAudio();
      client.send("{\"type\":\"flush\"}");
      client.until("flushed");
      assertEquals("This is the first sentence. And ", client.said("text"));
    }
  }

  @Test
  void writerWhoStopsIsNotWaitedForLong() throws Exception {
    try (Client client = new Client("/v1/audio/stream")) {
      client.send(START);
      client.send("{\"type\":\"text\",\"text\":\"One two three \"}");
      client.untilAudio();
      assertEquals("One two three ", client.said("text"));
    }
  }

  @Test
  void cancelFreesThePlaceAndTheStreamGoesOn() throws Exception {
    try (Client client = new Client("/v1/audio/stream")) {
      client.send(START);
      String text = "The boat will leave in the morning. ".repeat(400);
      client.send(Json.MAPPER.writeValueAsString(java.util.Map.of("text", text)));
      client.untilAudio();
      assertEquals(1, running.metric("rhapsode_streams_open"));
      client.send("{\"type\":\"cancel\"}");
      client.until("cancelled");
      assertEquals(0, running.metric("rhapsode_streams_open"));
      client.send("{\"type\":\"text\",\"text\":\"Again.\"}");
      client.send("{\"type\":\"end\"}");
      client.until("done");
    }
  }

  @Test
  void leavingFreesThePlace() throws Exception {
    try (Client client = new Client("/v1/audio/stream")) {
      client.send(START);
      String text = "The boat will leave in the morning. ".repeat(400);
      client.send(Json.MAPPER.writeValueAsString(java.util.Map.of("text", text)));
      client.untilAudio();
    }
    while (running.metric("rhapsode_streams_open") > 0) {
      Thread.sleep(10);
    }
  }

  @Test
  void otherVendorsClientsAreUnderstood() throws Exception {
    try (Client client =
        new Client("/v1/text-to-speech/en-gb/stream-input?output_format=pcm_24000")) {
      client.send("{\"text\":\" \",\"voice_settings\":{\"stability\":0.5}}");
      client.send("{\"text\":\"Hello there. \",\"flush\":true}");
      client.send("{\"text\":\"\"}");
      JsonNode done = client.until("done");
      assertTrue(done.get("isFinal").asBoolean());
      assertTrue(client.messages.stream().anyMatch(message -> message.has("audio")));
    }
  }

  @Test
  void errorsAreInTheFormOfTheApi() throws Exception {
    try (Client client = new Client("/v1/audio/stream")) {
      client.send("nonsense");
      assertEquals("invalid_json", client.until("error").at("/error/code").asText());
      client.send("{\"type\":\"sing\"}");
      assertEquals("invalid_message", client.until("error").at("/error/code").asText());
      client.send("{\"type\":\"start\",\"voice\":\"en-gx\"}");
      assertEquals("voice_not_found", client.until("error").at("/error/code").asText());
      client.until("closed");
    }
  }

  @Test
  void needsTheTokenAndItsOwnOrigin() {
    URI address = URI.create(running.address("/v1/audio/stream").toString().replace("http", "ws"));
    WebSocket.Builder plain = HttpClient.newHttpClient().newWebSocketBuilder();
    WebSocket.Builder foreign =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .header("Authorization", "Bearer " + RunningServer.TOKEN)
            .header("Origin", "http://evil.test");
    for (WebSocket.Builder builder : List.of(plain, foreign)) {
      assertThrows(
          CompletionException.class,
          () -> builder.buildAsync(address, new WebSocket.Listener() {}).join());
    }
  }

  /** A client that keeps what it is told. */
  private static final class Client implements WebSocket.Listener, AutoCloseable {
    private final BlockingQueue<JsonNode> incoming = new LinkedBlockingQueue<>();
    private final List<JsonNode> messages = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final WebSocket socket;
    private volatile int audioBytes;

    Client(String path) {
      URI address = URI.create(running.address(path).toString().replace("http", "ws"));
      socket =
          HttpClient.newHttpClient()
              .newWebSocketBuilder()
              .header("Authorization", "Bearer " + RunningServer.TOKEN)
              .buildAsync(address, this)
              .join();
    }

    void send(String message) {
      socket.sendText(message, true).join();
    }

    JsonNode until(String type) throws InterruptedException {
      while (true) {
        JsonNode message = incoming.take();
        messages.add(message);
        if (message.get("type").asText().equals(type)) {
          return message;
        }
      }
    }

    void untilAudio() throws InterruptedException {
      while (audioBytes == 0) {
        Thread.sleep(5);
      }
      messages.addAll(incoming);
      incoming.clear();
    }

    String said(String field) {
      StringBuilder all = new StringBuilder();
      messages.stream()
          .filter(message -> message.get("type").asText().equals("clause"))
          .forEach(message -> all.append(message.get(field).asText()));
      return all.toString();
    }

    String spoken() {
      List<String> all = new ArrayList<>();
      messages.stream()
          .filter(message -> message.get("type").asText().equals("clause"))
          .forEach(message -> all.add(message.get("spoken").asText()));
      return String.join(" ", all);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        try {
          incoming.add(Json.MAPPER.readTree(text.toString()));
        } catch (IOException e) {
          throw new IllegalStateException(e);
        }
        text.setLength(0);
      }
      return WebSocket.Listener.super.onText(from, data, last);
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
      audioBytes += data.remaining();
      return WebSocket.Listener.super.onBinary(from, data, last);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      incoming.add(Json.MAPPER.createObjectNode().put("type", "closed"));
      return null;
    }

    @Override
    public void close() {
      socket.abort();
    }
  }
}
