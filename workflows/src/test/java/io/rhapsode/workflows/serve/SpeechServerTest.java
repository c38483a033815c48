package io.rhapsode.workflows.serve;

import static io.rhapsode.workflows.serve.RunningServer.json;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rhapsode.mux.ffmpeg.container.AudioFileReader;
import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.workflows.serve.speech.Limits;
import io.rhapsode.workflows.serve.speech.ReplyFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Speech over the socket, spoken by espeak-ng. */
class SpeechServerTest {
  private static final String TEXT = "Come in. Sit down, Dr. Jones; it is 5 past 10.";
  private static RunningServer running;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws IOException {
    running = new RunningServer(Limits.DEFAULTS);
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @ParameterizedTest
  @EnumSource(ReplyFormat.class)
  void everyFormatHoldsTheWholeSpeech(ReplyFormat format) throws IOException {
    int expected = running.speak(order(TEXT, "pcm")).body().length / 2;
    HttpResponse<byte[]> reply = running.speak(order(TEXT, format.apiName()));
    assertEquals(200, reply.statusCode());
    assertEquals(format.mediaType(), reply.headers().firstValue("Content-Type").orElseThrow());
    assertEquals("chunked", reply.headers().firstValue("Transfer-Encoding").orElseThrow());
    long samples = samples(format, reply.body());
    // Lossy codecs fill their first and last frames with silence.
    int padding = List.of(ReplyFormat.MP3, ReplyFormat.AAC).contains(format) ? 3 * 1152 : 0;
    assertTrue(samples >= expected && samples <= expected + padding, samples + " for " + expected);
  }

  private long samples(ReplyFormat format, byte[] body) throws IOException {
    if (format == ReplyFormat.PCM) {
      return body.length / 2;
    }
    if (format == ReplyFormat.AAC) {
      return 1024L * accessUnits(body);
    }
    Path file = folder.resolve("reply." + format.apiName());
    Files.write(file, body);
    long[] samples = new long[1];
    try (AudioFileReader reader = new AudioFileReader(file)) {
      reader.read(ReplyFormat.SAMPLE_RATE_HZ, (block, start, end) -> samples[0] += end - start);
      return samples[0];
    }
  }

  /** Walks the ADTS headers: 12 bits of sync, 13 bits of length from bit 30 on. */
  private static int accessUnits(byte[] adts) {
    int units = 0;
    int at = 0;
    while (at < adts.length) {
      assertEquals(0xFFF, (adts[at] & 0xFF) << 4 | (adts[at + 1] & 0xF0) >> 4, "sync at " + at);
      at += (adts[at + 3] & 3) << 11 | (adts[at + 4] & 0xFF) << 3 | (adts[at + 5] & 0xE0) >> 5;
      units++;
    }
    assertEquals(adts.length, at);
    return units;
  }

  @Test
  void speedChangesTheLengthOnly() throws IOException {
    double usual = running.speak(order(TEXT, "pcm")).body().length;
    for (double speed : new double[] {0.25, 0.8, 2, 4}) {
      ObjectNode order = fields(TEXT, "pcm").put("speed", speed);
      double length = running.speak(order.toString()).body().length;
      assertEquals(1, length * speed / usual, 0.05, speed + "");
    }
  }

  @Test
  void eventsCarryTheSameBytes() throws IOException {
    byte[] expected = running.speak(order(TEXT, "mp3")).body();
    HttpResponse<byte[]> reply =
        running.speak(fields(TEXT, "mp3").put("stream_format", "sse").toString());
    assertEquals("text/event-stream", reply.headers().firstValue("Content-Type").orElseThrow());
    ByteArrayOutputStream audio = new ByteArrayOutputStream();
    JsonNode last = null;
    for (String event : new String(reply.body(), StandardCharsets.UTF_8).split("\n\n")) {
      assertTrue(event.startsWith("data: "), event);
      last = Json.MAPPER.readTree(event.substring(6));
      if (last.get("type").asText().equals("speech.audio.delta")) {
        audio.writeBytes(Base64.getDecoder().decode(last.get("audio").asText()));
      }
    }
    assertArrayEquals(expected, audio.toByteArray());
    assertEquals("speech.audio.done", last.get("type").asText());
    assertEquals(TEXT.length(), last.get("usage").get("input_tokens").asInt());
  }

  @Test
  void sameRequestSameBytesAndAliasesAreVoices() throws IOException {
    byte[] own = running.speak(order(TEXT, "opus")).body();
    assertArrayEquals(own, running.speak(order(TEXT, "opus")).body());
    HttpResponse<byte[]> alias =
        running.speak("{\"model\":\"tts-1\",\"voice\":{\"id\":\"alloy\"},\"input\":\"Hello.\"}");
    assertEquals("en-us", alias.headers().firstValue("X-Rhapsode-Voice").orElseThrow());
    HttpResponse<byte[]> german =
        running.speak(
            "{\"voice\":\"auto\",\"input\":\"Guten Morgen, mein Herr, wie geht es Ihnen heute? Ich"
                + " habe Sie lange nicht mehr gesehen.\"}");
    assertEquals("de", german.headers().firstValue("X-Rhapsode-Language").orElseThrow());
  }

  @Test
  void soundIsSentWhileItIsMadeAndLeavingEndsIt() throws Exception {
    String book = "The boat will leave in the morning. ".repeat(250);
    double cancelled = running.metric("rhapsode_streams_cancelled_total");
    try (InputStream reply = running.listen(order(book, "wav"))) {
      assertEquals('R', reply.read());
      // Far more is to come than the buffers between here and there hold.
      assertEquals(1, running.metric("rhapsode_streams_open"));
    }
    while (running.metric("rhapsode_streams_open") > 0) {
      Thread.sleep(10);
    }
    assertEquals(cancelled + 1, running.metric("rhapsode_streams_cancelled_total"));
  }

  @Test
  void refusalsAreInTheFormOfTheApi() throws IOException {
    refused(400, "voice_not_found", "voice", fields(TEXT, "mp3").put("voice", "en-gx"));
    refused(400, "missing_required_parameter", "voice", fields(TEXT, "mp3").putNull("voice"));
    refused(400, "empty_input", "input", fields("  ", "mp3"));
    refused(400, "empty_input", "input", fields("* * *", "mp3"));
    refused(400, "invalid_type", "input", fields("", "mp3").put("input", 5));
    refused(400, "string_above_max_length", "input", fields("a ".repeat(50_000), "mp3"));
    refused(400, "invalid_value", "response_format", fields(TEXT, "ogg"));
    refused(400, "invalid_value", "speed", fields(TEXT, "mp3").put("speed", 5));
    refused(400, "invalid_value", "speed", fields(TEXT, "mp3").put("speed", "fast"));
    refused(400, "invalid_value", "seed", fields(TEXT, "mp3").put("seed", 1.5));
    refused(400, "invalid_value", "language", fields(TEXT, "mp3").put("language", "../en"));
    refused(400, "invalid_value", "stream_format", fields(TEXT, "mp3").put("stream_format", "x"));
    refused(400, "unsupported_language", "language", fields(TEXT, "mp3").put("language", "ja"));
    refused(404, "model_not_found", "model", fields(TEXT, "mp3").put("model", "gpt-5"));
    assertError(400, "invalid_json", null, running.speak("{\"voice\": "));
    assertError(400, "invalid_json", null, running.speak("[]"));
    assertError(400, "invalid_json", null, running.speak(""));
    assertError(413, "request_too_large", null, running.speak(" ".repeat(300_000)));
    assertError(404, "unknown_url", null, running.get("/v1/audio/nothing"));
    assertError(404, "model_not_found", "model", running.get("/v1/models/gpt-5"));
  }

  private static void refused(int status, String code, String parameter, ObjectNode order)
      throws IOException {
    assertError(status, code, parameter, running.speak(order.toString()));
  }

  private static void assertError(
      int status, String code, String parameter, HttpResponse<byte[]> reply) throws IOException {
    JsonNode error = json(reply).get("error");
    assertEquals(code, error.get("code").asText(), error.toString());
    assertEquals(status, reply.statusCode());
    assertEquals(parameter, error.get("param").textValue());
    assertEquals("invalid_request_error", error.get("type").asText());
    assertTrue(!error.get("message").asText().isBlank());
  }

  @Test
  void modelsAndVoicesAreListed() throws IOException {
    JsonNode models = json(running.get("/v1/models"));
    assertEquals("rhapsode", models.get("data").get(0).get("id").asText());
    JsonNode voices = json(running.get("/v1/audio/voices")).get("data");
    JsonNode alias = voices.get(voices.size() - 1);
    assertEquals("alloy", alias.get("id").asText());
    assertEquals("en-us", alias.get("alias_of").asText());
  }

  private static String order(String text, String format) {
    return fields(text, format).toString();
  }

  private static ObjectNode fields(String text, String format) {
    return Json.MAPPER
        .createObjectNode()
        .put("model", "tts-1")
        .put("voice", "en-gb")
        .put("input", text)
        .put("response_format", format);
  }
}
