package io.rhapsode.mux.watermark;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.settings.InvalidSettingException;

/**
 * Whether audio is marked, as users set it.
 *
 * @param speech which works are marked
 * @param key who has it finds the mark; empty for the key that everybody knows
 */
public record WatermarkSettings(Speech speech, String key) {
  /** What is spoken by neural voices is marked, for everybody to find. */
  public static final WatermarkSettings DEFAULTS = new WatermarkSettings(Speech.NEURAL, "");

  /** Which works are marked. */
  public enum Speech {
    /** Those in which a neural voice speaks. */
    NEURAL,
    /** All. */
    ALL,
    /** None. */
    NONE
  }

  public WatermarkSettings {
    requireNonNull(speech, "speech is null");
    requireNonNull(key, "key is null");
    if (!key.isEmpty() && key.isBlank()) {
      throw new InvalidSettingException("key", "is blank");
    }
  }

  /** The key of the marks. */
  public WatermarkKey watermarkKey() {
    return key.isEmpty() ? WatermarkKey.PUBLIC : new WatermarkKey(key);
  }
}
