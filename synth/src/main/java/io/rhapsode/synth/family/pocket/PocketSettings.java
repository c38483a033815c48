package io.rhapsode.synth.family.pocket;

/**
 * How to generate with a model of the family; the same for all utterances of an engine.
 *
 * @param slots utterances in flight at once, 1 to 256
 * @param workers threads that compute, 1 to 64; a worker beyond the first decodes finished chunks
 *     while the next frames are made
 * @param temperature variance of the flow's noise, 0 to 2
 * @param endThreshold the speech has ended when the end logit is above this; -4 as published
 * @param attempts how often to try an utterance under another seed, from 1
 * @param leastFramesPerToken fewer frames before the end than this for each token of text mean that
 *     it ended far too early; 0 accepts all. 0.5 would be 25 tokens a second, six times the pace of
 *     fast speech
 * @param silenceLevel root mean square below which a chunk counts as silence, full scale is 1; 0
 *     accepts all
 */
public record PocketSettings(
    int slots,
    int workers,
    double temperature,
    double endThreshold,
    int attempts,
    double leastFramesPerToken,
    double silenceLevel) {
  private static final int MOST_SLOTS = 256;
  private static final int MOST_WORKERS = 64;
  private static final double HIGHEST_TEMPERATURE = 2;
  private static final double PUBLISHED_END_THRESHOLD = -4;
  private static final double LEAST_FRAMES_PER_TOKEN = 0.5;

  /** 60 dB below full scale. */
  private static final double SILENCE_LEVEL = 1e-3;

  /** Checks every bound. */
  public PocketSettings {
    requireRange("slots", slots, 1, MOST_SLOTS);
    requireRange("workers", workers, 1, MOST_WORKERS);
    requireRange("temperature", temperature, 0, HIGHEST_TEMPERATURE);
    requireRange("attempts", attempts, 1, 100);
    requireRange("leastFramesPerToken", leastFramesPerToken, 0, 100);
    requireRange("silenceLevel", silenceLevel, 0, 1);
    if (Double.isNaN(endThreshold)) {
      throw new IllegalArgumentException("endThreshold is not a number");
    }
  }

  /**
   * Settings as published for a model, three attempts and one worker. Of random weights only the
   * bound on the number of frames is expected.
   *
   * @param config the model's configuration
   * @param slots utterances in flight
   * @return settings
   */
  public static PocketSettings published(PocketConfig config, int slots) {
    return new PocketSettings(
        slots,
        1,
        config.defaultTemperature(),
        PUBLISHED_END_THRESHOLD,
        3,
        config.randomWeights() ? 0 : LEAST_FRAMES_PER_TOKEN,
        config.randomWeights() ? 0 : SILENCE_LEVEL);
  }

  /**
   * Returns the same settings with another number of threads.
   *
   * @param workers threads that compute
   * @return settings
   */
  public PocketSettings withWorkers(int workers) {
    return new PocketSettings(
        slots, workers, temperature, endThreshold, attempts, leastFramesPerToken, silenceLevel);
  }

  /** Standard deviation of the noise: the temperature is its variance. */
  double noiseDeviation() {
    return Math.sqrt(temperature);
  }

  private static void requireRange(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "%s must be in %s..%s, is %s".formatted(name, least, most, value));
    }
  }
}
