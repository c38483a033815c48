package io.rhapsode.ingest.document.office.word;

import io.rhapsode.ingest.document.ContainerLimits;
import io.rhapsode.ingest.document.ExtractedBook;
import io.rhapsode.ingest.document.UnreadableDocumentException;
import io.rhapsode.ingest.document.container.Container;
import io.rhapsode.ingest.document.container.Xml;
import io.rhapsode.ingest.document.facts.DocumentFacts;
import io.rhapsode.ingest.document.office.HtmlFormats;
import java.nio.file.Path;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Reads DOCX (ECMA-376 WordprocessingML). Not by Tika, whose text has comments and notes in the
 * middle of paragraphs without a mark and knows no outline levels. May be shared by threads.
 */
public final class DocxReader {
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
      WordPackage parts = WordPackage.of(container);
      DocxConverter converter =
          new DocxConverter(
              WordStyles.of(parts.part("styles")),
              WordNumbering.of(parts.part("numbering")),
              parts.part("footnotes"),
              parts.part("endnotes"));
      Document document = converter.convert(parts.main());
      for (String kind : new String[] {"header", "footer"}) {
        for (String path : parts.parts(kind)) {
          converter.addFurniture(parts.xml(path));
        }
      }
      return formats.book(document, facts(parts.properties()), fallbackTitle);
    }
  }

  private static DocumentFacts facts(Document properties) {
    DocumentFacts facts = new DocumentFacts();
    for (Element element : properties.getAllElements()) {
      if (element.normalName().contains(":") && element.children().isEmpty()) {
        facts.named(Xml.name(element), element.text());
      }
    }
    return facts;
  }
}
