package io.rhapsode.workflows.speak;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * UTF-8 text that another program may still be writing: a thread of its own takes it as it comes.
 * Asked by one thread at a time.
 */
public final class ArrivingText {
  private static final int BUFFER_CHARACTERS = 8192;

  private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
  private boolean hasEnded;

  /** Text, or the end of it. */
  private record Arrival(String text, Optional<IOException> failure) {}

  /** Begins to read. */
  public ArrivingText(InputStream in) {
    requireNonNull(in, "in is null");
    Thread reader = new Thread(() -> read(in), "standard-input");
    reader.setDaemon(true);
    reader.start();
  }

  private void read(InputStream in) {
    Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
    char[] buffer = new char[BUFFER_CHARACTERS];
    Optional<IOException> failure = Optional.empty();
    try {
      for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
        if (count > 0) {
          arrivals.add(new Arrival(new String(buffer, 0, count), Optional.empty()));
        }
      }
    } catch (IOException e) {
      failure = Optional.of(e);
    }
    arrivals.add(new Arrival("", failure));
  }

  /**
   * What has come, waited for so long.
   *
   * @return empty if nothing came, or nothing will
   * @throws IOException if the text cannot be read
   */
  public Optional<String> next(long millis) throws IOException {
    if (hasEnded) {
      return Optional.empty();
    }
    try {
      Arrival arrival = arrivals.poll(millis, TimeUnit.MILLISECONDS);
      if (arrival == null) {
        return Optional.empty();
      }
      if (arrival.failure().isPresent()) {
        throw arrival.failure().get();
      }
      hasEnded = arrival.text().isEmpty();
      return hasEnded ? Optional.empty() : Optional.of(arrival.text());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while text was waited for", e);
    }
  }

  /** Whether all of it was handed out. */
  public boolean hasEnded() {
    return hasEnded;
  }

  /**
   * The beginning: so many characters, or less if all has come, or nothing came for so long.
   *
   * @throws IOException if the text cannot be read
   */
  public String beginning(int characters, long millis) throws IOException {
    StringBuilder beginning = new StringBuilder();
    while (!hasEnded && beginning.toString().strip().length() < characters) {
      Optional<String> more = next(beginning.toString().isBlank() ? Long.MAX_VALUE : millis);
      if (more.isEmpty()) {
        break;
      }
      beginning.append(more.get());
    }
    return beginning.toString();
  }
}
