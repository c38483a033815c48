package io.rhapsode.workflows.serve.speech;

import static java.util.Objects.requireNonNull;

import io.rhapsode.workflows.serve.api.ApiException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Places for listeners: so many at once, the others wait in the order they came, and who finds the
 * queue full is told when to come again. A listener who does not take the sound that is there is
 * not counted until he does, so that the others need not wait for him; when there are too many of
 * those, the one who has taken nothing for the longest time is broken off. Thread-safe.
 */
public final class Admission {
  private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(100).toNanos();
  private static final double SECONDS = 1e-9;
  private static final int LONGEST_ADVICE_SECONDS = 60;

  /** Weight of the latest stream in the running mean of how long streams take. */
  private static final double LATEST = 0.2;

  private final Limits limits;
  private final LongSupplier clock;
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition change = lock.newCondition();
  private final Deque<Object> queue = new ArrayDeque<>();
  private final Set<Place> open = new HashSet<>();
  private double meanSeconds = 1;
  private boolean ending;

  public Admission(Limits limits) {
    this(limits, System::nanoTime);
  }

  Admission(Limits limits, LongSupplier clock) {
    this.limits = requireNonNull(limits, "limits is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /**
   * Takes a place, or waits for one.
   *
   * @return closed by the caller
   * @throws ApiException when too many wait, the wait is too long, or the server ends
   */
  public Place enter() throws ApiException {
    lock.lock();
    Object ticket = new Object();
    try {
      if (!hasRoom() || !queue.isEmpty()) {
        if (queue.size() >= limits.waiting()) {
          throw busy("%d listeners are served and %d wait".formatted(active(), queue.size()));
        }
      }
      queue.add(ticket);
      long deadline = clock.getAsLong() + limits.longestWait().toNanos();
      while (queue.peek() != ticket || !hasRoom()) {
        breakOffOneWho(queue.peek() == ticket);
        await(deadline);
      }
      Place place = new Place(this, clock.getAsLong());
      open.add(place);
      return place;
    } finally {
      queue.remove(ticket);
      change.signalAll();
      lock.unlock();
    }
  }

  /** Makes room among the open streams, when whoever is first in the queue lacks nothing else. */
  private void breakOffOneWho(boolean isFirst) {
    if (!isFirst || ending || open.size() < limits.open() || active() >= limits.listeners()) {
      return;
    }
    long now = clock.getAsLong();
    open.stream()
        .filter(place -> place.isStalled(now) && !place.isBroken)
        .min(Comparator.comparingLong(place -> place.writingSince))
        .ifPresent(Place::breakOff);
  }

  private void await(long deadline) throws ApiException {
    if (ending) {
      throw ApiException.ending();
    }
    long left = deadline - clock.getAsLong();
    if (left <= 0) {
      throw busy("no listener has left within %d s".formatted(limits.longestWait().toSeconds()));
    }
    try {
      change.awaitNanos(Math.min(left, LOOK_AGAIN_NANOS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ApiException.ending();
    }
  }

  private boolean hasRoom() throws ApiException {
    if (ending) {
      throw ApiException.ending();
    }
    return active() < limits.listeners() && open.size() < limits.open();
  }

  private ApiException busy(String message) {
    double seconds = meanSeconds * (queue.size() + 1) / limits.listeners();
    int advice = (int) Math.ceil(Math.max(1, Math.min(LONGEST_ADVICE_SECONDS, seconds)));
    return ApiException.busy(message + ": try again in " + advice + " s", advice);
  }

  /** Listeners who are served, those who do not take their sound left out. */
  public int active() {
    lock.lock();
    try {
      long now = clock.getAsLong();
      return (int) open.stream().filter(place -> !place.isStalled(now)).count();
    } finally {
      lock.unlock();
    }
  }

  /** Streams that are open. */
  public int open() {
    lock.lock();
    try {
      return open.size();
    } finally {
      lock.unlock();
    }
  }

  /** Requests that wait for a place. */
  public int waiting() {
    lock.lock();
    try {
      return queue.size();
    } finally {
      lock.unlock();
    }
  }

  /** Lets nobody in from now on. */
  public void end() {
    lock.lock();
    try {
      ending = true;
      change.signalAll();
    } finally {
      lock.unlock();
    }
  }

  public boolean isEnding() {
    lock.lock();
    try {
      return ending;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until every stream is closed.
   *
   * @return whether they are
   */
  public boolean awaitEmpty(Duration longest) throws InterruptedException {
    lock.lock();
    try {
      long left = longest.toNanos();
      while (!open.isEmpty() && left > 0) {
        left = change.awaitNanos(left);
      }
      return open.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private void leave(Place place) {
    lock.lock();
    try {
      if (open.remove(place)) {
        double seconds = (clock.getAsLong() - place.since) * SECONDS;
        meanSeconds += LATEST * (seconds - meanSeconds);
        change.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** A place that somebody has. */
  public static final class Place implements AutoCloseable {
    private static final long NOT_WRITING = Long.MIN_VALUE;

    private final Admission admission;
    private final long since;
    private volatile long writingSince = NOT_WRITING;
    private volatile Runnable breaking = () -> {};
    private volatile boolean isBroken;

    private Place(Admission admission, long since) {
      this.admission = admission;
      this.since = since;
    }

    /** Something that sends sound. */
    @FunctionalInterface
    public interface Sending<E extends Exception> {
      void send() throws E;
    }

    /** Sends sound, which may take as long as the listener likes. */
    public <E extends Exception> void sending(Sending<E> sending) throws E {
      writingSince = admission.clock.getAsLong();
      try {
        sending.send();
      } finally {
        writingSince = NOT_WRITING;
      }
    }

    /**
     * @param how closes the connection; called by another thread while this one sends
     */
    public void onBreakOff(Runnable how) {
      breaking = how;
    }

    private void breakOff() {
      isBroken = true;
      breaking.run();
    }

    private boolean isStalled(long now) {
      long start = writingSince;
      return start != NOT_WRITING && now - start > admission.limits.stall().toNanos();
    }

    /** Gives the place to others; a second call does nothing. */
    @Override
    public void close() {
      admission.leave(this);
    }
  }
}
