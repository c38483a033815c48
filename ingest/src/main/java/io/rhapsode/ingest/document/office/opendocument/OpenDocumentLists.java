package io.rhapsode.ingest.document.office.opendocument;

import io.rhapsode.ingest.document.container.Xml;
import java.util.HashMap;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** How the lists of an ODT file number their items (OpenDocument 1.3 part 3, 16.30 to 16.35). */
final class OpenDocumentLists {
  /** By style and level: the numbering of a level that has one. */
  private final Map<String, Element> numberings = new HashMap<>();

  /** By style, how many items of its outermost lists there were. */
  private final Map<String, Integer> counts = new HashMap<>();

  /**
   * @param parts the styles first, then the content, whose own styles win
   */
  OpenDocumentLists(Document... parts) {
    for (Document part : parts) {
      for (Element style : Xml.all(part, "list-style")) {
        for (Element level : Xml.children(style, "list-level-style-number")) {
          numberings.put(key(style.attr("style:name"), level.attr("text:level")), level);
        }
      }
    }
  }

  /** Adds the HTML list that shows the same numbers. */
  Element append(Element list, Element target) {
    Element style = list;
    int level = 1;
    for (Element outer : list.parents()) {
      if (Xml.name(outer).equals("list")) {
        level++;
        style = style.hasAttr("text:style-name") ? style : outer;
      }
    }
    String name = style.attr("text:style-name");
    Element numbering = numberings.get(key(name, String.valueOf(level)));
    if (numbering == null || numbering.attr("style:num-format").isEmpty()) {
      return target.appendElement("ul");
    }
    Element ordered = target.appendElement("ol");
    String start = numbering.attr("text:start-value");
    ordered.attr("start", start.isEmpty() ? "1" : start);
    if (numbering.attr("style:num-format").equalsIgnoreCase("a")) {
      ordered.attr("type", "a");
    }
    if (level == 1) {
      goOn(list, name, ordered);
    }
    return ordered;
  }

  private void goOn(Element list, String name, Element ordered) {
    boolean goesOn =
        list.attr("text:continue-numbering").equals("true") || list.hasAttr("text:continue-list");
    int before = goesOn ? counts.getOrDefault(name, 0) : 0;
    if (before > 0) {
      ordered.attr("start", String.valueOf(before + 1));
    }
    counts.put(name, before + Xml.children(list, "list-item").size());
  }

  private static String key(String style, String level) {
    return style + " " + level;
  }
}
