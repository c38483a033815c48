package io.rhapsode.pipeline.listen;

/**
 * What a take sounds like, in figures that can be compared with those of other takes. A figure that
 * a take is too short or too noisy for is 0.
 *
 * @param levelDecibels root mean square of its speech without the pauses, in dB of full scale
 * @param brightnessHz root mean square frequency of its spectrum, in Hz
 * @param pitchHz median of its fundamental frequency, in Hz
 * @param lettersPerSecond letters of the text by seconds of sound without the pauses
 */
public record Measures(
    double levelDecibels, double brightnessHz, double pitchHz, double lettersPerSecond) {
  /** Of nothing. */
  public static final Measures NONE = new Measures(0, 0, 0, 0);
}
