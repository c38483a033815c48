package io.rhapsode.synth.family.pocket;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a Pocket TTS model wants its text, as its configuration says.
 *
 * @param edition the reference release whose behaviour the model is used with
 * @param padShortTexts put eight spaces before a text of fewer than five words
 * @param replaceSemicolons speak semicolons as commas
 * @param endWithPeriod add a period to a text that ends with a letter or digit
 * @param capitalizeFirstLetter write the first letter in upper case
 * @param replacements text to be replaced before anything else, in order; an empty replacement
 *     removes
 */
public record PocketTextRules(
    Edition edition,
    boolean padShortTexts,
    boolean replaceSemicolons,
    boolean endWithPeriod,
    boolean capitalizeFirstLetter,
    Map<String, String> replacements) {

  /** Reference releases that treat text differently. */
  public enum Edition {
    /** Up to 2.1: splits inside decimals and speaks the chunks as they were cut. */
    V2,
    /** From 3.0: keeps decimals whole and prepares every chunk like a text of its own. */
    V3
  }

  public PocketTextRules {
    requireNonNull(edition, "edition is null");
    replacements = Collections.unmodifiableMap(new LinkedHashMap<>(replacements));
    if (replacements.containsKey("")) {
      throw new IllegalArgumentException("replacements have an empty key");
    }
  }

  /** Release 2.1 with its defaults. */
  public static PocketTextRules v2(boolean padShortTexts, boolean replaceSemicolons) {
    return new PocketTextRules(Edition.V2, padShortTexts, replaceSemicolons, true, true, Map.of());
  }
}
