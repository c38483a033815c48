package io.rhapsode.ingest.document.office.rtf;

import io.rhapsode.ingest.document.ContainerLimits;
import io.rhapsode.ingest.document.ExtractedBook;
import io.rhapsode.ingest.document.UnreadableDocumentException;
import io.rhapsode.ingest.document.facts.DocumentFacts;
import io.rhapsode.ingest.document.office.HtmlFormats;
import io.rhapsode.pipeline.failure.FailureCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Reads RTF (1.9.1). Not by Tika, whose text has notes in the middle of sentences, hidden and
 * deleted text, and no raised figures. May be shared by threads.
 */
public final class RtfReader {
  private final ContainerLimits limits;
  private final HtmlFormats formats;

  public RtfReader(ContainerLimits limits, Set<String> skippableRoles) {
    this.limits = limits;
    this.formats = new HtmlFormats(skippableRoles);
  }

  /**
   * Reads a document.
   *
   * @param fallbackTitle the title of a document that has none
   */
  public ExtractedBook read(Path file, String fallbackTitle)
      throws IOException, UnreadableDocumentException {
    String source = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    if (source.length() > limits.maximumUnpackedBytes() || !source.startsWith("{\\rtf")) {
      throw new UnreadableDocumentException(
          FailureCode.MALFORMED_DOCUMENT, "it does not begin as RTF does; save it again");
    }
    DocumentFacts facts = new DocumentFacts();
    RtfConverter converter = new RtfConverter(facts);
    new RtfTokens(source).forEach(converter);
    return formats.book(converter.html(), facts, fallbackTitle);
  }
}
