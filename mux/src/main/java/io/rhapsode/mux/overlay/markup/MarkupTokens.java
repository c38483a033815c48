package io.rhapsode.mux.overlay.markup;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Cuts XML, or HTML that is written like it, into tokens that cover it from end to end. */
public final class MarkupTokens {
  /** Elements of HTML that have no content, also where they are not closed as XML wants it. */
  private static final Set<String> VOID =
      Set.of(
          "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
          "source", "track", "wbr");

  private final String markup;
  private final List<Token> tokens = new ArrayList<>();

  private final Set<String> empty;

  private MarkupTokens(String markup, Set<String> empty) {
    this.markup = markup;
    this.empty = empty;
  }

  public static List<Token> xml(String markup) {
    return new MarkupTokens(markup, Set.of()).cut();
  }

  /** Also such as its author did not close as XML wants it. */
  public static List<Token> html(String markup) {
    return new MarkupTokens(markup, VOID).cut();
  }

  private List<Token> cut() {
    int at = 0;
    while (at < markup.length()) {
      int tag = markup.indexOf('<', at);
      if (tag != at) {
        at = add(Token.Kind.TEXT, at, tag < 0 ? markup.length() : tag, "");
      } else if (markup.startsWith("<!--", at)) {
        at = add(Token.Kind.OTHER, at, after("-->", at), "");
      } else if (markup.startsWith("<![CDATA[", at)) {
        at = add(Token.Kind.QUOTED, at, after("]]>", at), "");
      } else if (markup.startsWith("<?", at)) {
        at = add(Token.Kind.OTHER, at, after("?>", at), "");
      } else if (markup.startsWith("<!", at)) {
        at = add(Token.Kind.OTHER, at, endOfDeclaration(at), "");
      } else {
        at = tag(at);
      }
    }
    return List.copyOf(tokens);
  }

  private int tag(int at) {
    int end = endOfTag(at);
    boolean closing = markup.startsWith("</", at);
    int nameStart = closing ? at + 2 : at + 1;
    int nameEnd = nameStart;
    while (nameEnd < end && isName(markup.charAt(nameEnd))) {
      nameEnd++;
    }
    String name = markup.substring(nameStart, nameEnd);
    if (name.isEmpty()) {
      return add(Token.Kind.TEXT, at, at + 1, "");
    }
    boolean unclosed =
        empty.contains(name.toLowerCase(Locale.ROOT)) && !markup.startsWith("</" + name, end);
    boolean whole = markup.startsWith("/>", end - 2) || unclosed;
    Token.Kind kind = closing ? Token.Kind.END : whole ? Token.Kind.EMPTY : Token.Kind.START;
    return add(kind, at, end, name);
  }

  private int add(Token.Kind kind, int start, int end, String name) {
    tokens.add(new Token(kind, start, end, name, markup));
    return end;
  }

  private int after(String close, int at) {
    int found = markup.indexOf(close, at);
    return found < 0 ? markup.length() : found + close.length();
  }

  private int endOfTag(int at) {
    char quote = 0;
    for (int i = at; i < markup.length(); i++) {
      char unit = markup.charAt(i);
      if (quote != 0) {
        quote = unit == quote ? 0 : quote;
      } else if (unit == '"' || unit == '\'') {
        quote = unit;
      } else if (unit == '>') {
        return i + 1;
      }
    }
    return markup.length();
  }

  /** Behind a document type with all that is declared inside it. */
  private int endOfDeclaration(int at) {
    int depth = 0;
    for (int i = at; i < markup.length(); i++) {
      char unit = markup.charAt(i);
      depth += unit == '[' ? 1 : unit == ']' ? -1 : 0;
      if (unit == '>' && depth <= 0) {
        return i + 1;
      }
    }
    return markup.length();
  }

  private static boolean isName(char unit) {
    return Character.isLetterOrDigit(unit) || "_:.-".indexOf(unit) >= 0;
  }
}
