package io.rhapsode.workflows.serve.job;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.report.WorkReport;
import io.rhapsode.workflows.progress.ProgressView;
import io.rhapsode.workflows.progress.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A job and how far it is. Thread-safe: one thread runs it, any number look. */
public final class ReviewJob implements ProgressView {
  private static final long INTERVAL_MILLIS = 250;
  private static final int MOST_MESSAGES = 100;

  private final String id;
  private final String workId;
  private final String title;
  private final Instant asked;
  private final List<String> messages = new ArrayList<>();
  private State state = State.WAITING;
  private boolean elsewhere;
  private Optional<Snapshot> snapshot = Optional.empty();
  private Optional<WorkReport> report = Optional.empty();
  private long changes;

  /** How far a job is. */
  public enum State {
    WAITING,
    RUNNING,
    /** It ends as soon as what is under way is finished. */
    CANCELLING,
    /** It ended; the report says how. */
    DONE,
    /** It could not begin, or broke; the last message says why. */
    FAILED,
    /** It was ended; what was made is kept for the next one. */
    CANCELLED;

    boolean isOver() {
      return this == DONE || this == FAILED || this == CANCELLED;
    }
  }

  /**
   * What is known of a job at one time.
   *
   * @param change counts what has happened, so that nobody is told the same twice
   * @param messages what a person should know, the latest last
   */
  public record View(
      String id,
      String workId,
      String title,
      Instant asked,
      long change,
      State state,
      Optional<Snapshot> snapshot,
      Optional<WorkReport> report,
      List<String> messages) {
    public boolean isOver() {
      return state.isOver();
    }
  }

  ReviewJob(String id, String workId, String title, Instant asked) {
    this.id = requireNonNull(id, "id is null");
    this.workId = requireNonNull(workId, "workId is null");
    this.title = requireNonNull(title, "title is null");
    this.asked = requireNonNull(asked, "asked is null");
  }

  public String id() {
    return id;
  }

  public String workId() {
    return workId;
  }

  /** How it is now. */
  public synchronized View view() {
    return new View(
        id, workId, title, asked, changes, state, snapshot, report, List.copyOf(messages));
  }

  /**
   * Waits for something to happen.
   *
   * @param known the change that is known already
   * @return how it is then, or after the time
   */
  public synchronized View await(long known, Duration longest) throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    while (changes == known && !view().isOver()) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        break;
      }
      wait(left);
    }
    return view();
  }

  /** Whether it is still to be run; from now on it runs. */
  synchronized boolean begin() {
    if (state != State.WAITING) {
      return false;
    }
    state = State.RUNNING;
    changed();
    return true;
  }

  /**
   * Says where it runs, before it does.
   *
   * @param cluster whether on machines that end it themselves
   * @return whether it is still wanted; if not, it is over
   */
  synchronized boolean takesPlace(boolean cluster) {
    if (isCancelled()) {
      endCancelled();
      return false;
    }
    elsewhere = cluster;
    return true;
  }

  synchronized boolean isElsewhere() {
    return elsewhere && !state.isOver();
  }

  /** Whether it was not over yet; from now on it ends. */
  synchronized boolean cancel() {
    if (state.isOver()) {
      return false;
    }
    state = state == State.WAITING ? State.CANCELLED : State.CANCELLING;
    changed();
    return true;
  }

  synchronized boolean isCancelled() {
    return state == State.CANCELLING;
  }

  synchronized void endCancelled() {
    state = State.CANCELLED;
    changed();
  }

  synchronized void end(WorkReport made) {
    state = State.DONE;
    report = Optional.of(made);
    changed();
  }

  synchronized void fail(String message) {
    add(message);
    state = State.FAILED;
    changed();
  }

  private void add(String message) {
    if (messages.size() == MOST_MESSAGES) {
      messages.remove(0);
    }
    messages.add(message);
  }

  private void changed() {
    changes++;
    notifyAll();
  }

  @Override
  public synchronized void unreadable(String source, String message) {
    add(message);
    changed();
  }

  @Override
  public synchronized void warned(String message) {
    add(message);
    changed();
  }

  @Override
  public synchronized void update(Snapshot now) {
    snapshot = Optional.of(now);
    changed();
  }

  @Override
  public long intervalMillis() {
    return INTERVAL_MILLIS;
  }

  @Override
  public void close() {}
}
