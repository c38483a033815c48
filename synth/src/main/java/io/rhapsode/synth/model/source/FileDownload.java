package io.rhapsode.synth.model.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fetches one file over HTTP into a folder, going on where an earlier attempt ended (RFC 9110,
 * section 14). A part is kept beside a note of the server's entity tag, and thrown away when the
 * tag has changed.
 */
public final class FileDownload {
  private static final int MOST_REDIRECTS = 5;
  private static final int BLOCK_BYTES = 1 << 16;
  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-\\d+/(\\d+)");

  private static final int OK = 200;
  private static final int PARTIAL_CONTENT = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final HttpClient client;
  private final Optional<String> token;
  private final Duration patience;

  /** An answer of the server other than the content. */
  public static final class StatusException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    StatusException(URI address, int status) {
      super(address + " answered " + status);
      this.status = status;
    }

    public int status() {
      return status;
    }

    /** Whether asking again may help. */
    public boolean isPassing() {
      return status == 408 || status == 429 || status >= 500;
    }
  }

  /**
   * @param token sent to the address asked for and never to another host that it redirects to
   * @param patience a connection from which nothing comes for so long is given up
   */
  public FileDownload(HttpClient client, Optional<String> token, Duration patience) {
    this.client = client;
    this.token = token;
    this.patience = patience;
  }

  /**
   * Fetches what is missing of a file.
   *
   * @param part where to; what is there is kept if the server still has the same content
   * @param progress told the bytes that are there, from time to time
   * @throws StatusException if the server refuses
   * @throws IOException if the connection fails or ends early; the part is kept for the next
   *     attempt
   */
  public void fetch(URI address, Path part, LongConsumer progress)
      throws IOException, InterruptedException {
    Path tagFile = part.resolveSibling(part.getFileName() + ".etag");
    String tag = Files.exists(tagFile) ? Files.readString(tagFile) : "";
    long present = tag.isEmpty() || !Files.exists(part) ? 0 : Files.size(part);
    HttpResponse<InputStream> response = request(address, present, tag);
    try (InputStream body = response.body()) {
      if (response.statusCode() == RANGE_NOT_SATISFIABLE && present > 0) {
        Files.delete(tagFile);
        Files.delete(part);
        fetch(address, part, progress);
        return;
      }
      boolean resumed = response.statusCode() == PARTIAL_CONTENT;
      if (!resumed && response.statusCode() != OK) {
        throw new StatusException(address, response.statusCode());
      }
      if (resumed) {
        requireContinues(response, address, present);
      }
      long expected = expectedBytes(response, resumed);
      requireSpace(part, expected - (resumed ? present : 0));
      Files.writeString(tagFile, response.headers().firstValue("etag").orElse(""));
      long received = copy(address, body, part, resumed ? present : 0, progress);
      if (expected >= 0 && received != expected) {
        throw new IOException(
            "%s ended after %d of %d bytes".formatted(address, received, expected));
      }
    }
    Files.deleteIfExists(tagFile);
  }

  private HttpResponse<InputStream> request(URI address, long present, String tag)
      throws IOException, InterruptedException {
    URI next = address;
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(next)
              .timeout(patience)
              .header("User-Agent", "rhapsode")
              .header("Accept-Encoding", "identity");
      if (sameServer(address, next)) {
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
      }
      if (present > 0) {
        request.header("Range", "bytes=" + present + "-").header("If-Range", tag);
      }
      HttpResponse<InputStream> response =
          client.send(request.build(), BodyHandlers.ofInputStream());
      Optional<String> location = response.headers().firstValue("location");
      if (response.statusCode() / 100 != 3 || location.isEmpty()) {
        return response;
      }
      response.body().close();
      next = redirected(next, location.get());
    }
    throw new IOException(address + " redirects more than " + MOST_REDIRECTS + " times");
  }

  private static URI redirected(URI from, String location) throws IOException {
    URI to;
    try {
      to = from.resolve(location);
    } catch (IllegalArgumentException exception) {
      throw new IOException(from + " redirects to something that is no address", exception);
    }
    boolean secure = "https".equals(to.getScheme());
    if (!secure && !from.getScheme().equals(to.getScheme())) {
      throw new IOException(from + " redirects from https to " + to.getScheme());
    }
    return to;
  }

  private static boolean sameServer(URI left, URI right) {
    return left.getScheme().equals(right.getScheme())
        && left.getAuthority().equals(right.getAuthority());
  }

  private static void requireContinues(
      HttpResponse<InputStream> response, URI address, long present) throws IOException {
    String range = response.headers().firstValue("content-range").orElse("");
    Matcher matcher = CONTENT_RANGE.matcher(range);
    if (!matcher.matches() || Long.parseLong(matcher.group(1)) != present) {
      throw new IOException(
          "%s was asked to go on at byte %d but sent '%s'".formatted(address, present, range));
    }
  }

  /** Size of the whole file, or -1 if the server does not say. */
  private static long expectedBytes(HttpResponse<InputStream> response, boolean resumed) {
    if (!resumed) {
      return response.headers().firstValueAsLong("content-length").orElse(-1);
    }
    Matcher matcher =
        CONTENT_RANGE.matcher(response.headers().firstValue("content-range").orElse(""));
    return matcher.matches() ? Long.parseLong(matcher.group(2)) : -1;
  }

  private static void requireSpace(Path part, long needed) throws IOException {
    long usable = Files.getFileStore(part.getParent()).getUsableSpace();
    if (needed > usable) {
      throw new IOException(
          "%s needs %d bytes more, but its disk has %d left".formatted(part, needed, usable));
    }
  }

  private long copy(URI address, InputStream body, Path part, long present, LongConsumer progress)
      throws IOException {
    long received = present;
    StandardOpenOption mode =
        present > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
    try (OutputStream output =
            Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, mode);
        StallGuard guard = new StallGuard(body, patience)) {
      byte[] block = new byte[BLOCK_BYTES];
      for (int read = read(address, body, block, guard);
          read >= 0;
          read = read(address, body, block, guard)) {
        output.write(block, 0, read);
        received += read;
        guard.progressed();
        progress.accept(received);
      }
    }
    return received;
  }

  private int read(URI address, InputStream body, byte[] block, StallGuard guard)
      throws IOException {
    try {
      return body.read(block);
    } catch (IOException e) {
      if (guard.stalled()) {
        throw new IOException(
            "%s sent nothing for %d s".formatted(address, patience.toSeconds()), e);
      }
      throw e;
    }
  }
}
