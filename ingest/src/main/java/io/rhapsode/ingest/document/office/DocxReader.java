package io.rhapsode.ingest.document.office;

import io.rhapsode.ingest.document.ContainerLimits;
import io.rhapsode.ingest.document.ExtractedBook;
import io.rhapsode.ingest.document.UnreadableDocumentException;
import io.rhapsode.ingest.document.container.Container;
import io.rhapsode.ingest.document.container.Xml;
import io.rhapsode.ingest.document.facts.DocumentFacts;
import io.rhapsode.ingest.document.html.Markup;
import io.rhapsode.pipeline.failure.FailureCode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Reads DOCX (ECMA-376 WordprocessingML). Not by Tika, whose text has comments and notes in the
 * middle of paragraphs without a mark and knows no outline levels. May be shared by threads.
 */
public final class DocxReader {
  private static final String MAIN = "word/document.xml";

  private final ContainerLimits limits;
  private final HtmlFormats formats;

  public DocxReader(ContainerLimits limits, Set<String> skippableRoles) {
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
      byte[] main =
          container
              .read(MAIN)
              .orElseThrow(
                  () ->
                      new UnreadableDocumentException(
                          FailureCode.MALFORMED_DOCUMENT,
                          MAIN + " is missing; open the file in its program and save it again"));
      DocxConverter converter =
          new DocxConverter(
              WordStyles.of(xml(container, "word/styles.xml")),
              WordNumbering.of(xml(container, "word/numbering.xml")),
              xml(container, "word/footnotes.xml"),
              xml(container, "word/endnotes.xml"));
      Document document = converter.convert(Markup.xml(main));
      for (String name : container.names()) {
        if (name.matches("word/(?:header|footer)\\d*\\.xml")) {
          converter.addFurniture(Markup.xml(container.read(name).orElseThrow()));
        }
      }
      return formats.book(document, facts(container), fallbackTitle);
    }
  }

  private static DocumentFacts facts(Container container) throws UnreadableDocumentException {
    DocumentFacts facts = new DocumentFacts();
    for (Element element : xml(container, "docProps/core.xml").getAllElements()) {
      if (element.normalName().contains(":") && element.children().isEmpty()) {
        facts.named(Xml.name(element), element.text());
      }
    }
    return facts;
  }

  /** The tree of a part, an empty one when the package does not have it. */
  private static Document xml(Container container, String path) throws UnreadableDocumentException {
    Optional<byte[]> content = container.read(path);
    return Markup.xml(content.orElse(new byte[0]));
  }
}
