package io.rhapsode.ingest.document.container;

import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Element;

/** Elements by their local name, whatever prefix a package uses for its namespaces. */
public final class Xml {
  private Xml() {}

  public static String name(Element element) {
    String name = element.normalName();
    return name.substring(name.lastIndexOf(':') + 1);
  }

  /** All elements of that name below {@code root}, in document order. */
  public static List<Element> all(Element root, String name) {
    return root.getAllElements().stream()
        .filter(element -> element != root && name(element).equals(name))
        .toList();
  }

  public static Optional<Element> first(Element root, String name) {
    return root.getAllElements().stream()
        .filter(element -> element != root && name(element).equals(name))
        .findFirst();
  }

  public static List<Element> children(Element parent, String name) {
    return parent.children().stream().filter(child -> name(child).equals(name)).toList();
  }

  public static Optional<Element> child(Element parent, String name) {
    return parent.children().stream().filter(child -> name(child).equals(name)).findFirst();
  }

  /** The value of an attribute with or without a prefix, empty when there is none. */
  public static String attribute(Element element, String name) {
    return element.hasAttr(name) ? element.attr(name).strip() : element.attr("opf:" + name).strip();
  }
}
