package io.rhapsode.ingest.document.office;

import io.rhapsode.ingest.document.facts.DocumentFacts;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Facts that stand before a plain text, as Markdown has them: lines "name: value" between two lines
 * of hyphens, of which one is "shorthand: true" or "shorthand: false". What looks else is text.
 */
final class FrontMatter {
  private static final Pattern EXPRESSION =
      Pattern.compile(
          "\\A---[ \\t]*\\R((?:[\\p{L}.:-]{1,40}:[^\\n"
              + "\\r"
              + "]{0,1000}\\R){1,40}?)---[ \\t]*(?:\\R|\\z)");

  private static final Pattern SWITCH = Pattern.compile("(?m)^shorthand:\\s*(?:true|false)\\s*$");

  private FrontMatter() {}

  /**
   * The text behind its facts.
   *
   * @param facts takes them
   */
  static String taken(String text, DocumentFacts facts) {
    Matcher matcher = EXPRESSION.matcher(text);
    if (!matcher.find() || !SWITCH.matcher(matcher.group(1)).find()) {
      return text;
    }
    matcher
        .group(1)
        .lines()
        .forEach(
            line -> {
              int colon = line.indexOf(':');
              facts.named(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
            });
    return text.substring(matcher.end());
  }
}
