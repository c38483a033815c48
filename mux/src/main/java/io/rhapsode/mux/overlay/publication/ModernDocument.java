package io.rhapsode.mux.overlay.publication;

import io.rhapsode.mux.overlay.markup.MarkupTokens;
import io.rhapsode.mux.overlay.markup.NamedCharacters;
import io.rhapsode.mux.overlay.markup.Token;
import io.rhapsode.mux.overlay.markup.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A document of XHTML 1.1 as one of HTML: its document type, its named characters, and what HTML
 * says in style sheets only are changed, nothing else.
 *
 * @param markup after the changes
 * @param properties that the document's item has to tell of it
 */
record ModernDocument(String markup, Set<String> properties) {
  private static final Pattern NAMED = Pattern.compile("&([A-Za-z][A-Za-z0-9]{1,31});");
  private static final Set<String> OF_XML = Set.of("amp", "lt", "gt", "quot", "apos");

  /** Attributes that stand for a declaration of a style sheet, and how. */
  private static final Map<String, String> STYLES =
      Map.of(
          "align", "text-align: %s",
          "valign", "vertical-align: %s",
          "bgcolor", "background-color: %s",
          "nowrap", "white-space: nowrap",
          "clear", "clear: %s");

  /** Attributes without effect in reading systems. */
  private static final List<String> IDLE =
      List.of(
          "cellpadding",
          "cellspacing",
          "summary",
          "frame",
          "rules",
          "hspace",
          "vspace",
          "border",
          "compact",
          "noshade",
          "link",
          "vlink",
          "alink",
          "text",
          "language",
          "longdesc",
          "char",
          "charoff",
          "axis",
          "abbr",
          "rev",
          "profile",
          "scheme",
          "version");

  private static final Map<String, String> RENAMED =
      Map.of(
          "big", "span", "tt", "code", "strike", "s", "acronym", "abbr", "center", "div", "font",
          "span", "dir", "ul");

  private static final Map<String, String> RENAMED_STYLES =
      Map.of("big", "font-size: larger", "center", "text-align: center");

  ModernDocument {
    properties = Set.copyOf(properties);
  }

  static ModernDocument of(String original) {
    StringBuilder markup = new StringBuilder();
    Set<String> properties = new TreeSet<>();
    Set<String> ids = new TreeSet<>();
    List<Token> tokens = MarkupTokens.html(original);
    tokens.forEach(token -> token.attribute("id").ifPresent(ids::add));
    for (Token token : tokens) {
      markup.append(modern(token, ids));
      if (token.opens("svg")) {
        properties.add("svg");
      } else if (token.opens("math")) {
        properties.add("mathml");
      } else if (token.opens("script") || token.opens("form")) {
        properties.add("scripted");
      }
    }
    return new ModernDocument(markup.toString(), properties);
  }

  /** XML without a document type knows five names only; others are told by their numbers. */
  private static String plain(MatchResult named) {
    return OF_XML.contains(named.group(1)) ? named.group() : NamedCharacters.number(named.group());
  }

  private static String modern(Token token, Set<String> ids) {
    if (token.kind() == Kind.OTHER) {
      return token.text().regionMatches(true, 0, "<!DOCTYPE", 0, 9)
          ? "<!DOCTYPE html>"
          : token.text();
    }
    if (token.kind() == Kind.END) {
      String renamed = RENAMED.get(token.localName());
      return renamed == null ? token.text() : "</%s%s>".formatted(token.prefix(), renamed);
    }
    if (token.kind() == Kind.TEXT) {
      return NAMED
          .matcher(token.text())
          .replaceAll(named -> Matcher.quoteReplacement(plain(named)));
    }
    if (token.kind() == Kind.QUOTED) {
      return token.text();
    }
    return tag(token, ids);
  }

  private static String tag(Token token, Set<String> ids) {
    if (token.opens("meta") && token.attribute("http-equiv").isPresent()) {
      boolean type = token.attribute("http-equiv").get().equalsIgnoreCase("content-type");
      return type ? token.with("content", "text/html; charset=utf-8") : token.text();
    }
    List<String> styles = new ArrayList<>();
    Token tag = token;
    for (Map.Entry<String, String> style : STYLES.entrySet()) {
      String value = tag.attribute(style.getKey()).orElse("").toLowerCase(Locale.ROOT);
      if (!value.isEmpty()) {
        styles.add(style.getValue().formatted(value));
        tag = tag.as(tag.without(style.getKey()));
      }
    }
    boolean picture = token.opens("img") || token.opens("object") || token.opens("svg");
    for (String size : picture ? List.<String>of() : List.of("width", "height", "size")) {
      String value = tag.attribute(size).orElse("");
      if (value.matches("\\d+%?") && !isForeign(token)) {
        if (!size.equals("size")) {
          styles.add("%s: %s".formatted(size, value.endsWith("%") ? value : value + "px"));
        }
        tag = tag.as(tag.without(size));
      }
    }
    for (String idle : isForeign(token) ? List.<String>of() : IDLE) {
      tag = tag.as(tag.without(idle));
    }
    String name = tag.attribute("name").orElse("");
    if (token.opens("a") && !name.isEmpty()) {
      boolean needed = tag.attribute("id").isEmpty() && ids.add(name);
      tag = tag.as(needed ? tag.as(tag.without("name")).with("id", name) : tag.without("name"));
    }
    if (RENAMED_STYLES.containsKey(token.localName())) {
      styles.add(RENAMED_STYLES.get(token.localName()));
    }
    if (!styles.isEmpty()) {
      String own =
          tag.attribute("style").map(style -> style.replaceFirst(";?\\s*$", "; ")).orElse("");
      tag = tag.as(tag.with("style", own + String.join("; ", styles)));
    }
    String renamed = RENAMED.get(token.localName());
    return renamed == null ? tag.text() : renamed(tag, renamed);
  }

  private static String renamed(Token tag, String name) {
    String rest = tag.text().substring(1 + tag.name().length());
    if (tag.localName().equals("font")) {
      rest = rest.replaceAll("\\s+(?:color|face|size)\\s*=\\s*(?:\"[^\"]*\"|'[^']*')", "");
    }
    return "<" + tag.prefix() + name + rest;
  }

  private static boolean isForeign(Token token) {
    return token.name().indexOf(':') > 0
        || Set.of("svg", "image", "rect", "line", "text", "math", "canvas")
            .contains(token.localName());
  }
}
