package io.rhapsode.ingest.document.office.word;

import io.rhapsode.ingest.document.UnreadableDocumentException;
import io.rhapsode.ingest.document.container.Container;
import io.rhapsode.ingest.document.container.Xml;
import io.rhapsode.ingest.document.html.markup.Markup;
import io.rhapsode.pipeline.failure.FailureCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The parts of a Word file, found by their relationships (ECMA-376 part 2, 8.3), since programs
 * name parts as they like; by content type or usual name where relationships are missing.
 */
final class WordPackage {
  private static final String NAMESPACE =
      "(?:schemas\\.openxmlformats|purl\\.oclc)\\.org/.*wordprocessingml.*/main";

  private final Container container;
  private final Document contentTypes;
  private final String main;

  private WordPackage(Container container) throws UnreadableDocumentException {
    this.container = container;
    this.contentTypes = xml("[Content_Types].xml");
    this.main =
        related("", "officeDocument").stream()
            .findFirst()
            .or(() -> ofType("main\\+xml").stream().findFirst())
            .orElse("word/document.xml");
  }

  static WordPackage of(Container container) throws UnreadableDocumentException {
    return new WordPackage(container);
  }

  Document main() throws UnreadableDocumentException {
    if (!container.contains(main)) {
      throw new UnreadableDocumentException(
          FailureCode.MALFORMED_DOCUMENT,
          main + " is missing; open the file in its program and save it again");
    }
    return xml(main);
  }

  /** The part that the main one refers to as its styles, footnotes and so on, possibly empty. */
  Document part(String kind) throws UnreadableDocumentException {
    List<String> paths = parts(kind);
    return xml(paths.isEmpty() ? "word/" + kind + ".xml" : paths.get(0));
  }

  /** All parts of a kind, such as headers. */
  List<String> parts(String kind) throws UnreadableDocumentException {
    List<String> paths = related(main, kind);
    List<String> typed = paths.isEmpty() ? ofType("\\b" + kind + "\\+xml") : paths;
    return typed.isEmpty()
        ? container.names().stream()
            .filter(name -> name.matches("word/" + kind + "\\d*\\.xml"))
            .toList()
        : typed;
  }

  /** The properties of the document, possibly empty. */
  Document properties() throws UnreadableDocumentException {
    List<String> paths = related("", "core-properties");
    return xml(paths.isEmpty() ? "docProps/core.xml" : paths.get(0));
  }

  private List<String> related(String path, String kind) throws UnreadableDocumentException {
    int name = path.lastIndexOf('/') + 1;
    String relationships = path.substring(0, name) + "_rels/" + path.substring(name) + ".rels";
    List<String> paths = new ArrayList<>();
    for (Element relationship : Xml.all(xml(relationships), "relationship")) {
      boolean inside = !relationship.attr("TargetMode").equalsIgnoreCase("External");
      if (inside && relationship.attr("Type").endsWith("/" + kind)) {
        container
            .resolve(path, relationship.attr("Target"))
            .filter(container::contains)
            .ifPresent(paths::add);
      }
    }
    return paths;
  }

  private List<String> ofType(String pattern) {
    List<String> paths = new ArrayList<>();
    for (Element override : Xml.all(contentTypes, "override")) {
      if (override.attr("ContentType").matches(".*" + pattern)) {
        container
            .resolve("", override.attr("PartName"))
            .filter(container::contains)
            .ifPresent(paths::add);
      }
    }
    return paths;
  }

  /**
   * The tree of a part with "w" for the prefix of its vocabulary; an empty one without the part.
   */
  Document xml(String path) throws UnreadableDocumentException {
    Optional<byte[]> content = container.read(path);
    Document tree = Markup.xml(content.orElse(new byte[0]));
    Element root = tree.firstElementChild();
    if (root != null) {
      for (Attribute attribute : root.attributes()) {
        boolean vocabulary = attribute.getValue().matches("http://" + NAMESPACE);
        if (vocabulary
            && attribute.getKey().startsWith("xmlns:")
            && !attribute.getKey().equals("xmlns:w")) {
          rename(tree, attribute.getKey().substring("xmlns:".length()) + ":");
        }
      }
    }
    return tree;
  }

  private static void rename(Document tree, String prefix) {
    for (Element element : tree.getAllElements()) {
      for (Attribute attribute : element.attributes().asList()) {
        if (attribute.getKey().startsWith(prefix)) {
          element.attr("w:" + attribute.getKey().substring(prefix.length()), attribute.getValue());
        }
      }
    }
  }
}
