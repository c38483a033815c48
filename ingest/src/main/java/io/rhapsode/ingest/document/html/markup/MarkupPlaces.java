package io.rhapsode.ingest.document.html.markup;

import java.util.Arrays;
import org.jsoup.nodes.CDataNode;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;

/** Where the text of a parsed document stands in its markup, in UTF-16 code units from 0. */
public final class MarkupPlaces {
  /** Of a document whose places nobody asks for. */
  public static final MarkupPlaces UNKNOWN = new MarkupPlaces(null);

  private static final int LONGEST_REFERENCE = 40;

  private final InternalEntities.Replaced markup;

  MarkupPlaces(InternalEntities.Replaced markup) {
    this.markup = markup;
  }

  /**
   * The place of each character of a text; the first of an entity is at its ampersand. All are -1
   * where the text is not what the markup has at that place.
   */
  public int[] of(TextNode node) {
    String text = node.getWholeText();
    int[] places = new int[text.length()];
    Arrays.fill(places, -1);
    if (markup == null || !node.sourceRange().isTracked()) {
      return places;
    }
    int at = node.sourceRange().startPos();
    int end = node.sourceRange().endPos();
    if (node instanceof CDataNode) {
      Arrays.fill(places, markup.origin(at));
      return places;
    }
    int character = 0;
    while (at < end && character < places.length) {
      String spelt = spelt(at, end);
      String meant = spelt.length() == 1 ? spelt : Parser.unescapeEntities(spelt, false);
      if (!text.startsWith(meant, character)) {
        Arrays.fill(places, -1);
        return places;
      }
      Arrays.fill(places, character, character + meant.length(), markup.origin(at));
      character += meant.length();
      at += spelt.length();
    }
    return places;
  }

  /** The place of the element's start tag, -1 where it is unknown. */
  public int of(Node element) {
    return markup == null || !element.sourceRange().isTracked()
        ? -1
        : markup.origin(element.sourceRange().startPos());
  }

  /** A character, or the reference that stands for one or two. */
  private String spelt(int at, int end) {
    String text = markup.text();
    if (text.charAt(at) == '&') {
      int semicolon = text.indexOf(';', at);
      if (semicolon > at && semicolon < Math.min(end, at + LONGEST_REFERENCE)) {
        return text.substring(at, semicolon + 1);
      }
    }
    return text.substring(at, at + 1);
  }
}
