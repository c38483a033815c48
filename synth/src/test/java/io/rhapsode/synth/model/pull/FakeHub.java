package io.rhapsode.synth.model.pull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A hub on this machine that serves ranges and misbehaves on request. */
final class FakeHub implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, byte[]> contents = new HashMap<>();
  private final Map<String, Integer> refusals = new HashMap<>();
  private final Map<String, Integer> cuts = new HashMap<>();
  private final Map<String, Integer> stalls = new HashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Map<String, String> redirects = new HashMap<>();
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private Optional<String> token = Optional.empty();
  private volatile String tag = "\"one\"";
  private volatile boolean ignoresRanges;

  FakeHub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void serve(String path, byte[] content) {
    contents.put(path, content);
  }

  void requireToken(String secret) {
    token = Optional.of(secret);
  }

  /** Answers the next so many requests of a path with 503. */
  void refuse(String path, int times) {
    refusals.put(path, times);
  }

  /** Ends the next answer of a path after so many bytes of body. */
  void cut(String path, int bytes) {
    cuts.put(path, bytes);
  }

  /** Sends so many bytes of the next answer of a path, and then nothing more. */
  void stall(String path, int bytes) {
    stalls.put(path, bytes);
  }

  void redirect(String path, String to) {
    redirects.put(path, to);
  }

  void changeTag(String value) {
    tag = value;
  }

  void ignoreRanges() {
    ignoresRanges = true;
  }

  /** "PATH RANGE TOKEN" of every request, with a hyphen for what was not sent. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    closing.countDown();
    threads.shutdown();
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String range = header(exchange, "Range").orElse("-");
      String secret = header(exchange, "Authorization").orElse("-");
      requests.add(path + " " + range + " " + secret);
      if (redirects.containsKey(path)) {
        exchange.getResponseHeaders().set("Location", redirects.get(path));
        exchange.sendResponseHeaders(302, -1);
        return;
      }
      int status = status(path, secret);
      if (status != 200) {
        exchange.sendResponseHeaders(status, -1);
        return;
      }
      answer(exchange, path, range);
    }
  }

  private int status(String path, String secret) {
    if (refusals.getOrDefault(path, 0) > 0) {
      refusals.merge(path, -1, Integer::sum);
      return 503;
    }
    if (token.isPresent() && secret.equals("-")) {
      return 401;
    }
    if (token.isPresent() && !secret.equals("Bearer " + token.get())) {
      return 403;
    }
    return contents.containsKey(path) ? 200 : 404;
  }

  private void answer(HttpExchange exchange, String path, String range) throws IOException {
    byte[] content = contents.get(path);
    boolean same = header(exchange, "If-Range").map(tag::equals).orElse(true);
    boolean partial = !range.equals("-") && same && !ignoresRanges;
    int begin = partial ? Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1")) : 0;
    exchange.getResponseHeaders().set("ETag", tag);
    if (begin >= content.length && partial) {
      exchange.sendResponseHeaders(416, -1);
      return;
    }
    if (partial) {
      String sent = "bytes %d-%d/%d".formatted(begin, content.length - 1, content.length);
      exchange.getResponseHeaders().set("Content-Range", sent);
    }
    exchange.sendResponseHeaders(partial ? 206 : 200, content.length - begin);
    Integer stall = stalls.remove(path);
    Integer cut = stall == null ? cuts.remove(path) : stall;
    int end = cut == null ? content.length : Math.min(content.length, begin + cut);
    OutputStream body = exchange.getResponseBody();
    body.write(Arrays.copyOfRange(content, begin, end));
    body.flush();
    if (stall != null) {
      awaitClosing();
    }
  }

  private void awaitClosing() {
    try {
      closing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Optional<String> header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }
}
