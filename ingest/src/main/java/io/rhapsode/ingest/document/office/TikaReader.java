package io.rhapsode.ingest.document.office;

import io.rhapsode.ingest.document.Block;
import io.rhapsode.ingest.document.ContainerLimits;
import io.rhapsode.ingest.document.ExtractedBook;
import io.rhapsode.ingest.document.HeadingOutline;
import io.rhapsode.ingest.document.UnreadableDocumentException;
import io.rhapsode.ingest.document.html.HtmlReader;
import io.rhapsode.ingest.document.html.HtmlText;
import io.rhapsode.ingest.document.html.LanguageTags;
import io.rhapsode.ingest.document.html.Markup;
import io.rhapsode.pipeline.book.BookMetadata;
import io.rhapsode.pipeline.failure.FailureCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.exception.WriteLimitReachedException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.sax.ToXMLContentHandler;
import org.apache.tika.sax.WriteOutContentHandler;
import org.xml.sax.SAXException;

/** Reads what Tika reads, by way of the XHTML that Tika makes of it. May be shared by threads. */
public final class TikaReader {
  private final ContainerLimits limits;
  private final HtmlReader html;

  public TikaReader(ContainerLimits limits, Set<String> skippableRoles) {
    this.limits = limits;
    this.html = new HtmlReader(skippableRoles);
  }

  /**
   * Reads a document.
   *
   * @param fallbackTitle the title of a document that has none
   */
  public ExtractedBook read(Path file, String fallbackTitle) throws UnreadableDocumentException {
    Metadata metadata = new Metadata();
    String xhtml = parse(file, metadata);
    HtmlText text = html.read(Markup.xhtml(xhtml), "", List.of(), Optional.empty());
    List<Block> blocks = text.blocks();
    if (blocks.stream().allMatch(Block::excluded)) {
      throw new UnreadableDocumentException(
          FailureCode.NO_TEXT,
          "the document holds no text to read; is it a scan or an empty page?");
    }
    return new ExtractedBook(
        book(metadata, fallbackTitle),
        blocks,
        HeadingOutline.of(blocks),
        Optional.empty(),
        List.of());
  }

  private String parse(Path file, Metadata metadata) throws UnreadableDocumentException {
    int limit = (int) Math.min(Integer.MAX_VALUE, limits.maximumUnpackedBytes());
    ToXMLContentHandler xhtml = new ToXMLContentHandler();
    ParseContext context = new ParseContext();
    try (TikaInputStream stream = TikaInputStream.get(file, metadata)) {
      new AutoDetectParser()
          .parse(stream, new WriteOutContentHandler(xhtml, limit), metadata, context);
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

  private static BookMetadata book(Metadata metadata, String fallbackTitle) {
    String title = metadata.get(TikaCoreProperties.TITLE);
    return new BookMetadata(
        title == null || title.isBlank() ? fallbackTitle : title.strip(),
        Optional.empty(),
        authors(metadata),
        Optional.ofNullable(metadata.get(TikaCoreProperties.LANGUAGE))
            .flatMap(LanguageTags::wellFormed)
            .orElse(ExtractedBook.UNDETERMINED),
        Optional.ofNullable(metadata.get(TikaCoreProperties.PUBLISHER)),
        Optional.ofNullable(metadata.get(TikaCoreProperties.CREATED)),
        Optional.ofNullable(metadata.get(TikaCoreProperties.DESCRIPTION)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.ofNullable(metadata.get(TikaCoreProperties.RIGHTS)),
        Arrays.asList(metadata.getValues(TikaCoreProperties.SUBJECT)));
  }

  private static List<String> authors(Metadata metadata) {
    return Arrays.stream(metadata.getValues(TikaCoreProperties.CREATOR))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .distinct()
        .toList();
  }
}
