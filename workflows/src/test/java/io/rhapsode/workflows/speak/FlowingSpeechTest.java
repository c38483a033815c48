package io.rhapsode.workflows.speak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.synth.engine.SpeechStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FlowingSpeechTest {
  /** Says each text in one clip of as many samples as it has characters. */
  private static final class Parrot implements SpeechStream {
    private final Deque<String> waiting = new ArrayDeque<>();
    private final List<String> said = new ArrayList<>();

    @Override
    public void push(String text) {
      waiting.add(text);
    }

    @Override
    public Optional<PcmClip> next() {
      String text = waiting.poll();
      if (text == null) {
        return Optional.empty();
      }
      said.add(text);
      return Optional.of(new PcmClip(24_000, new float[text.length()]));
    }

    @Override
    public boolean wasCut() {
      return false;
    }

    @Override
    public void close() {}
  }

  private final Parrot parrot = new Parrot();

  private FlowingSpeech speech(InputStream in) {
    return new FlowingSpeech(new ArrivingText(in), "en", 200, parrot);
  }

  @Test
  void aSentenceIsHeardBeforeTheTextEnds() throws Exception {
    PipedOutputStream writer = new PipedOutputStream();
    FlowingSpeech speech = speech(new PipedInputStream(writer));
    writer.write("The lamps were lit. It was 1".getBytes(StandardCharsets.UTF_8));
    writer.flush();
    assertTrue(speech.next().isPresent());
    assertEquals(List.of("The lamps were lit."), parrot.said);
    // The number was not complete.
    writer.write("5 o'clock.".getBytes(StandardCharsets.UTF_8));
    writer.close();
    while (speech.next().isPresent()) {}
    assertEquals("The lamps were lit. It was fifteen o'clock.", String.join(" ", parrot.said));
  }

  @Test
  void whatIsCompleteIsSaidWhenTheWriterPauses() throws Exception {
    PipedOutputStream writer = new PipedOutputStream();
    FlowingSpeech speech = speech(new PipedInputStream(writer));
    writer.write("I think that we sho".getBytes(StandardCharsets.UTF_8));
    writer.flush();
    assertTrue(speech.next().isPresent());
    assertEquals(List.of("I think that we"), parrot.said);
    writer.close();
    assertTrue(speech.next().isPresent());
    assertEquals(Optional.empty(), speech.next());
  }

  @Test
  void theBeginningIsSpokenToo() throws Exception {
    ArrivingText text = new ArrivingText(InputStream.nullInputStream());
    assertEquals("", text.beginning(10, 1));
    FlowingSpeech speech = new FlowingSpeech(text, "en", 200, parrot);
    speech.push("One.");
    while (speech.next().isPresent()) {}
    assertEquals(List.of("One."), parrot.said);
  }

  @Test
  void unreadableInputIsTold() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the pipe broke");
          }
        };
    FlowingSpeech speech = speech(broken);
    assertEquals("the pipe broke", assertThrows(IOException.class, speech::next).getMessage());
  }
}
