package io.rhapsode.workflows.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.synth.listen.word.Recogniser;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StreamBenchmarkTest {
  private static final int RATE_HZ = 8_000;
  private static final long MILLI = 1_000_000;

  private static PcmClip clip(int millis) {
    return new PcmClip(RATE_HZ, new float[millis * RATE_HZ / 1_000]);
  }

  @Test
  void aPlayerWaitsWhereNoSoundIsThere() throws IOException {
    StreamedReply.Listener listener = new StreamedReply.Listener(0);
    listener.take(clip(100), 50 * MILLI);
    listener.take(clip(100), 120 * MILLI);
    listener.take(clip(100), 300 * MILLI);
    listener.take(clip(100), 390 * MILLI);
    StreamedReply reply = listener.reply("A text.");
    assertEquals(50, reply.firstAudioMillis());
    assertEquals(180, reply.longestGapMillis());
    assertEquals(1, reply.underruns());
    assertEquals(0.4, reply.audioSeconds());
    assertThrows(IOException.class, () -> new StreamedReply.Listener(0).reply("Nothing."));
  }

  @Test
  void everyListenerHearsEveryTextFromAnotherOn() throws IOException {
    StreamBenchmark benchmark = new StreamBenchmark((text, sound) -> sound.accept(clip(1)));
    List<String> texts = List.of("one", "two", "three");
    assertEquals(
        List.of("one", "two", "three", "two", "three", "one"),
        benchmark.listen(2, texts).stream().map(StreamedReply::text).toList());
    SpeechSource refusing =
        (text, sound) -> {
          throw new IOException("no " + text);
        };
    IOException refused =
        assertThrows(IOException.class, () -> new StreamBenchmark(refusing).listen(2, texts));
    assertTrue(refused.getMessage().startsWith("no "));
  }

  /** Pieces that end in the middle of a sample are put together. */
  @Test
  void samplesComeThroughHttpAsTheyAre() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/audio/speech",
        exchange -> {
          boolean known =
              "Bearer token".equals(exchange.getRequestHeaders().getFirst("Authorization"));
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(known ? 200 : 401, 0);
          try (OutputStream body = exchange.getResponseBody()) {
            for (byte each : new byte[] {0, 64, 0, -128, 1}) {
              body.write(each);
              body.flush();
            }
          }
        });
    server.start();
    try {
      URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
      List<PcmClip> pieces = new ArrayList<>();
      new HttpSpeech(address, "token", "tts-1", "ada").speak("A text.", pieces::add);
      float[] all = {0.5f, -1};
      int from = 0;
      for (PcmClip piece : pieces) {
        float[] samples = piece.samples();
        assertArrayEquals(Arrays.copyOfRange(all, from, from + samples.length), samples);
        from += samples.length;
      }
      assertEquals(all.length, from);
      HttpSpeech other = new HttpSpeech(address, "guess", "tts-1", "ada");
      IOException refused =
          assertThrows(IOException.class, () -> other.speak("A text.", pieces::add));
      assertTrue(refused.getMessage().contains(" answered 401"));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void wordsThatAreMissingInsertedOrOthersAreCounted() throws IOException {
    List<StreamedReply> replies =
        List.of(reply("In 1912 nobody waits."), reply("Come in, sit down."));
    assertEquals(
        0,
        new WordErrors(hearing("in nineteen twelve nobody waits", "Come in. Sit down!"))
            .rate(replies));
    double rate =
        new WordErrors(hearing("in 1912 nobody waves", "come come in down")).rate(replies);
    assertEquals(3.0 / 9, rate, 1e-9);
  }

  private static StreamedReply reply(String text) {
    return new StreamedReply(text, clip(1), 0, 0, 0);
  }

  private static Recogniser hearing(String... texts) {
    return new Recogniser() {
      @Override
      public String identity() {
        return "fake";
      }

      @Override
      public boolean knows(String primaryLanguage) {
        return true;
      }

      @Override
      public List<List<HeardWord>> recognise(List<PcmClip> clips, String language, Care care) {
        return Arrays.stream(texts)
            .map(
                text ->
                    Arrays.stream(text.split(" "))
                        .map(word -> new HeardWord(word, 0, 0, 1))
                        .collect(Collectors.toList()))
            .collect(Collectors.toList());
      }

      @Override
      public void close() {}
    };
  }
}
