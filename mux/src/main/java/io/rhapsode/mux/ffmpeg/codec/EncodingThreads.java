package io.rhapsode.mux.ffmpeg.codec;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads on which sections are encoded and finished files are measured, for all books of the
 * process: one for each processor, ended when there was nothing to do for ten seconds. They never
 * keep a process alive. Work on them must not wait for other work on them.
 */
public final class EncodingThreads {
  private static final int SECONDS_KEPT = 10;
  private static final Executor EXECUTOR = newExecutor();

  private EncodingThreads() {}

  public static Executor executor() {
    return EXECUTOR;
  }

  private static Executor newExecutor() {
    int threads = Runtime.getRuntime().availableProcessors();
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            threads,
            threads,
            SECONDS_KEPT,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread thread = new Thread(work, "encode");
              thread.setDaemon(true);
              return thread;
            });
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }
}
