package io.rhapsode.synth.family.espeak.worker;

import static java.util.Objects.requireNonNull;

import io.rhapsode.synth.family.espeak.library.EspeakInstallation;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The workers of this process for one installation. Any number of threads may call; as many as
 * there are processors are served at once, each by a worker of its own, and the others wait. A
 * worker is started when a caller finds none idle.
 */
public final class WorkerPool {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerPool.class);

  private static final Map<EspeakInstallation, WorkerPool> BY_INSTALLATION =
      new ConcurrentHashMap<>();

  /**
   * The library leaves about 0.18 MB behind for each utterance that mixes languages, so that a
   * worker grows by 90 MB at most. A new one takes 0.16 s of processor time, and 500 utterances
   * about 5 s.
   */
  private static final int TASKS_EACH = 500;

  /** With the time for 1,000 characters, 25 times what the slowest text took on a busy machine. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration PATIENCE_PER_CHARACTER = Duration.ofMillis(50);

  private final WorkerCommand command;
  private final int size;
  private final int tasksEach;
  private final Duration patience;
  private final Turns places;
  private final ConcurrentLinkedDeque<WorkerProcess> idle = new ConcurrentLinkedDeque<>();

  /**
   * @param size most workers at once, from 1
   * @param tasksEach tasks after which a worker is replaced, from 1
   * @param patience time that a task without text may take; 50 ms more for each character
   */
  WorkerPool(WorkerCommand command, int size, int tasksEach, Duration patience) {
    this.command = requireNonNull(command, "command is null");
    this.size = size;
    this.tasksEach = tasksEach;
    this.patience = requireNonNull(patience, "patience is null");
    this.places = new Turns(size);
  }

  /** The pool that everybody in this process shares. */
  public static synchronized WorkerPool of(EspeakInstallation installation) throws IOException {
    WorkerPool pool = BY_INSTALLATION.get(installation);
    if (pool == null) {
      WorkerCommand command = WorkerCommand.of(installation);
      int processors = Runtime.getRuntime().availableProcessors();
      pool = new WorkerPool(command, processors, TASKS_EACH, PATIENCE);
      BY_INSTALLATION.put(installation, pool);
    }
    return pool;
  }

  /** How many tasks can be done at once. */
  public int size() {
    return size;
  }

  /**
   * Does a task; when its worker dies or hangs over it, once more in a new one.
   *
   * @throws IllegalStateException when the library refuses
   * @throws WorkerException when the second worker dies too, or none can be started
   */
  public <R> R perform(WorkerTask<R> task) throws WorkerException {
    return perform(task, false);
  }

  /**
   * As {@link #perform(WorkerTask)}.
   *
   * @param hurried whether somebody waits for it, so that it is done before the others
   */
  public <R> R perform(WorkerTask<R> task, boolean hurried) throws WorkerException {
    places.take(hurried);
    try {
      return perform(task, idleOrNew());
    } catch (WorkerDeathException first) {
      LOG.warn("espeak-ng {}; trying again in a new process", first.getMessage());
      try {
        return perform(task, start());
      } catch (WorkerDeathException second) {
        second.addSuppressed(first);
        throw new WorkerException(
            "espeak-ng %s over this text, and again in a new process: leave it out, or write it differently"
                .formatted(second.getMessage()),
            second);
      }
    } finally {
      places.giveBack();
    }
  }

  /** Ends the workers that nobody uses; the next task starts one again. */
  public void endIdle() {
    for (WorkerProcess each = idle.pollFirst(); each != null; each = idle.pollFirst()) {
      each.close();
    }
  }

  private <R> R perform(WorkerTask<R> task, WorkerProcess worker) throws WorkerDeathException {
    Duration limit = patience.plus(PATIENCE_PER_CHARACTER.multipliedBy(task.characters()));
    boolean usable = false;
    try {
      R result = worker.perform(task, limit);
      usable = true;
      return result;
    } catch (IllegalStateException e) {
      usable = true;
      throw e;
    } finally {
      if (usable && worker.served() < tasksEach) {
        idle.addFirst(worker);
      } else {
        worker.close();
      }
    }
  }

  private WorkerProcess idleOrNew() throws WorkerException {
    for (WorkerProcess each = idle.pollFirst(); each != null; each = idle.pollFirst()) {
      if (each.handle().isAlive()) {
        return each;
      }
    }
    return start();
  }

  private WorkerProcess start() throws WorkerException {
    try {
      WorkerProcess worker = WorkerProcess.start(command);
      LOG.debug("started espeak-ng worker {}", worker.handle().pid());
      return worker;
    } catch (IOException e) {
      throw new WorkerException("espeak-ng cannot be started: " + e.getMessage(), e);
    }
  }
}
