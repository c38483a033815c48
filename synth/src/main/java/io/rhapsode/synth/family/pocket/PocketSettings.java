package io.rhapsode.synth.family.pocket;

import io.rhapsode.synth.family.pocket.config.PocketConfig;
import io.rhapsode.synth.frame.GenerationSettings;

/** How the published models are meant to be used. */
final class PocketSettings {
  /** The reference's; what ends within half a second has not said anything. */
  private static final int EARLIEST_END = 6;

  private static final int ATTEMPTS = 3;

  /** That would be 25 tokens a second, six times the pace of fast speech. */
  private static final double LEAST_FRAMES_PER_TOKEN = 0.5;

  /** 60 dB below full scale. */
  private static final double SILENCE_LEVEL = 1e-3;

  private PocketSettings() {}

  /**
   * Settings as published for a model, three attempts and one worker. Of random weights only the
   * bound on the number of frames is expected.
   *
   * @param slots utterances in flight
   */
  static GenerationSettings published(PocketConfig config, int slots) {
    return new GenerationSettings(
        slots,
        1,
        config.defaultTemperature(),
        config.endThreshold(),
        EARLIEST_END,
        ATTEMPTS,
        config.randomWeights() ? 0 : LEAST_FRAMES_PER_TOKEN,
        config.randomWeights() ? 0 : SILENCE_LEVEL);
  }
}
