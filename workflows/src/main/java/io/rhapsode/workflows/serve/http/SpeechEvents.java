package io.rhapsode.workflows.serve.http;

import io.rhapsode.pipeline.coder.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Audio as server-sent events (WHATWG HTML, 9.2), as OpenAI's API names them: {@code
 * speech.audio.delta} for each piece of sound, {@code speech.audio.done} at the end.
 */
final class SpeechEvents {
  private final OutputStream wire;

  SpeechEvents(OutputStream wire) {
    this.wire = wire;
  }

  /** Where encoded audio goes; what was written is sent as one event when it is flushed. */
  OutputStream audio() {
    return new ByteArrayOutputStream() {
      @Override
      public void flush() throws IOException {
        if (size() > 0) {
          Map<String, Object> event = new LinkedHashMap<>();
          event.put("type", "speech.audio.delta");
          event.put("audio", Base64.getEncoder().encodeToString(toByteArray()));
          reset();
          send(event);
        }
      }
    };
  }

  /**
   * Says that all was sent. Text is counted in characters where the API counts tokens.
   *
   * @param characters of the text, in code points
   */
  void done(int characters) throws IOException {
    Map<String, Object> usage = new LinkedHashMap<>();
    usage.put("input_tokens", characters);
    usage.put("output_tokens", 0);
    usage.put("total_tokens", characters);
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("type", "speech.audio.done");
    event.put("usage", usage);
    send(event);
  }

  private void send(Map<String, Object> event) throws IOException {
    String line = "data: " + Json.MAPPER.writeValueAsString(event) + "\n\n";
    wire.write(line.getBytes(StandardCharsets.UTF_8));
    wire.flush();
  }
}
