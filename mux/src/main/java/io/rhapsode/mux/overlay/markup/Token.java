package io.rhapsode.mux.overlay.markup;

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
public record Token(Kind kind, int start, int end, String name, String markup) {
  /** What a piece of markup is. */
  public enum Kind {
    TEXT,
    START,
    END,
    EMPTY,
    /** A section of character data that is quoted as a whole. */
    QUOTED,
    /** A comment, a declaration or an instruction. */
    OTHER
  }

  public String text() {
    return markup.substring(start, end);
  }

  /** The name in lower case without its prefix. */
  public String localName() {
    return name.substring(name.indexOf(':') + 1).toLowerCase(Locale.ROOT);
  }

  /** The prefix with its colon; empty without one. */
  public String prefix() {
    return name.substring(0, name.indexOf(':') + 1);
  }

  public boolean opens(String local) {
    return (kind == Kind.START || kind == Kind.EMPTY) && localName().equals(local);
  }

  /** The value of an attribute, its entities as written. */
  public Optional<String> attribute(String attribute) {
    Matcher matcher = attributePattern(attribute).matcher(text());
    return matcher.find()
        ? Optional.of(matcher.group(1) == null ? matcher.group(2) : matcher.group(1))
        : Optional.empty();
  }

  /** The tag with an attribute set to a value, whether it had it or not. */
  public String with(String attribute, String value) {
    String bare = without(attribute);
    int at = name.length() + 1;
    return bare.substring(0, at) + " %s=\"%s\"".formatted(attribute, value) + bare.substring(at);
  }

  public String without(String attribute) {
    return attributePattern(attribute).matcher(text()).replaceFirst("");
  }

  /** The same tag, written otherwise. */
  public Token as(String text) {
    return new Token(kind, 0, text.length(), name, text);
  }

  private static Pattern attributePattern(String attribute) {
    return Pattern.compile(
        "\\s+" + Pattern.quote(attribute) + "\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')");
  }
}
