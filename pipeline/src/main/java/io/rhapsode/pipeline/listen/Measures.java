package io.rhapsode.pipeline.listen;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * What a take sounds like, in figures that can be compared with those of other takes. A figure that
 * a take is too short or too noisy for is 0.
 *
 * @param levelDecibels root mean square of its speech without the pauses, in dB of full scale
 * @param brightnessHz root mean square frequency of its spectrum, in Hz
 * @param pitchHz median of its fundamental frequency, in Hz
 * @param lettersPerSecond letters of the text by seconds of sound without the pauses
 * @param extremes absent in verdicts of listeners before signal/2
 */
public record Measures(
    double levelDecibels,
    double brightnessHz,
    double pitchHz,
    double lettersPerSecond,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Extremes> extremes) {
  /** Of nothing. */
  public static final Measures NONE = new Measures(0, 0, 0, 0, Optional.empty());

  public Measures {
    requireNonNull(extremes, "extremes is null");
  }

  /**
   * How far from its loud parts a take goes.
   *
   * @param endDecibels how far its last sound is below them, in dB
   * @param rangeDecibels how far its quietest parts are below them, in dB
   */
  public record Extremes(double endDecibels, double rangeDecibels) {}
}
