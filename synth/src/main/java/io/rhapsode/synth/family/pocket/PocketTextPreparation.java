package io.rhapsode.synth.family.pocket;

import io.rhapsode.synth.family.pocket.PocketTextRules.Edition;
import java.util.Map;

/**
 * Brings a text into the form the model was trained on.
 *
 * @param text what to tokenize
 * @param framesAfterEndGuess frames to go on for after the end of speech, before the reference's
 *     margin is added
 */
record PocketTextPreparation(String text, int framesAfterEndGuess) {
  private static final int SHORT_TEXT_WORDS = 4;
  private static final int FRAMES_AFTER_SHORT_TEXT = 3;
  private static final int FRAMES_AFTER_TEXT = 1;
  private static final int PADDED_BELOW_WORDS = 5;
  private static final String PADDING = " ".repeat(8);

  /**
   * Prepares a text; the order of the steps matters and is the reference's. Replacements come
   * first; where the reference has them was not seen.
   *
   * @throws IllegalArgumentException if nothing but white space is left
   */
  static PocketTextPreparation of(String raw, PocketTextRules rules) {
    String text = raw;
    for (Map.Entry<String, String> replacement : rules.replacements().entrySet()) {
      text = text.replace(replacement.getKey(), replacement.getValue());
    }
    text = PythonText.strip(text);
    if (text.isEmpty()) {
      throw new IllegalArgumentException("there is no text to speak");
    }
    text = text.replace('\n', ' ').replace('\r', ' ').replace("  ", " ");
    if (rules.replaceSemicolons()) {
      text = text.replace(';', ',');
    }
    boolean isShort = PythonText.words(text) <= SHORT_TEXT_WORDS;
    int guess = isShort ? FRAMES_AFTER_SHORT_TEXT : FRAMES_AFTER_TEXT;
    if (rules.capitalizeFirstLetter()) {
      text = PythonText.capitalize(text);
    }
    if (rules.endWithPeriod() && PythonText.endsAlphanumeric(text)) {
      text += ".";
    }
    if (rules.padShortTexts() && PythonText.words(text) < PADDED_BELOW_WORDS) {
      text = PADDING + text;
    }
    return new PocketTextPreparation(text, guess);
  }

  /**
   * What the model is fed for a chunk: from release 3 on the prepared chunk, before it the chunk as
   * it was cut.
   */
  static String spoken(String chunk, PocketTextRules rules) {
    return rules.edition() == Edition.V3 ? of(chunk, rules).text() : chunk;
  }
}
