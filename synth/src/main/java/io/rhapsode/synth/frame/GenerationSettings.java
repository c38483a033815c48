package io.rhapsode.synth.frame;

/**
 * How to generate with a model; the same for all utterances of an engine.
 *
 * @param slots utterances in flight at once, 1 to 256
 * @param workers threads that compute, 1 to 64; one makes frames while the others decode
 * @param temperature variance of the noise, 0 to 2
 * @param endThreshold the speech has ended when the end score is above this
 * @param earliestEnd step, counted from 0, before which end scores are ignored
 * @param attempts how often to try an utterance under another seed, from 1
 * @param leastFramesPerToken fewer frames before the end than this for each token of text mean that
 *     it ended far too early; 0 accepts all
 * @param silenceLevel root mean square below which a chunk counts as silence, full scale is 1; 0
 *     accepts all
 */
public record GenerationSettings(
    int slots,
    int workers,
    double temperature,
    double endThreshold,
    int earliestEnd,
    int attempts,
    double leastFramesPerToken,
    double silenceLevel) {
  private static final int MOST_SLOTS = 256;
  private static final int MOST_WORKERS = 64;
  private static final double HIGHEST_TEMPERATURE = 2;

  /** Checks every bound. */
  public GenerationSettings {
    requireRange("slots", slots, 1, MOST_SLOTS);
    requireRange("workers", workers, 1, MOST_WORKERS);
    requireRange("temperature", temperature, 0, HIGHEST_TEMPERATURE);
    requireRange("earliestEnd", earliestEnd, 0, 1000);
    requireRange("attempts", attempts, 1, 100);
    requireRange("leastFramesPerToken", leastFramesPerToken, 0, 100);
    requireRange("silenceLevel", silenceLevel, 0, 1);
    if (Double.isNaN(endThreshold)) {
      throw new IllegalArgumentException("endThreshold is not a number");
    }
  }

  /**
   * Returns the same settings with another number of threads.
   *
   * @param workers threads that compute
   * @return settings
   */
  public GenerationSettings withWorkers(int workers) {
    return new GenerationSettings(
        slots,
        workers,
        temperature,
        endThreshold,
        earliestEnd,
        attempts,
        leastFramesPerToken,
        silenceLevel);
  }

  /** Standard deviation of the noise: the temperature is its variance. */
  public double noiseDeviation() {
    return Math.sqrt(temperature);
  }

  private static void requireRange(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "%s must be in %s..%s, is %s".formatted(name, least, most, value));
    }
  }
}
