package io.rhapsode.ingest.document.ssml;

import io.rhapsode.ingest.document.Block;
import io.rhapsode.ingest.document.ExtractedBook;
import io.rhapsode.ingest.document.UnreadableDocumentException;
import io.rhapsode.ingest.document.html.HtmlReader;
import io.rhapsode.ingest.document.html.HtmlText;
import io.rhapsode.ingest.document.html.element.NoteElements;
import io.rhapsode.pipeline.failure.FailureCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads SSML 1.1 (W3C recommendation of 7 September 2010): a work of one chapter, whose blocks are
 * its paragraphs. Document types, and with them entities, are refused. What the narration cannot do
 * is a warning, once a kind. May be shared by threads.
 */
public final class SsmlReader {
  private final HtmlReader html;

  /**
   * @param skippableRoles as other formats have them
   */
  public SsmlReader(Set<String> skippableRoles) {
    this.html = new HtmlReader(skippableRoles);
  }

  /**
   * Reads a document.
   *
   * @param folder where its lexicons are; those elsewhere are left out
   */
  public ExtractedBook read(Path file, String fallbackTitle, Optional<Path> folder)
      throws IOException, UnreadableDocumentException {
    SsmlWalk walk = walk(Files.readAllBytes(file), new SsmlLexicons(folder));
    HtmlText text = html.read(walk.document(), new NoteElements(), walk.directions());
    if (text.blocks().stream().allMatch(Block::excluded)) {
      throw new UnreadableDocumentException(
          FailureCode.NO_TEXT, "the document holds no text to read");
    }
    List<String> warnings = new ArrayList<>(walk.warnings());
    text.warnings().forEach(warning -> warnings.add("SSML: " + warning));
    return new ExtractedBook(
        walk.facts().metadata(fallbackTitle),
        text.blocks(),
        List.of(),
        Optional.empty(),
        walk.lexicons(),
        warnings);
  }

  private static SsmlWalk walk(byte[] content, SsmlLexicons lexicons)
      throws UnreadableDocumentException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    try {
      XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(content));
      try {
        SsmlWalk walk = new SsmlWalk(xml, lexicons);
        walk.read();
        return walk;
      } finally {
        xml.close();
      }
    } catch (XMLStreamException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNumber();
      String[] lines = e.getMessage().split("\n");
      throw new UnreadableDocumentException(
          FailureCode.MALFORMED_DOCUMENT,
          "line %d: it is not well-formed XML: %s"
              .formatted(line, lines[lines.length - 1].replace("Message: ", "")),
          e);
    }
  }
}
