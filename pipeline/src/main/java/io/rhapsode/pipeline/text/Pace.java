package io.rhapsode.pipeline.text;

import java.util.Optional;

/** How quickly a voice speaks, in percent of its own pace. */
public final class Pace {
  /** As the voice speaks by itself. */
  public static final int PLAIN_PERCENT = 100;

  public static final int SLOWEST_PERCENT = 25;
  public static final int QUICKEST_PERCENT = 400;

  private Pace() {}

  /**
   * A pace that is asked for.
   *
   * @throws IllegalArgumentException when it is beyond what any voice may be asked for
   */
  public static Optional<Integer> require(Optional<Integer> percent) {
    if (percent.isPresent()
        && (percent.get() < SLOWEST_PERCENT || percent.get() > QUICKEST_PERCENT)) {
      throw new IllegalArgumentException(
          "pace is not between %d and %d %%: %d"
              .formatted(SLOWEST_PERCENT, QUICKEST_PERCENT, percent.get()));
    }
    return percent;
  }

  /** The nearest pace that a voice may be asked for. */
  public static int within(double percent) {
    return (int) Math.round(Math.max(SLOWEST_PERCENT, Math.min(QUICKEST_PERCENT, percent)));
  }
}
