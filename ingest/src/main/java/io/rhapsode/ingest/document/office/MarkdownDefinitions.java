package io.rhapsode.ingest.document.office;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * Definition lists of Markdown ("Term", and below it ": what it means"), which no extension of
 * commonmark-java knows: found in paragraphs of the HTML.
 */
final class MarkdownDefinitions {
  private static final Pattern MARK = Pattern.compile("^\\s*:\\s+");

  private MarkdownDefinitions() {}

  static void apply(Document document) {
    for (Element paragraph : List.copyOf(document.select("p"))) {
      List<List<Node>> lines = lines(paragraph);
      boolean behindTerm = paragraph.previousElementSibling() != null && isDefinition(lines.get(0));
      boolean inside = lines.stream().skip(1).anyMatch(MarkdownDefinitions::isDefinition);
      if (behindTerm || inside && !isDefinition(lines.get(0))) {
        list(paragraph, lines);
      }
    }
  }

  /** The content of a paragraph, divided at its line ends. */
  private static List<List<Node>> lines(Element paragraph) {
    List<List<Node>> lines = new ArrayList<>();
    lines.add(new ArrayList<>());
    for (Node node : List.copyOf(paragraph.childNodes())) {
      if (node instanceof TextNode text) {
        String[] parts = text.getWholeText().split("\n", -1);
        for (int part = 0; part < parts.length; part++) {
          if (part > 0) {
            lines.add(new ArrayList<>());
          }
          lines.get(lines.size() - 1).add(new TextNode(parts[part]));
        }
      } else {
        lines.get(lines.size() - 1).add(node);
      }
    }
    return lines;
  }

  private static boolean isDefinition(List<Node> line) {
    return !line.isEmpty()
        && line.get(0) instanceof TextNode text
        && MARK.matcher(text.getWholeText()).find();
  }

  private static void list(Element paragraph, List<List<Node>> lines) {
    Element before = paragraph.previousElementSibling();
    Element list;
    if (!isDefinition(lines.get(0))) {
      list = new Element("dl");
      paragraph.before(list);
    } else if (before.normalName().equals("dl")) {
      list = before;
    } else if (before.normalName().equals("p")) {
      list = new Element("dl");
      before.before(list);
      list.appendChild(before.tagName("dt"));
    } else {
      return;
    }
    Element item = null;
    for (List<Node> line : lines) {
      boolean definition = isDefinition(line);
      if (definition) {
        TextNode text = (TextNode) line.get(0);
        text.text(MARK.matcher(text.getWholeText()).replaceFirst(""));
        item = list.appendElement("dd");
      } else if (item == null) {
        item = list.appendElement("dt");
      } else {
        item.appendText(item.normalName().equals("dd") ? " " : "");
        item = item.normalName().equals("dd") ? item : list.appendElement("dt");
      }
      item.appendChildren(line);
    }
    paragraph.remove();
  }
}
