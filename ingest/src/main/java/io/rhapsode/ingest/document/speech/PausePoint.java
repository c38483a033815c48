package io.rhapsode.ingest.document.speech;

/**
 * A silence that the source of a block asks for.
 *
 * @param at before which character of the text, its length for the end
 * @param millis in milliseconds, from 0
 * @param exact whether it stands in place of the usual pause there; else that is no shorter than it
 */
public record PausePoint(int at, int millis, boolean exact) {
  /** Longer silences are made this long, in milliseconds. */
  public static final int LONGEST_MILLIS = 60_000;

  public PausePoint {
    if (at < 0 || millis < 0 || millis > LONGEST_MILLIS) {
      throw new IllegalArgumentException("pause of %d ms at %d".formatted(millis, at));
    }
  }

  /** The same silence at another place. */
  public PausePoint at(int place) {
    return new PausePoint(place, millis, exact);
  }
}
