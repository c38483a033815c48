package io.rhapsode.ingest.document.pdf;

import io.rhapsode.ingest.document.Block;
import io.rhapsode.ingest.document.ExtractedBook;
import io.rhapsode.ingest.document.OutlineEntry;
import io.rhapsode.ingest.document.UnreadableDocumentException;
import io.rhapsode.ingest.document.facts.DocumentFacts;
import io.rhapsode.ingest.document.pdf.page.PageText;
import io.rhapsode.ingest.document.typography.ChapterHeadings;
import io.rhapsode.ingest.document.typography.HeadingOutline;
import io.rhapsode.pipeline.failure.FailureCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/** Reads PDF. May be shared by threads. */
public final class PdfReader {
  private final Set<String> skippableRoles;

  public PdfReader(Set<String> skippableRoles) {
    this.skippableRoles = Set.copyOf(skippableRoles);
  }

  /**
   * Reads a document.
   *
   * @param fallbackTitle the title of a document that has none
   */
  public ExtractedBook read(Path file, String fallbackTitle) throws UnreadableDocumentException {
    try (InterruptibleFile source = new InterruptibleFile(file);
        PDDocument document = Loader.loadPDF(source)) {
      AccessPermission permission = document.getCurrentAccessPermission();
      if (!permission.canExtractContent() && !permission.canExtractForAccessibility()) {
        throw new UnreadableDocumentException(
            FailureCode.PROTECTED_DOCUMENT,
            "the document forbids to take out its text; ask its publisher for a copy that allows"
                + " it");
      }
      return read(document, fallbackTitle);
    } catch (InvalidPasswordException encrypted) {
      throw new UnreadableDocumentException(
          FailureCode.PROTECTED_DOCUMENT,
          "the document needs a password; save it without one",
          encrypted);
    } catch (IOException damaged) {
      throw new UnreadableDocumentException(
          FailureCode.MALFORMED_DOCUMENT,
          "the PDF is damaged or cut short (%s); get the file again"
              .formatted(damaged.getMessage()),
          damaged);
    }
  }

  private ExtractedBook read(PDDocument document, String fallbackTitle)
      throws IOException, UnreadableDocumentException {
    List<PageText.Page> pages = PageText.of(document);
    PdfBlocks blocks = PdfBlocks.of(pages, skippableRoles);
    if (blocks.blocks().stream().allMatch(Block::excluded)) {
      throw new UnreadableDocumentException(
          FailureCode.NO_TEXT,
          "its pages hold no text, only pictures (a scan?); run text recognition on it first");
    }
    List<String> warnings = new ArrayList<>();
    List<OutlineEntry> outline = blocks.outline(Bookmarks.of(document, warnings));
    List<Block> read = blocks.blocks();
    if (outline.isEmpty() && HeadingOutline.of(read).isEmpty()) {
      read = ChapterHeadings.mark(read, skippableRoles.contains("toc"));
    }
    if (outline.isEmpty()) {
      outline = HeadingOutline.of(read);
    }
    return new ExtractedBook(
        facts(document).metadata(HeadingOutline.title(read).orElse(fallbackTitle)),
        read,
        outline,
        Optional.empty(),
        warnings);
  }

  /** Nothing for what programs write when nobody told them. */
  private static String told(String value) {
    return value == null || value.strip().matches("(?i)anonymous|unspecified|unknown|author|user")
        ? null
        : value;
  }

  private static DocumentFacts facts(PDDocument document) {
    PDDocumentInformation information = document.getDocumentInformation();
    DocumentFacts facts = new DocumentFacts();
    facts.title(information.getTitle());
    facts.author(told(information.getAuthor()));
    facts.description(told(information.getSubject()));
    facts.subject(information.getKeywords());
    facts.language(document.getDocumentCatalog().getLanguage());
    if (information.getCreationDate() != null) {
      facts.date("%tF".formatted(information.getCreationDate()).toLowerCase(Locale.ROOT));
    }
    return facts;
  }
}
