package io.rhapsode.workflows.bench;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rhapsode.pipeline.coder.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Listens to a server of the API as many clients at once would. */
public final class StreamBenchmark {
  /** 16-bit samples at 24 kHz, which the API gives for "pcm". */
  private static final long BYTES_PER_SECOND = 48_000;

  private static final int BUFFER_BYTES = 4096;

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI address;
  private final String token;
  private final String model;
  private final String voice;

  /**
   * @param server address without a path, such as "http://127.0.0.1:8765"
   */
  public StreamBenchmark(URI server, String token, String model, String voice) {
    this.address = server.resolve("/v1/audio/speech");
    this.token = requireNonNull(token, "token is null");
    this.model = requireNonNull(model, "model is null");
    this.voice = requireNonNull(voice, "voice is null");
  }

  /**
   * Lets so many clients ask for one text after the other, all at once.
   *
   * @return what each met with each text
   * @throws IOException when the server refuses or breaks off; the message has its own words
   */
  public List<StreamedReply> listen(int listeners, List<String> texts) throws IOException {
    List<CompletableFuture<List<StreamedReply>>> running = new ArrayList<>();
    for (int i = 0; i < listeners; i++) {
      int from = i;
      running.add(
          CompletableFuture.supplyAsync(
              () -> replies(from, texts), work -> new Thread(work, "listener").start()));
    }
    List<StreamedReply> replies = new ArrayList<>();
    try {
      running.forEach(listener -> replies.addAll(listener.join()));
    } catch (CompletionException e) {
      if (e.getCause() instanceof UncheckedIOException unchecked) {
        throw unchecked.getCause();
      }
      throw e;
    }
    return replies;
  }

  /** Each listener begins with another text. */
  private List<StreamedReply> replies(int from, List<String> texts) {
    List<StreamedReply> replies = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      try {
        replies.add(reply(texts.get((from + i) % texts.size())));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return replies;
  }

  private StreamedReply reply(String text) throws IOException {
    ObjectNode order = Json.MAPPER.createObjectNode();
    order.put("model", model).put("voice", voice).put("input", text);
    order.put("response_format", "pcm");
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(order.toString()))
            .build();
    StreamedReply.Listener listener =
        new StreamedReply.Listener(BYTES_PER_SECOND, System.nanoTime());
    try (InputStream sound = opened(request)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int count = sound.read(buffer); count >= 0; count = sound.read(buffer)) {
        listener.take(count, System.nanoTime());
      }
    }
    if (listener.isSilent()) {
      throw new IOException(address + " sent no sound for: " + text);
    }
    return listener.reply();
  }

  private InputStream opened(HttpRequest request) throws IOException {
    try {
      HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
      if (response.statusCode() == 200) {
        return response.body();
      }
      try (InputStream body = response.body()) {
        throw new IOException(
            "%s answered %d: %s"
                .formatted(
                    address,
                    response.statusCode(),
                    new String(body.readNBytes(2000), StandardCharsets.UTF_8)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
