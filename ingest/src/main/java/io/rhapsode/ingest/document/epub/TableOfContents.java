package io.rhapsode.ingest.document.epub;

import io.rhapsode.ingest.document.container.Container;
import io.rhapsode.ingest.document.container.ContainerPath;
import io.rhapsode.ingest.document.container.Xml;
import io.rhapsode.ingest.document.html.markup.Markup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Reads the navigation document of EPUB 3 (section 7) and the NCX of EPUB 2. */
final class TableOfContents {
  /**
   * A line of a table of contents.
   *
   * @param level depth, from 1
   * @param path the file it leads to
   * @param fragment id of the element it leads to, empty for the beginning of the file
   */
  record Entry(String title, int level, String path, String fragment) {}

  private static final int DEEPEST = 64;

  private final Container container;
  private final String path;
  private final List<Entry> entries = new ArrayList<>();

  private TableOfContents(Container container, String path) {
    this.container = container;
    this.path = path;
  }

  static List<Entry> navigationDocument(Container container, String path, byte[] content) {
    Document tree = Markup.xhtml(content);
    List<Element> navs = Xml.all(tree, "nav");
    Optional<Element> toc =
        navs.stream()
            .filter(nav -> (" " + nav.attr("epub:type") + " ").contains(" toc "))
            .findFirst()
            .or(() -> navs.stream().filter(nav -> nav.attr("role").equals("doc-toc")).findFirst())
            .or(() -> navs.stream().filter(nav -> nav.attr("epub:type").isBlank()).findFirst());
    TableOfContents reader = new TableOfContents(container, path);
    toc.flatMap(nav -> Xml.first(nav, "ol")).ifPresent(list -> reader.list(list, 1));
    return List.copyOf(reader.entries);
  }

  static List<Entry> ncx(Container container, String path, byte[] content) {
    TableOfContents reader = new TableOfContents(container, path);
    Xml.first(Markup.xml(content), "navmap").ifPresent(map -> reader.points(map, 1));
    return List.copyOf(reader.entries);
  }

  private void list(Element list, int level) {
    for (Element item : Xml.children(list, "li")) {
      Optional<Element> link =
          item.getAllElements().stream()
              .filter(element -> Xml.name(element).equals("a") && closestList(element) == list)
              .findFirst();
      link.ifPresent(target -> add(title(target), level, target.attr("href")));
      if (level < DEEPEST) {
        Xml.first(item, "ol").ifPresent(nested -> list(nested, level + 1));
      }
    }
  }

  private static Element closestList(Element element) {
    Element parent = element.parent();
    while (parent != null && !Xml.name(parent).equals("ol")) {
      parent = parent.parent();
    }
    return parent;
  }

  private void points(Element parent, int level) {
    for (Element point : Xml.children(parent, "navpoint")) {
      String label = Xml.child(point, "navlabel").map(TableOfContents::title).orElse("");
      Xml.child(point, "content").ifPresent(target -> add(label, level, target.attr("src")));
      if (level < DEEPEST) {
        points(point, level + 1);
      }
    }
  }

  private void add(String title, int level, String reference) {
    Optional<String> target = container.resolve(path, reference);
    if (!title.isBlank() && target.isPresent() && !reference.isBlank()) {
      entries.add(new Entry(title, level, target.get(), ContainerPath.fragment(reference)));
    }
  }

  /** The visible text, else what the element is called. */
  private static String title(Element element) {
    String text = element.text().replace("\u00AD", "").strip();
    if (!text.isEmpty()) {
      return text;
    }
    String alternative = element.select("img[alt]").attr("alt").strip();
    return alternative.isEmpty() ? element.attr("title").strip() : alternative;
  }
}
