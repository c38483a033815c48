package io.rhapsode.synth.model.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Closes a stream from which nothing came for a while, so that a read that waits on it fails.
 * Java's HTTP client limits the time to the head of an answer but not between parts of its body.
 */
final class StallGuard implements AutoCloseable {
  private final InputStream body;
  private final long patienceNanos;
  private final ScheduledExecutorService clock;
  private volatile long lastNanos = System.nanoTime();
  private volatile boolean stalled;

  StallGuard(InputStream body, Duration patience) {
    this.body = body;
    this.patienceNanos = patience.toNanos();
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "download-stall-guard");
              thread.setDaemon(true);
              return thread;
            });
    long period = Math.max(1, patienceNanos / 4);
    clock.scheduleAtFixedRate(this::look, period, period, TimeUnit.NANOSECONDS);
  }

  /** Something came. */
  void progressed() {
    lastNanos = System.nanoTime();
  }

  /** Whether the stream was closed for want of progress. */
  boolean stalled() {
    return stalled;
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  private void look() {
    if (stalled || System.nanoTime() - lastNanos < patienceNanos) {
      return;
    }
    stalled = true;
    try {
      body.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the stalled stream cannot be closed", e);
    }
  }
}
