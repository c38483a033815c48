package io.rhapsode.ingest.document.speech;

/**
 * A silence that the source of a block asks for.
 *
 * @param at before which character of the text, its length for the end
 * @param millis in milliseconds, from 0
 */
public record PausePoint(int at, int millis) {
  public PausePoint {
    if (at < 0 || millis < 0) {
      throw new IllegalArgumentException("pause of %d ms at %d".formatted(millis, at));
    }
  }
}
