package io.rhapsode.workflows.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.workflows.serve.speech.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who is let in: tokens, names, origins, places. */
class ServerAccessTest {
  private static final String BODY = "{\"voice\":\"en-gb\",\"input\":\"Hello.\"}";
  private static final String BOOK =
      "{\"voice\":\"en-gb\",\"response_format\":\"wav\",\"input\":\"%s\"}"
          .formatted("The boat will leave in the morning. ".repeat(250));
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
  void needsTheToken() throws IOException {
    assertRefused("401", "invalid_api_key", post("", BODY));
    assertRefused("401", "invalid_api_key", post("Authorization: Bearer wrong\r\n", BODY));
    assertRefused("401", "invalid_api_key", post("Authorization: Basic a-token\r\n", BODY));
    assertTrue(post(token(), BODY).startsWith("HTTP/1.1 200"));
    for (String path : new String[] {"/v1/models", "/v1/audio/voices", "/metrics"}) {
      assertRefused("401", "invalid_api_key", request("GET", path, host(), "", ""));
    }
    assertTrue(request("GET", "/healthz", host(), "", "").startsWith("HTTP/1.1 200"));
  }

  @Test
  void answersToItsOwnNamesOnly() throws IOException {
    int port = running.server().port();
    for (String name :
        new String[] {
          "evil.test:" + port, "127.0.0.1", "127.0.0.1:1", "127.0.0.1.evil.test:" + port
        }) {
      assertRefused("421", "wrong_host", request("POST", "/v1/audio/speech", name, token(), BODY));
      assertRefused("421", "wrong_host", request("GET", "/healthz", name, "", ""));
    }
    for (String name :
        new String[] {"localhost", "127.0.0.1", "[::1]", "speech.test", "LOCALHOST"}) {
      String reply = request("GET", "/healthz", name + ":" + port, "", "");
      assertTrue(reply.startsWith("HTTP/1.1 200"), name + reply);
    }
  }

  @Test
  void refusesPagesOfOtherSites() throws IOException {
    int port = running.server().port();
    for (String origin :
        new String[] {
          "http://evil.test", "null", "http://127.0.0.1:1", "https://127.0.0.1:" + port
        }) {
      assertRefused("403", "wrong_origin", post(token() + "Origin: " + origin + "\r\n", BODY));
    }
    String own = "Origin: http://127.0.0.1:%d\r\n".formatted(port);
    assertTrue(post(token() + own, BODY).startsWith("HTTP/1.1 200"));
  }

  @Test
  void linkLetsABrowserIn() throws IOException {
    String reply = request("GET", "/?token=" + RunningServer.TOKEN, host(), "", "");
    assertTrue(reply.startsWith("HTTP/1.1 302"), reply);
    String cookie =
        reply.lines().filter(line -> line.startsWith("Set-Cookie: ")).findFirst().orElseThrow();
    assertTrue(cookie.endsWith("; Path=/; HttpOnly; SameSite=Strict"), cookie);
    String sent = "Cookie: " + cookie.substring("Set-Cookie: ".length()).split(";")[0] + "\r\n";
    assertTrue(post(sent, BODY).startsWith("HTTP/1.1 200"));
    assertFalse(request("GET", "/?token=wrong", host(), "", "").contains("Set-Cookie"));
  }

  @Test
  void pathsReachNoFiles() throws IOException {
    for (String path :
        new String[] {
          "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/v1/models/..%2f..%2fetc%2fpasswd",
          "/v1/models/%00", "/page/..%2f..%2fopenapi.json", "/page//etc/passwd"
        }) {
      String reply = request("GET", path, host(), token(), "");
      assertTrue(reply.matches("(?s)HTTP/1.1 40[04].*"), path + reply);
      assertFalse(reply.contains("root:"), path);
    }
  }

  @Test
  void whoFindsNoPlaceIsToldWhenToCome() throws Exception {
    Limits one =
        new Limits(1, 0, Duration.ofSeconds(5), 20_000, Duration.ofMinutes(5), Duration.ofDays(1));
    try (RunningServer small = new RunningServer(one)) {
      try (InputStream first = small.listen(BOOK)) {
        assertEquals('R', first.read());
        HttpResponse<byte[]> second = small.speak(BODY);
        assertEquals(429, second.statusCode());
        assertTrue(Integer.parseInt(second.headers().firstValue("Retry-After").orElseThrow()) > 0);
        assertEquals(
            "rate_limit_exceeded",
            Json.MAPPER.readTree(second.body()).get("error").get("code").asText());
      }
      while (small.metric("rhapsode_streams_open") > 0) {
        Thread.sleep(10);
      }
      assertEquals(200, small.speak(BODY).statusCode());
    }
  }

  @Test
  void whoTakesNoSoundIsInNobodysWay() throws Exception {
    Limits one =
        new Limits(
            1, 1, Duration.ofSeconds(20), 20_000, Duration.ofMinutes(5), Duration.ofMillis(1));
    try (RunningServer small = new RunningServer(one);
        InputStream stalled = small.listen(BOOK)) {
      assertEquals('R', stalled.read());
      assertEquals(200, small.speak(BODY).statusCode());
      assertEquals(1, small.metric("rhapsode_streams_open"));
    }
  }

  @Test
  void runningStreamsAreFinishedAtTheEnd() throws Exception {
    RunningServer ending = new RunningServer(Limits.DEFAULTS);
    int whole = running.speak(BOOK).body().length;
    InputStream reply = ending.listen(BOOK);
    assertEquals('R', reply.read());
    CompletableFuture<Void> end = CompletableFuture.runAsync(ending::close);
    while (!ending.server().desk().admission().isEnding()) {
      Thread.onSpinWait();
    }
    assertEquals(503, ending.speak(BODY).statusCode());
    assertEquals(whole, 1 + reply.readAllBytes().length);
    end.join();
  }

  private static String host() {
    return "127.0.0.1:" + running.server().port();
  }

  private static String token() {
    return "Authorization: Bearer " + RunningServer.TOKEN + "\r\n";
  }

  private static String post(String headers, String body) throws IOException {
    return request("POST", "/v1/audio/speech", host(), headers, body);
  }

  private static String request(
      String method, String path, String host, String headers, String body) throws IOException {
    return running.raw(
        "%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n%sContent-Length: %d\r\n\r\n%s"
            .formatted(method, path, host, headers, body.length(), body));
  }

  private static void assertRefused(String status, String code, String reply) {
    assertTrue(reply.startsWith("HTTP/1.1 " + status), reply);
    assertTrue(reply.contains("\"code\":\"" + code + "\""), reply);
  }
}
