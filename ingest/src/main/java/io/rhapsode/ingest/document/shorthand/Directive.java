package io.rhapsode.ingest.document.shorthand;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jsoup.nodes.TextNode;

/**
 * A pair of braces with a word behind the first: {@code {name argument}}, {@code {name
 * argument|text}} or {@code {/name}}.
 *
 * @param node the text that holds it
 * @param start its first character there
 * @param end one past its last character
 * @param closes whether it ends a stretch
 * @param argument without white space around it, possibly empty
 * @param text between the bar and the brace, or null when there is no bar
 */
record Directive(
    TextNode node,
    int start,
    int end,
    String written,
    String name,
    boolean closes,
    String argument,
    String text) {
  /** Ends with the brace, which is missing where somebody forgot it. */
  static final Pattern EXPRESSION =
      Pattern.compile(
          "\\{(/?)(\\p{Alpha}[\\p{Alpha}-]{0,30})((?:\\s[^{}|]*+)?)(\\|[^{}]*+)?(\\}?)");

  /** As much of it as a remark shows, in UTF-16 units. */
  private static final int SHOWN = 60;

  static Directive of(TextNode node, MatchResult match) {
    String text = match.group(4);
    return new Directive(
        node,
        match.start(),
        match.end(),
        match.group(),
        match.group(2).toLowerCase(Locale.ROOT),
        !match.group(1).isEmpty(),
        match.group(3).strip(),
        text == null ? null : text.substring(1));
  }

  boolean isWhole() {
    return written.endsWith("}");
  }

  /** For remarks. */
  String place() {
    return written.length() <= SHOWN
        ? "'" + written + "'"
        : "'" + written.substring(0, SHOWN) + "…'";
  }
}
