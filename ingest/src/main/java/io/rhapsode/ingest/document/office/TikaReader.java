package io.rhapsode.ingest.document.office;

import io.rhapsode.ingest.document.ContainerLimits;
import io.rhapsode.ingest.document.ExtractedBook;
import io.rhapsode.ingest.document.UnreadableDocumentException;
import io.rhapsode.ingest.document.facts.DocumentFacts;
import io.rhapsode.ingest.document.html.markup.Markup;
import io.rhapsode.pipeline.failure.FailureCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.exception.WriteLimitReachedException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.microsoft.OfficeParser;
import org.apache.tika.sax.ToXMLContentHandler;
import org.apache.tika.sax.WriteOutContentHandler;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/**
 * Reads DOC by the XHTML that Tika makes of them. The parsers are named one by one because Tika's
 * default set starts programs of the machine (ffmpeg, exiftool, tesseract) to look for them.
 */
public final class TikaReader {
  private final ContainerLimits limits;
  private final HtmlFormats formats;

  public TikaReader(ContainerLimits limits, Set<String> skippableRoles) {
    this.limits = limits;
    this.formats = new HtmlFormats(skippableRoles);
  }

  public ExtractedBook readDoc(Path file, String fallbackTitle) throws UnreadableDocumentException {
    return read(new OfficeParser(), file, fallbackTitle);
  }

  private ExtractedBook read(Parser parser, Path file, String fallbackTitle)
      throws UnreadableDocumentException {
    Metadata metadata = new Metadata();
    Document document = Markup.xhtml(parse(parser, file, metadata));
    document
        .select("div.header, div.footer, p.header, p.footer")
        .attr("epub:type", "page-furniture");
    for (Element paragraph : document.select("p")) {
      // Tika leaves the mark that Word keeps before a note; it is no character of XML.
      if (paragraph.text().matches("[\\u0002\\uFFFD].*")) {
        paragraph.attr("epub:type", "footnote");
      }
    }
    DocumentFacts facts = new DocumentFacts();
    facts.title(metadata.get(TikaCoreProperties.TITLE));
    Arrays.stream(metadata.getValues(TikaCoreProperties.CREATOR)).forEach(facts::author);
    facts.date(metadata.get(TikaCoreProperties.CREATED));
    facts.language(metadata.get(TikaCoreProperties.LANGUAGE));
    Arrays.stream(metadata.getValues(TikaCoreProperties.SUBJECT)).forEach(facts::subject);
    return formats.book(document, facts, fallbackTitle);
  }

  private String parse(Parser parser, Path file, Metadata metadata)
      throws UnreadableDocumentException {
    int limit = (int) Math.min(Integer.MAX_VALUE, limits.maximumUnpackedBytes());
    ToXMLContentHandler xhtml = new ToXMLContentHandler();
    ParseContext context = new ParseContext();
    context.set(EmbeddedDocumentExtractor.class, new NothingEmbedded());
    try (TikaInputStream stream = TikaInputStream.get(file, metadata)) {
      parser.parse(stream, new WriteOutContentHandler(xhtml, limit), metadata, context);
      return xhtml.toString();
    } catch (EncryptedDocumentException encrypted) {
      throw new UnreadableDocumentException(
          FailureCode.PROTECTED_DOCUMENT,
          "the document needs a password; save it without one",
          encrypted);
    } catch (SAXException | TikaException | IOException failure) {
      if (WriteLimitReachedException.isWriteLimitReached(failure)) {
        throw new UnreadableDocumentException(
            FailureCode.TOO_LARGE,
            "the text is longer than the limit of %d characters".formatted(limit),
            failure);
      }
      throw new UnreadableDocumentException(
          FailureCode.MALFORMED_DOCUMENT,
          "the document is damaged (%s); open it in its program and save it again"
              .formatted(failure.getMessage()),
          failure);
    }
  }

  /** Pictures, sheets and previews inside a document are not its text. */
  private static final class NothingEmbedded implements EmbeddedDocumentExtractor {
    @Override
    public boolean shouldParseEmbedded(Metadata metadata) {
      return false;
    }

    @Override
    public void parseEmbedded(
        InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml) {
      throw new IllegalStateException("nothing embedded is to be read");
    }
  }
}
