package io.rhapsode.synth.family.pocket.config;

import java.util.Map;

/**
 * How a Pocket TTS model wants its text, as its configuration says.
 *
 * @param padShortTexts put eight spaces before a text of fewer than five words
 * @param replaceSemicolons speak semicolons as commas
 * @param closeWithMark end a text that has no mark at its end with a period
 * @param capitalizeFirstLetter write the first letter in upper case
 * @param replacements single characters and what is spoken in their place; an empty replacement
 *     removes
 */
public record PocketTextRules(
    boolean padShortTexts,
    boolean replaceSemicolons,
    boolean closeWithMark,
    boolean capitalizeFirstLetter,
    Map<String, String> replacements) {

  /** Without replacements and padding. */
  public static final PocketTextRules PLAIN =
      new PocketTextRules(false, false, true, true, Map.of());

  public PocketTextRules {
    replacements = Map.copyOf(replacements);
    for (String replaced : replacements.keySet()) {
      if (replaced.codePointCount(0, replaced.length()) != 1) {
        throw new IllegalArgumentException("'" + replaced + "' is not a single character");
      }
    }
  }
}
