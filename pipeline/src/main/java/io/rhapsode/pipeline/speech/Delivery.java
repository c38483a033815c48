package io.rhapsode.pipeline.speech;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.text.Pace;
import java.util.Optional;

/**
 * How something is to be said. What is absent is left to the voice.
 *
 * @param pacePercent speed in percent of the voice's own, 25 to 400
 * @param durationMillis the length that the speech should have, in milliseconds, from 1
 * @param style a manner that the engine knows or understands, such as "whispering"; not blank
 */
public record Delivery(
    Optional<Integer> pacePercent, Optional<Integer> durationMillis, Optional<String> style) {
  /** As the voice speaks by itself. */
  public static final Delivery PLAIN =
      new Delivery(Optional.empty(), Optional.empty(), Optional.empty());

  public Delivery {
    requireNonNull(pacePercent, "pacePercent is null");
    requireNonNull(durationMillis, "durationMillis is null");
    requireNonNull(style, "style is null");
    Pace.require(pacePercent);
    if (durationMillis.isPresent() && durationMillis.get() < 1) {
      throw new IllegalArgumentException("duration is below 1 ms: " + durationMillis.get());
    }
    if (style.isPresent() && style.get().isBlank()) {
      throw new IllegalArgumentException("style is blank");
    }
  }
}
