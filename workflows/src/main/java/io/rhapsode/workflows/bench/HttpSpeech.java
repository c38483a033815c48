package io.rhapsode.workflows.bench;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.coder.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** A server of OpenAI's speech API. */
public final class HttpSpeech implements SpeechSource {
  /** What the API gives for "pcm": 16-bit samples, little end first. */
  private static final int RATE_HZ = 24_000;

  private static final float FULL_SCALE = 1 << 15;
  private static final int BUFFER_BYTES = 4096;

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI address;
  private final String token;
  private final String model;
  private final String voice;

  /**
   * @param server address without a path, such as "http://127.0.0.1:8765"
   */
  public HttpSpeech(URI server, String token, String model, String voice) {
    this.address = server.resolve("/v1/audio/speech");
    this.token = requireNonNull(token, "token is null");
    this.model = requireNonNull(model, "model is null");
    this.voice = requireNonNull(voice, "voice is null");
  }

  @Override
  public void speak(String text, Consumer<PcmClip> sound) throws IOException {
    ObjectNode order = Json.MAPPER.createObjectNode();
    order.put("model", model).put("voice", voice).put("input", text);
    order.put("response_format", "pcm");
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(order.toString()))
            .build();
    try (InputStream body = opened(request)) {
      ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      for (int count = read(body, buffer); count >= 0; count = read(body, buffer)) {
        float[] samples = samples(buffer.flip());
        buffer.compact();
        if (samples.length > 0) {
          sound.accept(new PcmClip(RATE_HZ, samples));
        }
      }
    }
  }

  private static int read(InputStream body, ByteBuffer buffer) throws IOException {
    int count = body.read(buffer.array(), buffer.position(), buffer.remaining());
    if (count > 0) {
      buffer.position(buffer.position() + count);
    }
    return count;
  }

  /** The whole samples of a buffer; half a one stays in it. */
  private static float[] samples(ByteBuffer buffer) {
    float[] samples = new float[buffer.remaining() / Short.BYTES];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = buffer.getShort() / FULL_SCALE;
    }
    return samples;
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
