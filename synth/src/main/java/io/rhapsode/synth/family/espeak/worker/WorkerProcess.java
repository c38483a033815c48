package io.rhapsode.synth.family.espeak.worker;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A running {@link EspeakWorker}, seen from the process that started it. Used by one thread at a
 * time.
 */
public final class WorkerProcess implements AutoCloseable {
  /** How long a virtual machine may take to start, on a machine that is busy with other things. */
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  /** How long a process may take to end after it closed its output. */
  private static final int END_SECONDS = 10;

  private static final int SIGNAL_BASE = 128;

  /** Signals with the same numbers on Linux and macOS. */
  private static final Map<Integer, String> SIGNALS =
      Map.of(4, "SIGILL", 6, "SIGABRT", 8, "SIGFPE", 9, "SIGKILL", 11, "SIGSEGV");

  private final Process process;
  private final WorkerErrors errors;
  private final DataOutputStream tasks;
  private final DataInputStream answers;
  private int served;

  private WorkerProcess(Process process) {
    this.process = process;
    this.errors = WorkerErrors.of(process);
    this.tasks = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    this.answers = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16));
  }

  /** Starts a worker and waits until it can be given tasks. */
  static WorkerProcess start(WorkerCommand command) throws IOException {
    WorkerProcess worker = new WorkerProcess(command.process().start());
    try {
      worker.exchange(
          START_LIMIT,
          () -> {
            WorkerAnswer.readBeginning(worker.answers);
            return worker;
          });
      return worker;
    } catch (WorkerDeathException e) {
      throw new IOException(
          "its process %s: %s".formatted(e.getMessage(), worker.errors.lastLine()), e);
    }
  }

  /**
   * @param limit after which the worker is killed
   * @throws IllegalStateException when the library refuses
   * @throws WorkerDeathException when the worker ended or was killed; it is of no more use
   */
  <R> R perform(WorkerTask<R> task, Duration limit) throws WorkerDeathException {
    served++;
    return exchange(
        limit,
        () -> {
          task.writeTo(tasks);
          tasks.flush();
          WorkerAnswer.readBeginning(answers);
          return task.readResult(answers);
        });
  }

  /** How many tasks it was given. */
  int served() {
    return served;
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Kills it: it keeps nothing that an orderly end would save. */
  @Override
  public void close() {
    handle().destroyForcibly();
  }

  private <R> R exchange(Duration limit, Exchange<R> exchange) throws WorkerDeathException {
    CompletableFuture<Void> guard =
        new CompletableFuture<Void>().orTimeout(limit.toMillis(), MILLISECONDS);
    guard.whenComplete(
        (nothing, timeout) -> {
          if (timeout != null) {
            close();
          }
        });
    try {
      return exchange.run();
    } catch (IOException e) {
      String end = end();
      throw new WorkerDeathException(
          guard.isCompletedExceptionally() ? "hung for %d s".formatted(limit.toSeconds()) : end, e);
    } finally {
      guard.complete(null);
    }
  }

  /** Waits for the end of a process that closed its output, or makes an end, and describes it. */
  private String end() {
    try {
      if (!process.waitFor(END_SECONDS, SECONDS)) {
        close();
        return "garbled its answer";
      }
      errors.awaitEnd();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      return "was interrupted";
    }
    return "crashed (%s)".formatted(errors.signal().orElseGet(() -> exit(process.exitValue())));
  }

  /** A process that a signal ended has the number of the signal and 128 as its exit value. */
  private static String exit(int value) {
    String signal = SIGNALS.get(value - SIGNAL_BASE);
    return "exit value " + value + (signal == null ? "" : ", " + signal);
  }

  /** A task and its answer. */
  @FunctionalInterface
  private interface Exchange<R> {
    R run() throws IOException;
  }
}
