package io.rhapsode.mux.overlay.publication;

import io.rhapsode.mux.overlay.markup.MarkupTokens;
import io.rhapsode.mux.overlay.markup.Token;
import io.rhapsode.mux.overlay.markup.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BiPredicate;

/** The table of contents of EPUB 3, made of that of EPUB 2. */
final class NavigationDocument {
  private static final String HEAD =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!DOCTYPE html>
      <html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">
      <head><title>%s</title></head>
      <body>
      """;

  private final String from;
  private final String to;
  private final BiPredicate<String, String> defined;

  private NavigationDocument(String from, String to, BiPredicate<String, String> defined) {
    this.from = from;
    this.to = to;
    this.defined = defined;
  }

  /**
   * @param ncx the NCX
   * @param from its path
   * @param to path of the navigation document
   * @param defined whether a file has an id; links to others lead to their file
   */
  static String ofNcx(
      String ncx, String from, String to, String title, BiPredicate<String, String> defined) {
    return new NavigationDocument(from, to, defined).write(ncx, title);
  }

  private String write(String ncx, String title) {
    StringBuilder html = new StringBuilder(HEAD.formatted(PackageDocument.escaped(title)));
    List<Token> tokens = MarkupTokens.xml(ncx);
    html.append("<nav epub:type=\"toc\">");
    list(tokens, "navMap", "navPoint", html);
    html.append("</nav>\n");
    if (tokens.stream().anyMatch(token -> token.opens("pagetarget"))) {
      html.append("<nav epub:type=\"page-list\" hidden=\"hidden\">");
      list(tokens, "pageList", "pageTarget", html);
      html.append("</nav>\n");
    }
    return html.append("</body>\n</html>\n").toString();
  }

  /** Of a publication without any table: its documents. */
  static String ofFiles(List<String> files, String to, String title) {
    StringBuilder html = new StringBuilder(HEAD.formatted(PackageDocument.escaped(title)));
    html.append("<nav epub:type=\"toc\"><ol>\n");
    for (String file : files) {
      String name = file.substring(file.lastIndexOf('/') + 1);
      html.append(entry(Addresses.relative(to, file), PackageDocument.escaped(name)))
          .append("</li>\n");
    }
    return html.append("</ol></nav>\n</body>\n</html>\n").toString();
  }

  private static String entry(String address, String label) {
    return "<li><a href=\"%s\">%s</a>".formatted(address, label);
  }

  /** An entry, with those inside it. */
  private static final class Point {
    private final List<Point> inner = new ArrayList<>();
    private String label = "";
    private String address = "";

    private void write(StringBuilder html) {
      html.append(entry(address, label.isEmpty() ? "-" : label));
      writeInner(html);
      html.append("</li>\n");
    }

    private void writeInner(StringBuilder html) {
      if (!inner.isEmpty()) {
        html.append("<ol>\n");
        inner.forEach(point -> point.write(html));
        html.append("</ol>");
      }
    }
  }

  private void list(List<Token> tokens, String map, String point, StringBuilder html) {
    Deque<Point> open = new ArrayDeque<>();
    Point top = new Point();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (is(token, map)) {
        open.clear();
        if (token.kind() == Kind.START) {
          open.push(top);
        }
      } else if (!open.isEmpty() && is(token, point)) {
        if (token.kind() == Kind.START) {
          Point next = new Point();
          open.peek().inner.add(next);
          open.push(next);
        } else {
          open.pop();
        }
      } else if (!open.isEmpty() && token.opens("content")) {
        open.peek().address = address(token.attribute("src").orElse(""));
      } else if (!open.isEmpty() && isLabel(tokens, i) && open.peek().label.isEmpty()) {
        open.peek().label = token.text().strip();
      }
    }
    top.writeInner(html);
  }

  private String address(String written) {
    String file = Addresses.resolve(from, written);
    int fragment = written.indexOf('#');
    boolean leads = fragment >= 0 && defined.test(file, written.substring(fragment + 1));
    return Addresses.relative(to, file) + (leads ? written.substring(fragment) : "");
  }

  private static boolean isLabel(List<Token> tokens, int index) {
    return tokens.get(index).kind() == Kind.TEXT
        && index > 0
        && tokens.get(index - 1).opens("text")
        && !tokens.get(index).text().isBlank();
  }

  private static boolean is(Token token, String name) {
    return token.kind() != Kind.EMPTY && token.localName().equalsIgnoreCase(name);
  }
}
