package io.rhapsode.ingest.document.html.element;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;

/**
 * How the text of an element begins: nested elements would cost the square of their depth if each
 * were asked for all of its text.
 */
public final class ElementText {
  private ElementText() {}

  /**
   * The beginning of the text, with white space collapsed and none at either end.
   *
   * @param most characters of it
   */
  public static String opening(Element element, int most) {
    StringBuilder text = new StringBuilder();
    NodeTraversor.filter(
        new NodeFilter() {
          @Override
          public FilterResult head(Node node, int depth) {
            if (node instanceof TextNode content) {
              append(text, content.getWholeText(), most);
            } else if (node instanceof Element inner && isApart(inner)) {
              append(text, " ", most);
            }
            return text.length() > most ? FilterResult.STOP : FilterResult.CONTINUE;
          }

          @Override
          public FilterResult tail(Node node, int depth) {
            if (node instanceof Element inner && isApart(inner)) {
              append(text, " ", most);
            }
            return FilterResult.CONTINUE;
          }
        },
        element);
    String opening = text.toString().strip();
    return opening.substring(0, Math.min(most, opening.length()));
  }

  private static boolean isApart(Element element) {
    return element.normalName().equals("br")
        || HtmlElements.isBlock(HtmlElements.localName(element));
  }

  /** One character more than is asked for is kept, so that white space at the end is known. */
  private static void append(StringBuilder text, String content, int most) {
    for (int at = 0; at < content.length() && text.length() <= most; at++) {
      char unit = content.charAt(at);
      boolean space = Character.isWhitespace(unit);
      boolean drops = text.isEmpty() || text.charAt(text.length() - 1) == ' ';
      if (!space || !drops) {
        text.append(space ? ' ' : unit);
      }
    }
  }
}
