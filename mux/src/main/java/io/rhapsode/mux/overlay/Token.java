package io.rhapsode.mux.overlay;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of markup.
 *
 * @param start its first character
 * @param end one past its last character
 * @param name of the element as written, with its prefix; empty for what is no tag
 * @param markup what it is a piece of
 */
record Token(Kind kind, int start, int end, String name, String markup) {
  /** What a piece of markup is. */
  enum Kind {
    TEXT,
    START,
    END,
    EMPTY,
    /** A section of character data that is quoted as a whole. */
    QUOTED,
    /** A comment, a declaration or an instruction. */
    OTHER
  }

  String text() {
    return markup.substring(start, end);
  }

  /** The name in lower case without its prefix. */
  String localName() {
    return name.substring(name.indexOf(':') + 1).toLowerCase(Locale.ROOT);
  }

  /** The prefix with its colon; empty without one. */
  String prefix() {
    return name.substring(0, name.indexOf(':') + 1);
  }

  boolean opens(String local) {
    return (kind == Kind.START || kind == Kind.EMPTY) && localName().equals(local);
  }

  /** The value of an attribute, its entities as written. */
  Optional<String> attribute(String attribute) {
    Matcher matcher = attributePattern(attribute).matcher(text());
    return matcher.find()
        ? Optional.of(matcher.group(1) == null ? matcher.group(2) : matcher.group(1))
        : Optional.empty();
  }

  /** The tag with an attribute set to a value, whether it had it or not. */
  String with(String attribute, String value) {
    String bare = without(attribute);
    int at = name.length() + 1;
    return bare.substring(0, at) + " %s=\"%s\"".formatted(attribute, value) + bare.substring(at);
  }

  String without(String attribute) {
    return attributePattern(attribute).matcher(text()).replaceFirst("");
  }

  /** The same tag, written otherwise. */
  Token as(String text) {
    return new Token(kind, 0, text.length(), name, text);
  }

  private static Pattern attributePattern(String attribute) {
    return Pattern.compile(
        "\\s+" + Pattern.quote(attribute) + "\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')");
  }
}
