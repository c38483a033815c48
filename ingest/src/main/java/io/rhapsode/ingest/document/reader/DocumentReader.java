package io.rhapsode.ingest.document.reader;

import io.rhapsode.ingest.document.ContainerLimits;
import io.rhapsode.ingest.document.DocumentRoles;
import io.rhapsode.ingest.document.ExtractedBook;
import io.rhapsode.ingest.document.UnreadableDocumentException;
import io.rhapsode.ingest.document.epub.EpubReader;
import io.rhapsode.ingest.document.office.FictionBookReader;
import io.rhapsode.ingest.document.office.HtmlFormats;
import io.rhapsode.ingest.document.office.TikaReader;
import io.rhapsode.ingest.document.office.opendocument.OdtReader;
import io.rhapsode.ingest.document.office.rtf.RtfReader;
import io.rhapsode.ingest.document.office.word.DocxReader;
import io.rhapsode.ingest.document.pdf.PdfReader;
import io.rhapsode.ingest.document.ssml.SsmlReader;
import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.pipeline.failure.IoProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a document of any format that is supported: EPUB, PDF, DOCX, DOC, ODT, RTF, HTML, FB2,
 * SSML, Markdown and plain text. Whatever a document does, it fails alone: it gets so much space
 * and stack, and every way to fail ends as a {@link FailureException}. The same file gives the same
 * book. May be shared by threads.
 */
public final class DocumentReader {
  /** What is said of a document that the memory is too small for. */
  public static final String NO_MEMORY =
      "it takes more memory than there is; start with a larger -Xmx or split it";

  private static final String STAGE = "read";

  private final ContainerLimits limits;
  private final EpubReader epub;
  private final PdfReader pdf;
  private final DocxReader docx;
  private final OdtReader odt;
  private final FictionBookReader fictionBook;
  private final TikaReader tika;
  private final RtfReader rtf;
  private final SsmlReader ssml;
  private final HtmlFormats formats;

  /**
   * @param skippableRoles as in {@link DocumentRoles#DEFAULT_SKIPPABLE}
   */
  public DocumentReader(ContainerLimits limits, Collection<String> skippableRoles) {
    this(limits, skippableRoles, false);
  }

  /**
   * @param skippableRoles as in {@link DocumentRoles#DEFAULT_SKIPPABLE}
   * @param shorthand whether all Markdown and plain text may have directions in braces; else only
   *     that which says so in its front matter
   */
  public DocumentReader(
      ContainerLimits limits, Collection<String> skippableRoles, boolean shorthand) {
    this.limits = limits;
    Set<String> roles = Set.copyOf(skippableRoles);
    this.epub = new EpubReader(limits, roles);
    this.pdf = new PdfReader(roles);
    this.docx = new DocxReader(limits, roles);
    this.odt = new OdtReader(limits, roles);
    this.fictionBook = new FictionBookReader(limits, roles);
    this.tika = new TikaReader(limits, roles);
    this.rtf = new RtfReader(limits, roles);
    this.ssml = new SsmlReader(roles);
    this.formats = new HtmlFormats(roles, shorthand);
  }

  /**
   * Reads a document. Takes as long as the document makes it, but ends soon when its thread is
   * interrupted.
   *
   * @param source the document's path or URI, for messages; its last part names the format when the
   *     content does not
   * @throws FailureException for every document that cannot be read
   */
  public ExtractedBook read(Path file, String source) throws FailureException {
    try {
      return readUnguarded(file, source);
    } catch (IOException
        | UnreadableDocumentException
        | RuntimeException
        | StackOverflowError
        | OutOfMemoryError cause) {
      throw failure(source, cause);
    }
  }

  private ExtractedBook readUnguarded(Path file, String source)
      throws IOException, UnreadableDocumentException {
    if (Files.size(file) > limits.maximumUnpackedBytes()) {
      throw new UnreadableDocumentException(
          FailureCode.TOO_LARGE,
          "the file has %d bytes, more than the limit of %d; raise the limit if you trust it"
              .formatted(Files.size(file), limits.maximumUnpackedBytes()));
    }
    if (Files.size(file) == 0) {
      throw new UnreadableDocumentException(FailureCode.NO_TEXT, "the file is empty");
    }
    String title = withoutExtension(fileName(source));
    return switch (DocumentFormat.of(file, fileName(source))) {
      case EPUB -> epub.read(file, title);
      case DOC -> tika.readDoc(file, title);
      case RTF -> rtf.read(file, title);
      case HTML -> formats.readHtml(file, title);
      case MARKDOWN -> formats.readMarkdown(file, title);
      case PLAIN_TEXT -> formats.readPlainText(file, title);
      case PDF -> pdf.read(file, title);
      case DOCX -> docx.read(file, title);
      case ODT -> odt.read(file, title);
      case FB2 -> fictionBook.read(file, title);
      case SSML -> ssml.read(file, title, folder(file, source));
    };
  }

  /** The folder of a document, unless this is a copy of one that is elsewhere. */
  private static Optional<Path> folder(Path file, String source) {
    boolean original = file.getFileName().toString().equals(fileName(source));
    return original ? Optional.ofNullable(file.toAbsolutePath().getParent()) : Optional.empty();
  }

  private static FailureException failure(String source, Throwable cause) {
    if (cause instanceof UnreadableDocumentException unreadable) {
      return failure(unreadable.code(), source, unreadable.getMessage(), unreadable);
    }
    if (cause instanceof IOException problem) {
      return failure(
          FailureCode.STORAGE_FAILED,
          source,
          "the file cannot be read: " + IoProblem.reason(problem),
          cause);
    }
    if (cause instanceof StackOverflowError) {
      return failure(
          FailureCode.MALFORMED_DOCUMENT, source, "its elements are nested too deeply", cause);
    }
    if (cause instanceof OutOfMemoryError) {
      return failure(FailureCode.TOO_LARGE, source, NO_MEMORY, cause);
    }
    return failure(
        FailureCode.MALFORMED_DOCUMENT, source, "no reader can make sense of it: " + cause, cause);
  }

  private static FailureException failure(
      FailureCode code, String source, String message, Throwable cause) {
    return new FailureException(Failure.of(code, STAGE, source, message, cause), cause);
  }

  private static String fileName(String source) {
    return source.substring(Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\')) + 1);
  }

  private static String withoutExtension(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return dot > 0 ? fileName.substring(0, dot) : fileName;
  }
}
