package io.rhapsode.ingest.subtitle.webvtt;

import io.rhapsode.ingest.subtitle.CharacterReferences;
import java.util.ArrayList;
import java.util.List;

/**
 * The tokenizer of section 6.5 of the standard. References need their semicolon, as in its drafts:
 * "&amp;copy" without one is often meant as it stands. Not for several threads.
 */
final class CueTextTokenizer {
  private static final String SPACE = " \t\n\f\r";

  private final String text;
  private int at;

  CueTextTokenizer(String text) {
    this.text = text;
  }

  /** The next token, null behind the last. */
  CueTextToken next() {
    if (at >= text.length()) {
      return null;
    }
    if (text.charAt(at) != '<') {
      return new CueTextToken.Text(characters('<'));
    }
    at++;
    char first = at < text.length() ? text.charAt(at) : '>';
    if (first == '/') {
      at++;
      return new CueTextToken.End(untilClosed());
    }
    if (first >= '0' && first <= '9') {
      return new CueTextToken.Timestamp(untilClosed());
    }
    return start();
  }

  /** Name, classes, annotation. */
  private CueTextToken start() {
    String name = upTo(SPACE + ".>");
    List<String> classes = new ArrayList<>();
    while (at < text.length() && text.charAt(at) == '.') {
      at++;
      String found = upTo(SPACE + ".>");
      if (!found.isEmpty()) {
        classes.add(found);
      }
    }
    String annotation = characters('>').strip().replaceAll("[ \\t\\n\\f\\r]+", " ");
    at++;
    return new CueTextToken.Start(name, List.copyOf(classes), annotation);
  }

  /** What stands before one of the ends, which stays to be read. */
  private String upTo(String ends) {
    int start = at;
    while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at);
  }

  private String untilClosed() {
    String found = upTo(">");
    at++;
    return found;
  }

  /** What stands before the end, which stays to be read, with references resolved. */
  private String characters(char end) {
    StringBuilder found = new StringBuilder();
    while (at < text.length() && text.charAt(at) != end) {
      int behind = CharacterReferences.end(text, at);
      if (behind > at) {
        found.append(CharacterReferences.decoded(text.substring(at, behind)));
        at = behind;
      } else {
        found.append(text.charAt(at++));
      }
    }
    return found.toString();
  }
}
