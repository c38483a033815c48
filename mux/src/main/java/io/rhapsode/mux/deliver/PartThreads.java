package io.rhapsode.mux.deliver;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The threads on which the audio files of one book are made, two files at a time. They never keep a
 * process alive.
 */
public final class PartThreads implements AutoCloseable {
  private static final int MOST_PARTS_AT_ONCE = 2;

  /** Makes one file. */
  @FunctionalInterface
  interface Work {
    void run() throws IOException;
  }

  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          MOST_PARTS_AT_ONCE,
          work -> {
            Thread thread = new Thread(work, "assemble");
            thread.setDaemon(true);
            return thread;
          });

  /** Begins a file as soon as a thread is free. */
  public Future<?> start(Work work) {
    return threads.submit(
        () -> {
          work.run();
          return null;
        });
  }

  /** Waits for a file, and fails as it failed. */
  public static void await(Future<?> work) throws IOException {
    try {
      work.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted = new InterruptedIOException("the work was interrupted");
      interrupted.initCause(e);
      throw interrupted;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Gives up what is not finished, and waits until no file is written any more. */
  @Override
  public void close() {
    threads.shutdownNow();
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        ended = threads.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
