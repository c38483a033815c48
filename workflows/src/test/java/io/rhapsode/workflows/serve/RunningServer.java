package io.rhapsode.workflows.serve;

import com.fasterxml.jackson.databind.JsonNode;
import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.synth.model.DataHome;
import io.rhapsode.workflows.StandardStages;
import io.rhapsode.workflows.run.StageFactory;
import io.rhapsode.workflows.run.folder.JobFolders;
import io.rhapsode.workflows.serve.speech.Limits;
import io.rhapsode.workflows.settings.NarrateSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** A server on a free port, and requests to it over its socket. */
final class RunningServer implements AutoCloseable {
  static final String TOKEN = "a-token-of-the-tests";

  private final HttpClient client = HttpClient.newHttpClient();
  private final SpeechServer server;

  RunningServer(Limits limits) throws IOException {
    this(limits, NarrateSettings.DEFAULTS);
  }

  RunningServer(Limits limits, NarrateSettings speech) throws IOException {
    this(limits, speech, Path.of("target", "no-works"));
  }

  /**
   * @param folder the works are in its folders "work" and "out"
   */
  RunningServer(Limits limits, NarrateSettings speech, Path folder) throws IOException {
    this(limits, speech, folder, new StandardStages());
  }

  RunningServer(Limits limits, NarrateSettings speech, Path folder, StageFactory stages)
      throws IOException {
    server =
        SpeechServer.start(
            new ServeSettings(
                speech,
                new JobFolders(
                    folder.resolve("work").toAbsolutePath().toString(),
                    folder.resolve("out").toAbsolutePath()),
                DataHome.ofThisUser(),
                "127.0.0.1",
                0,
                Set.of("speech.test"),
                TOKEN,
                Map.of("alloy", "en-us"),
                limits,
                Duration.ofSeconds(20),
                Duration.ofSeconds(20)),
            stages);
  }

  SpeechServer server() {
    return server;
  }

  URI address(String path) {
    return URI.create("http://127.0.0.1:%d%s".formatted(server.port(), path));
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address(path)).header("Authorization", "Bearer " + TOKEN);
  }

  HttpResponse<byte[]> get(String path) throws IOException {
    return send(request(path).build());
  }

  HttpResponse<byte[]> speak(String body) throws IOException {
    return send(request("/v1/audio/speech").POST(BodyPublishers.ofString(body)).build());
  }

  /** Asks for speech and does not wait for its end. */
  InputStream listen(String body) throws IOException {
    try {
      return client
          .send(
              request("/v1/audio/speech").POST(BodyPublishers.ofString(body)).build(),
              BodyHandlers.ofInputStream())
          .body();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  HttpResponse<byte[]> send(HttpRequest request) throws IOException {
    try {
      return client.send(request, BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** What comes back for bytes that a client library would not send. */
  String raw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The value of a metric without labels. */
  double metric(String name) throws IOException {
    return new String(get("/metrics").body(), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow();
  }

  static JsonNode json(HttpResponse<byte[]> response) throws IOException {
    return Json.MAPPER.readTree(response.body());
  }

  @Override
  public void close() {
    server.close();
  }
}
