package io.rhapsode.ingest.document.office.opendocument;

import io.rhapsode.ingest.document.ContainerLimits;
import io.rhapsode.ingest.document.ExtractedBook;
import io.rhapsode.ingest.document.UnreadableDocumentException;
import io.rhapsode.ingest.document.container.Container;
import io.rhapsode.ingest.document.container.Xml;
import io.rhapsode.ingest.document.facts.DocumentFacts;
import io.rhapsode.ingest.document.html.markup.Markup;
import io.rhapsode.ingest.document.office.HtmlFormats;
import io.rhapsode.ingest.document.office.word.WordStyles;
import io.rhapsode.ingest.limit.Interruption;
import io.rhapsode.pipeline.failure.FailureCode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * Reads ODT (OpenDocument 1.3). Not by Tika, whose text has notes, comments and page headers
 * without a mark. May be shared by threads.
 */
public final class OdtReader {
  /** What is not text of the document: deletions, comments, generated marks. */
  private static final Set<String> NOT_TEXT =
      Set.of(
          "tracked-changes",
          "annotation",
          "annotation-end",
          "sequence-decls",
          "variable-decls",
          "user-field-decls",
          "forms",
          "desc",
          "title",
          "index-title-template");

  /**
   * What styles mean.
   *
   * @param parents by name, the style that a style is based on, or its display name
   * @param inline by name, the HTML element for text of a style: sup, sub, s, or "hidden"
   * @param formulas finds the MathML of an embedded object by its address
   */
  private record Styles(
      Map<String, String> parents,
      Map<String, String> inline,
      OpenDocumentLists lists,
      Function<String, Optional<Element>> formulas) {}

  private final ContainerLimits limits;
  private final HtmlFormats formats;

  public OdtReader(ContainerLimits limits, Set<String> skippableRoles) {
    this.limits = limits;
    this.formats = new HtmlFormats(skippableRoles);
  }

  /**
   * Reads a document.
   *
   * @param fallbackTitle the title of a document that has none
   */
  public ExtractedBook read(Path file, String fallbackTitle) throws UnreadableDocumentException {
    try (Container container = Container.open(file, limits)) {
      Optional<byte[]> manifest = container.read("META-INF/manifest.xml");
      if (manifest.isPresent()
          && Xml.first(Markup.xml(manifest.get()), "encryption-data").isPresent()) {
        throw new UnreadableDocumentException(
            FailureCode.PROTECTED_DOCUMENT, "the document needs a password; save it without one");
      }
      byte[] content =
          container
              .read("content.xml")
              .orElseThrow(
                  () ->
                      new UnreadableDocumentException(
                          FailureCode.MALFORMED_DOCUMENT,
                          "content.xml is missing; open the file in its program and save it"
                              + " again"));
      Document styles = Markup.xml(container.read("styles.xml").orElse(new byte[0]));
      Document html = convert(Markup.xml(content), styles, address -> formula(container, address));
      return formats.book(html, facts(container), fallbackTitle);
    }
  }

  /** The formula that an embedded object is, if it is one that can be read. */
  private static Optional<Element> formula(Container container, String address) {
    try {
      return container
          .read(address.replaceFirst("^\\./", "") + "/content.xml")
          .flatMap(object -> Xml.first(Markup.xml(object), "math"));
    } catch (UnreadableDocumentException e) {
      return Optional.empty();
    }
  }

  private static Document convert(
      Document content, Document styles, Function<String, Optional<Element>> formulas) {
    Map<String, String> parents = new HashMap<>();
    Map<String, String> inline = new HashMap<>();
    Styles named = new Styles(parents, inline, new OpenDocumentLists(styles, content), formulas);
    for (Document part : new Document[] {styles, content}) {
      for (Element style : Xml.all(part, "style")) {
        parents.put(
            style.attr("style:name"),
            style.hasAttr("style:parent-style-name")
                ? style.attr("style:parent-style-name")
                : style.attr("style:display-name"));
        Xml.child(style, "text-properties")
            .flatMap(OdtReader::inline)
            .ifPresent(element -> inline.put(style.attr("style:name"), element));
      }
    }
    Document html = Document.createShell("");
    Xml.first(content, "body").ifPresent(body -> children(body, html.body(), named));
    HtmlFormats.moveBehindParagraphs(html);
    for (Element master : Xml.all(styles, "master-page")) {
      Element furniture = html.body().appendElement("div").attr("epub:type", "page-furniture");
      children(master, furniture, named);
    }
    return html;
  }

  private static Optional<String> inline(Element properties) {
    if (properties.attr("text:display").equals("none")) {
      return Optional.of("hidden");
    }
    String position = properties.attr("style:text-position");
    if (position.startsWith("super") || position.matches("[1-9]\\d*%.*")) {
      return Optional.of("sup");
    }
    if (position.startsWith("sub") || position.startsWith("-")) {
      return Optional.of("sub");
    }
    String struck = properties.attr("style:text-line-through-style");
    return struck.isEmpty() || struck.equals("none") ? Optional.empty() : Optional.of("s");
  }

  private static boolean isHidden(Element element, Styles styles) {
    return switch (Xml.name(element)) {
      case "section" ->
          element.attr("text:display").equals("none")
              || element.attr("text:is-hidden").equals("true");
      case "hidden-text", "hidden-paragraph" -> element.attr("text:is-hidden").equals("true");
      case "p", "h", "span" ->
          "hidden".equals(styles.inline().get(element.attr("text:style-name")));
      default -> false;
    };
  }

  private static void children(Element parent, Element target, Styles styles) {
    for (Node node : parent.childNodes()) {
      Interruption.check();
      if (node instanceof TextNode text) {
        target.appendChild(new TextNode(text.getWholeText()));
      } else if (node instanceof Element element && !NOT_TEXT.contains(Xml.name(element))) {
        element(element, target, styles);
      }
    }
  }

  private static void element(Element element, Element target, Styles styles) {
    switch (Xml.name(element)) {
      case "s", "tab" -> target.appendText(" ");
      case "line-break" -> target.appendElement("br");
      case "math" -> target.appendChild(element.clone());
      case "object" ->
          styles
              .formulas()
              .apply(element.attr("xlink:href"))
              .ifPresentOrElse(
                  formula -> target.appendChild(formula.clone()),
                  () -> children(element, target, styles));
      default -> {
        Element place =
            isHidden(element, styles)
                ? target
                    .appendElement(Xml.name(element).equals("section") ? "div" : "span")
                    .attr("hidden", "hidden")
                : target;
        Element next = container(element, place, styles);
        children(element, next, styles);
      }
    }
  }

  /** Where the content of the element goes: a new HTML element, or the one it stands in. */
  private static Element container(Element element, Element target, Styles styles) {
    return switch (Xml.name(element)) {
      case "h" -> {
        String level = element.attr("text:outline-level");
        yield target.appendElement("h" + (level.matches("[1-6]") ? level : "6"));
      }
      case "p" ->
          WordStyles.append(target, paragraph(element.attr("text:style-name"), styles.parents()));
      case "list" -> styles.lists().append(element, target);
      case "list-item" -> {
        Element item = target.appendElement("li");
        String start = element.attr("text:start-value");
        yield start.isEmpty() ? item : item.attr("value", start);
      }
      case "list-header" -> target.appendElement("div");
      case "table" -> target.appendElement("table");
      case "table-row" -> target.appendElement("tr");
      case "table-cell", "covered-table-cell" -> target.appendElement("td");
      case "note" -> target.appendElement("span");
      case "note-citation" -> target.appendElement("a").attr("epub:type", "noteref");
      case "note-body" -> {
        boolean end = "endnote".equals(element.parent().attr("text:note-class"));
        yield target.appendElement("aside").attr("epub:type", end ? "endnotes" : "footnote");
      }
      case "span" -> {
        String name = styles.inline().getOrDefault(element.attr("text:style-name"), "hidden");
        yield name.equals("hidden") ? target : target.appendElement(name);
      }
      case "ruby-text" -> target.appendElement("rt");
      case "table-of-content", "table-index", "illustration-index", "alphabetical-index" ->
          target.appendElement("nav").attr("epub:type", "toc");
      case "text-box" -> target.appendElement("div");
      default -> target;
    };
  }

  private static String paragraph(String style, Map<String, String> parents) {
    String name = style;
    for (int depth = 0; depth < 8 && name != null && !name.isEmpty(); depth++) {
      String element = WordStyles.byName(name.replace("_20_", " "));
      if (!element.equals("p")) {
        return element.equals("nav") ? "p" : element;
      }
      name = parents.get(name);
    }
    return "p";
  }

  private static DocumentFacts facts(Container container) throws UnreadableDocumentException {
    DocumentFacts facts = new DocumentFacts();
    Document meta = Markup.xml(container.read("meta.xml").orElse(new byte[0]));
    for (Element element : meta.getAllElements()) {
      if (element.normalName().matches("(?:dc|meta):.*") && element.children().isEmpty()) {
        facts.named(Xml.name(element), element.text());
      }
    }
    return facts;
  }
}
