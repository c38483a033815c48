package io.rhapsode.pipeline.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * What all jobs of this process have counted since it began, for whoever shows that: the metrics of
 * a runner are told only when a part of a graph has ended. Thread-safe.
 */
public final class WorkerCounts {
  private static final Map<String, LongAdder> COUNTS = new TreeMap<>();
  private static final List<BiConsumer<String, LongSupplier>> FOLLOWERS = new ArrayList<>();

  private WorkerCounts() {}

  /** Tells of every count, of those that come later when they come. */
  public static synchronized void follow(BiConsumer<String, LongSupplier> follower) {
    FOLLOWERS.add(follower);
    COUNTS.forEach((name, count) -> follower.accept(name, count::sum));
  }

  static synchronized void add(String name, long amount) {
    LongAdder count = COUNTS.get(name);
    if (count == null) {
      LongAdder added = new LongAdder();
      COUNTS.put(name, added);
      FOLLOWERS.forEach(follower -> follower.accept(name, added::sum));
      count = added;
    }
    count.add(amount);
  }
}
