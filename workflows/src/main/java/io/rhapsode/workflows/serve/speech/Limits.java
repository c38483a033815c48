package io.rhapsode.workflows.serve.speech;

import java.time.Duration;

/**
 * What is given to one client and to all of them.
 *
 * @param listeners streams that are spoken at once, from 1
 * @param waiting requests that wait for a place, from 0; others are refused
 * @param longestWait how long a request waits for a place
 * @param characters longest text of one request or stream, in code points
 * @param longestStream how long one request or stream may take
 * @param stall a listener who takes no sound for so long gives up the place while it goes on
 */
public record Limits(
    int listeners,
    int waiting,
    Duration longestWait,
    int characters,
    Duration longestStream,
    Duration stall) {
  /** Open streams, stalled ones included, for each listener. */
  private static final int OPEN_PER_LISTENER = 8;

  public static final Limits DEFAULTS =
      new Limits(
          8, 16, Duration.ofSeconds(20), 20_000, Duration.ofMinutes(15), Duration.ofMillis(200));

  public Limits {
    requireFrom(1, listeners, "listeners");
    requireFrom(0, waiting, "waiting");
    requireFrom(1, characters, "characters");
    if (longestWait.isNegative() || longestStream.isNegative() || stall.isNegative()) {
      throw new IllegalArgumentException("a time is negative");
    }
  }

  /** Streams that may be open at once, those of stalled listeners included. */
  public int open() {
    return OPEN_PER_LISTENER * listeners;
  }

  private static void requireFrom(int least, int value, String name) {
    if (value < least) {
      throw new IllegalArgumentException("%s is below %d: %d".formatted(name, least, value));
    }
  }
}
