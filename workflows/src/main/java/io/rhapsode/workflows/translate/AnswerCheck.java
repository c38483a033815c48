package io.rhapsode.workflows.translate;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What is wrong with a translation. */
final class AnswerCheck {
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\$?\\{[^{}]*\\}|%(?:\\d+\\$)?[sd]|</?[A-Za-z][^<>]*>");

  /** A line this short may be the same in two languages: a name, a cry. */
  private static final int LONGEST_UNTRANSLATED_WORDS = 3;

  private AnswerCheck() {}

  /**
   * The first thing that is wrong, as it is said to translator and user.
   *
   * @param answer null where there is none
   */
  static Optional<String> problem(TranslationLine line, String answer) {
    if (answer == null || answer.isBlank()) {
      return Optional.of("there was no translation");
    }
    if (!placeholders(line.text()).equals(placeholders(answer))) {
      return Optional.of("placeholders are to be " + placeholders(line.text()));
    }
    for (Map.Entry<String, String> term : line.glossary().entrySet()) {
      if (!answer.toLowerCase(Locale.ROOT).contains(term.getValue().toLowerCase(Locale.ROOT))) {
        return Optional.of(
            "'%s' is to be translated as '%s'".formatted(term.getKey(), term.getValue()));
      }
    }
    if (answer.equalsIgnoreCase(line.text().strip())
        && answer.split("\\s+").length > LONGEST_UNTRANSLATED_WORDS) {
      return Optional.of("it was left untranslated");
    }
    if (answer.length() > line.maximumCharacters()) {
      return Optional.of(
          "it has %d characters, and there is time for %d"
              .formatted(answer.length(), line.maximumCharacters()));
    }
    return Optional.empty();
  }

  private static List<String> placeholders(String text) {
    return PLACEHOLDER.matcher(text).results().map(MatchResult::group).sorted().toList();
  }
}
