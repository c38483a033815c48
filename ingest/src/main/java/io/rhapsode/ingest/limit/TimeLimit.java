package io.rhapsode.ingest.limit;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does work on a thread of its own and ends it when its time is over: by interruption, which the
 * work answers through {@link Interruption}. In the same process, since a process for each document
 * would cost more than most documents.
 */
public final class TimeLimit {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final Logger LOG = LoggerFactory.getLogger(TimeLimit.class);

  /** Libraries may swallow an interruption, so it is repeated at this interval, in milliseconds. */
  private static final int AGAIN_MILLIS = 50;

  /** How much longer work may take by the clock, where others compute or a disk is slow. */
  private static final int CLOCK_FACTOR = 4;

  /** How long an end is waited for, in milliseconds. */
  private static final int GRACE_MILLIS = 20_000;

  private TimeLimit() {}

  /**
   * Does the work. When this returns or throws, its thread has ended, unless the log says
   * otherwise.
   *
   * @param seconds of computing for all of it; {@value #CLOCK_FACTOR} times as long by the clock
   * @param name of the thread
   * @throws TimeoutException when the time is over
   * @throws ExecutionException with what the work threw
   * @throws InterruptedException when the caller is interrupted, and then the work as well
   */
  public static <T> T within(int seconds, String name, Callable<T> work)
      throws TimeoutException, ExecutionException, InterruptedException {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    try {
      T result = await(task, thread, TimeUnit.SECONDS.toNanos(seconds));
      thread.join();
      return result;
    } catch (ExecutionException failed) {
      thread.join();
      throw failed;
    } catch (TimeoutException | InterruptedException over) {
      end(thread);
      throw over;
    }
  }

  private static <T> T await(FutureTask<T> task, Thread thread, long computingNanos)
      throws TimeoutException, ExecutionException, InterruptedException {
    long deadline = System.nanoTime() + CLOCK_FACTOR * computingNanos;
    long wait = computingNanos;
    while (true) {
      try {
        return task.get(wait, TimeUnit.NANOSECONDS);
      } catch (TimeoutException over) {
        long computed = THREADS.getThreadCpuTime(thread.getId());
        wait = Math.min(computingNanos - computed, deadline - System.nanoTime());
        if (wait <= 0) {
          throw over;
        }
      }
    }
  }

  private static void end(Thread thread) throws InterruptedException {
    for (int waited = 0; thread.isAlive() && waited < GRACE_MILLIS; waited += AGAIN_MILLIS) {
      thread.interrupt();
      thread.join(AGAIN_MILLIS);
    }
    if (thread.isAlive()) {
      LOG.warn("'{}' could not be ended and goes on beside the rest of the job", thread.getName());
    }
  }
}
