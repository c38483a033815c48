package io.rhapsode.synth.listen;

import static io.rhapsode.pipeline.settings.InvalidSettingException.requireRange;
import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.settings.InvalidSettingException;
import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How takes are listened to and what becomes of those that fail.
 *
 * @param mode auto, off, signal or asr
 * @param attempts how often a refused take is made again with another seed, 0 to 20
 * @param split whether what fails after that is split at a clause and made in two parts
 * @param fallbackVoice voice that says what still fails; empty for none
 * @param keepFlagged whether the best of the refused takes is kept and flagged; otherwise the
 *     utterance counts as missing
 * @param model recogniser in the model store, for asr
 * @param words what is let through, by BCP 47 primary language; {@code default} for the others
 */
public record ListenSettings(
    QualityMode mode,
    int attempts,
    boolean split,
    String fallbackVoice,
    boolean keepFlagged,
    String model,
    Map<String, WordLimits> words)
    implements Serializable {
  private static final String OTHERS = "default";

  /** The words too if they can be heard; two further attempts, then in parts, then flagged. */
  public static final ListenSettings DEFAULTS =
      new ListenSettings(
          QualityMode.AUTO,
          2,
          true,
          "",
          true,
          "whisper-base",
          Map.of(OTHERS, new WordLimits(5, 40), "en", new WordLimits(3, 30)));

  public ListenSettings {
    requireNonNull(mode, "mode is null");
    requireRange("attempts", attempts, 0, 20);
    requireNonNull(fallbackVoice, "fallbackVoice is null");
    requireNonNull(model, "model is null");
    words = Collections.unmodifiableMap(new TreeMap<>(words));
    if (!words.containsKey(OTHERS)) {
      throw new InvalidSettingException("words", "has no entry '" + OTHERS + "'");
    }
  }

  /** The same with another mode. */
  public ListenSettings with(QualityMode other) {
    return new ListenSettings(other, attempts, split, fallbackVoice, keepFlagged, model, words);
  }

  /** What is let through in a language, by its primary tag. */
  public WordLimits wordsOf(String primaryLanguage) {
    return words.getOrDefault(primaryLanguage, words.get(OTHERS));
  }

  /**
   * What a recogniser may hear otherwise than it was asked before a take is refused.
   *
   * @param run sounds (phonemes) in a row that may be missing, repeated or inserted, 0 to 50
   * @param errorPercent sounds that may differ, in percent of the text's, 0 to 100
   */
  public record WordLimits(int run, int errorPercent) implements Serializable {
    public WordLimits {
      requireRange("run", run, 0, 50);
      requireRange("errorPercent", errorPercent, 0, 100);
    }
  }
}
