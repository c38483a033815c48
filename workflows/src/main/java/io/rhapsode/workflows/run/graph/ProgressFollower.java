package io.rhapsode.workflows.run.graph;

import io.rhapsode.pipeline.progress.ProgressReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes on what remote workers tell, until it is closed. */
public final class ProgressFollower implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(ProgressFollower.class);
  private static final long INTERVAL_MILLIS = 500;

  private final ProgressReader<?> reader;
  private final ScheduledExecutorService polls;

  public ProgressFollower(ProgressReader<?> reader) {
    this.reader = reader;
    this.polls =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "progress-follower");
              thread.setDaemon(true);
              return thread;
            });
    polls.scheduleWithFixedDelay(
        this::poll, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** What cannot be read now may be read the next time; the job goes on without. */
  private void poll() {
    try {
      reader.poll();
    } catch (IOException | UncheckedIOException e) {
      LOGGER.warn("progress cannot be read", e);
    }
  }

  /** Passes on the rest, and removes the files. */
  @Override
  public void close() {
    polls.shutdown();
    try {
      if (!polls.awaitTermination(1, TimeUnit.MINUTES)) {
        LOGGER.warn("reading progress does not end");
        return;
      }
      reader.poll();
      reader.clear();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | UncheckedIOException e) {
      LOGGER.warn("progress cannot be read", e);
    }
  }
}
