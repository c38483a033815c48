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

  private static final int ATTEMPTS = 3;

  /** The end is decided by the model: 1 or 0. */
  private static final double END_THRESHOLD = 0.5;

  /** That would be 50 tokens a second, twelve times the pace of fast speech. */
  private static final double LEAST_FRAMES_PER_TOKEN = 0.25;

  /** 60 dB below full scale. */
  private static final double SILENCE_LEVEL = 1e-3;

  /**
   * Nothing narrower ever learned to speak: such weights are random, as a test model's, and only
   * the bound on the number of frames is expected of them.
   */
  private static final int LEAST_WIDTH = 256;

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
   * Settings for a model whose frames are codes of 80 ms and which decides on the end itself.
   *
   * @param width features of its language model
   */
  public static GenerationSettings ofCodes(int slots, int workers, int width) {
    boolean speaks = width >= LEAST_WIDTH;
    return new GenerationSettings(
        slots,
        workers,
        1,
        END_THRESHOLD,
        0,
        ATTEMPTS,
        speaks ? LEAST_FRAMES_PER_TOKEN : 0,
        speaks ? SILENCE_LEVEL : 0);
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
