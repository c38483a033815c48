package io.rhapsode.ingest.document.office;

import io.rhapsode.ingest.document.ContainerLimits;
import io.rhapsode.ingest.document.ExtractedBook;
import io.rhapsode.ingest.document.ExtractedCover;
import io.rhapsode.ingest.document.UnreadableDocumentException;
import io.rhapsode.ingest.document.container.Container;
import io.rhapsode.ingest.document.container.Xml;
import io.rhapsode.ingest.document.facts.DocumentFacts;
import io.rhapsode.ingest.document.html.markup.Markup;
import io.rhapsode.ingest.limit.Interruption;
import io.rhapsode.pipeline.failure.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * Reads FictionBook 2. Not by Tika, whose text has lost the nesting of the sections. May be shared
 * by threads.
 */
public final class FictionBookReader {
  private static final int DEEPEST_HEADING = 6;

  private final ContainerLimits limits;
  private final HtmlFormats formats;

  public FictionBookReader(ContainerLimits limits, Set<String> skippableRoles) {
    this.limits = limits;
    this.formats = new HtmlFormats(skippableRoles);
  }

  /**
   * Reads a document, as it is or in a zip archive.
   *
   * @param fallbackTitle the title of a document that has none
   */
  public ExtractedBook read(Path file, String fallbackTitle)
      throws IOException, UnreadableDocumentException {
    Document book = Markup.xml(content(file));
    List<Element> bodies = Xml.all(book, "body");
    if (bodies.isEmpty()) {
      throw new UnreadableDocumentException(
          FailureCode.MALFORMED_DOCUMENT, "the FictionBook has no body; get the file again");
    }
    Document html = Document.createShell("");
    for (Element body : bodies) {
      Element target = html.body().appendElement("div");
      if (body.attr("name").matches("(?i)notes|footnotes|comments")) {
        target.attr("epub:type", "endnotes");
      }
      children(body, target, 1);
    }
    return formats.book(html, facts(book), fallbackTitle, cover(book));
  }

  private byte[] content(Path file) throws IOException, UnreadableDocumentException {
    byte[] content = Files.readAllBytes(file);
    if (content.length < 2 || content[0] != 'P' || content[1] != 'K') {
      return content;
    }
    try (Container container = Container.open(file, limits)) {
      for (String name : container.names()) {
        if (name.toLowerCase(Locale.ROOT).endsWith(".fb2")) {
          return container.read(name).orElseThrow();
        }
      }
    }
    throw new UnreadableDocumentException(
        FailureCode.UNSUPPORTED_DOCUMENT, "the zip archive holds no FictionBook; get it again");
  }

  private static void children(Element parent, Element target, int level) {
    for (Node node : parent.childNodes()) {
      Interruption.check();
      if (node instanceof TextNode text) {
        target.appendChild(new TextNode(text.getWholeText()));
      } else if (node instanceof Element element) {
        element(element, target, level);
      }
    }
  }

  private static void element(Element element, Element target, int level) {
    switch (Xml.name(element)) {
      case "section" -> children(element, target.appendElement("section"), level + 1);
      case "title" -> title(element, target, level);
      case "subtitle" -> children(element, target.appendElement("p"), level);
      case "epigraph", "cite" -> children(element, target.appendElement("blockquote"), level);
      case "v" -> children(element, target.appendElement("div").addClass("verse"), level);
      case "p", "text-author", "date", "stanza", "poem", "annotation" ->
          children(element, target.appendElement("div"), level);
      case "empty-line" -> target.appendElement("hr");
      case "table", "tr", "td", "th" ->
          children(element, target.appendElement(Xml.name(element)), level);
      case "sup", "sub" -> children(element, target.appendElement(Xml.name(element)), level);
      case "strikethrough" -> children(element, target.appendElement("del"), level);
      case "a" -> {
        Element link = target.appendElement("a");
        if (element.attr("type").equals("note")) {
          link.attr("epub:type", "noteref");
        }
        children(element, link, level);
      }
      default -> children(element, target, level);
    }
  }

  /** The paragraphs of a title are one heading. */
  private static void title(Element title, Element target, int level) {
    Element heading = target.appendElement("h" + Math.min(DEEPEST_HEADING, level));
    for (Element line : title.children()) {
      children(line, heading, level);
      heading.appendElement("br");
    }
  }

  private static DocumentFacts facts(Document book) {
    DocumentFacts facts = new DocumentFacts();
    Optional<Element> info = Xml.first(book, "title-info");
    if (info.isEmpty()) {
      return facts;
    }
    Element title = info.get();
    facts.title(text(title, "book-title"));
    Xml.children(title, "author").forEach(author -> facts.author(name(author)));
    facts.language(text(title, "lang"));
    facts.description(text(title, "annotation"));
    facts.date(text(title, "date"));
    Xml.children(title, "genre").forEach(genre -> facts.subject(genre.text()));
    Xml.child(title, "sequence")
        .ifPresent(series -> facts.series(series.attr("name"), series.attr("number")));
    Xml.first(book, "publish-info")
        .ifPresent(
            published -> {
              facts.publisher(text(published, "publisher"));
              facts.isbn(text(published, "isbn"));
              facts.date(text(published, "year"));
            });
    return facts;
  }

  private static String name(Element author) {
    List<String> names = new ArrayList<>();
    for (String part : List.of("first-name", "middle-name", "last-name")) {
      if (!text(author, part).isBlank()) {
        names.add(text(author, part).strip());
      }
    }
    return names.isEmpty() ? text(author, "nickname") : String.join(" ", names);
  }

  private static String text(Element parent, String name) {
    return Xml.child(parent, name).map(Element::text).orElse("");
  }

  private static Optional<ExtractedCover> cover(Document book) {
    String reference =
        Xml.first(book, "coverpage")
            .flatMap(page -> Xml.first(page, "image"))
            .map(
                image ->
                    image.attributes().asList().stream()
                        .filter(attribute -> attribute.getKey().endsWith("href"))
                        .map(attribute -> attribute.getValue())
                        .findFirst()
                        .orElse(""))
            .orElse("");
    return Xml.all(book, "binary").stream()
        .filter(binary -> reference.equals("#" + binary.id()))
        .findFirst()
        .flatMap(
            binary -> ExtractedCover.recognise(Base64.getMimeDecoder().decode(binary.wholeText())));
  }
}
