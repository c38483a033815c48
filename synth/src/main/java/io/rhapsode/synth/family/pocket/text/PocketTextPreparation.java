package io.rhapsode.synth.family.pocket.text;

import io.rhapsode.synth.family.pocket.config.PocketTextRules;
import java.util.regex.Pattern;

/**
 * Brings a text into the form the models are trained on, as release 4 of the reference does, also
 * for the weights of earlier releases.
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

  private static final String CLOSING_MARKS = ".!?\u2026";
  private static final String CLOSERS = "\"'\u201d\u2019)]\u00bb";
  private static final String PAUSE_MARKS = ",;:-\u2013\u2014";

  /** What is left of a mark of a pause where the quote before it was replaced by nothing. */
  private static final Pattern STRAY_PAUSE_MARK =
      Pattern.compile("([" + CLOSING_MARKS + "]) *[,;:]");

  /**
   * Prepares a text; the order of the steps matters and is the reference's.
   *
   * @throws IllegalArgumentException if nothing but white space is left
   */
  static PocketTextPreparation of(String raw, PocketTextRules rules) {
    String text = PythonText.strip(raw);
    if (!rules.replacements().isEmpty()) {
      text = String.join(" ", PythonText.words(replaced(text, rules)));
      text = STRAY_PAUSE_MARK.matcher(text).replaceAll("$1");
    }
    if (text.isEmpty()) {
      throw new IllegalArgumentException("there is no text to speak");
    }
    text = text.replace('\n', ' ').replace('\r', ' ').replace("  ", " ");
    if (rules.replaceSemicolons()) {
      text = text.replace(';', ',');
    }
    boolean isShort = PythonText.words(text).size() <= SHORT_TEXT_WORDS;
    int guess = isShort ? FRAMES_AFTER_SHORT_TEXT : FRAMES_AFTER_TEXT;
    if (rules.capitalizeFirstLetter()) {
      text = PythonText.capitalize(text);
    }
    if (rules.closeWithMark()) {
      text = closed(text);
    }
    if (rules.padShortTexts() && PythonText.words(text).size() < PADDED_BELOW_WORDS) {
      text = PADDING + text;
    }
    return new PocketTextPreparation(text, guess);
  }

  /** All replacements at once: what comes in is not replaced again. */
  private static String replaced(String text, PocketTextRules rules) {
    StringBuilder result = new StringBuilder();
    text.codePoints()
        .mapToObj(Character::toString)
        .forEach(point -> result.append(rules.replacements().getOrDefault(point, point)));
    return result.toString();
  }

  /** Ends a text with a period unless it ends with a mark, closing quotes and brackets aside. */
  private static String closed(String text) {
    String core = withoutEnd(text, CLOSERS);
    if (core.isEmpty() || isIn(CLOSING_MARKS, core.charAt(core.length() - 1))) {
      return text;
    }
    if (!isIn(PAUSE_MARKS, core.charAt(core.length() - 1))) {
      return text + ".";
    }
    String closers = PythonText.strip(text.substring(core.length()));
    return withoutEnd(core, PAUSE_MARKS) + "." + closers;
  }

  /** A text without what characters of a set, and spaces, stand at its end. */
  private static String withoutEnd(String text, String set) {
    int end = text.length();
    while (end > 0
        && (isIn(set, text.charAt(end - 1)) || PythonText.isSpace(text.charAt(end - 1)))) {
      end--;
    }
    return text.substring(0, end);
  }

  private static boolean isIn(String set, char character) {
    return set.indexOf(character) >= 0;
  }
}
