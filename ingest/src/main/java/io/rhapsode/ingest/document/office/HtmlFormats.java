package io.rhapsode.ingest.document.office;

import io.rhapsode.ingest.document.Block;
import io.rhapsode.ingest.document.ExtractedBook;
import io.rhapsode.ingest.document.ExtractedCover;
import io.rhapsode.ingest.document.UnreadableDocumentException;
import io.rhapsode.ingest.document.facts.DocumentFacts;
import io.rhapsode.ingest.document.html.HtmlReader;
import io.rhapsode.ingest.document.html.element.NoteLinks;
import io.rhapsode.ingest.document.html.markup.Markup;
import io.rhapsode.ingest.document.shorthand.Shorthand;
import io.rhapsode.ingest.document.speech.SpeechDirections;
import io.rhapsode.ingest.document.typography.ChapterHeadings;
import io.rhapsode.ingest.document.typography.HeadingOutline;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.text.DecodedText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Reads HTML, Markdown and plain text, and whatever else was made into HTML. */
public final class HtmlFormats {
  private static final String HEADINGS = "h1, h2, h3, h4, h5, h6, [role=heading]";

  private static final String GARBLED =
      "some characters look as if their encoding had been mistaken before; see the text";

  private final HtmlReader html;
  private final boolean shorthand;

  public HtmlFormats(Set<String> skippableRoles) {
    this(skippableRoles, false);
  }

  /**
   * @param shorthand whether all Markdown and plain text may have directions in braces; else only
   *     that which says so
   */
  public HtmlFormats(Set<String> skippableRoles, boolean shorthand) {
    this.shorthand = shorthand;
    this.html = new HtmlReader(skippableRoles);
  }

  public ExtractedBook readHtml(Path file, String fallbackTitle)
      throws IOException, UnreadableDocumentException {
    byte[] content = Files.readAllBytes(file);
    boolean declared = DecodedText.declaredCharset(content).isPresent();
    Document document =
        Markup.xhtml(declared ? Markup.decode(content) : TextDecoder.decode(content));
    return book(document, DocumentFacts.ofHtml(document), fallbackTitle);
  }

  public ExtractedBook readMarkdown(Path file, String fallbackTitle)
      throws IOException, UnreadableDocumentException {
    DocumentFacts facts = new DocumentFacts();
    Document document = Markdown.html(TextDecoder.decode(Files.readAllBytes(file)), facts);
    return directed(document, facts, fallbackTitle);
  }

  public ExtractedBook readPlainText(Path file, String fallbackTitle)
      throws IOException, UnreadableDocumentException {
    String text = TextDecoder.decode(Files.readAllBytes(file));
    if (!Markup.isText(text)) {
      throw new UnreadableDocumentException(
          FailureCode.UNSUPPORTED_DOCUMENT,
          "its content is no text but binary data; get the file again, or name it by its kind");
    }
    DocumentFacts facts = new DocumentFacts();
    Document document = PlainText.html(FrontMatter.taken(text, facts), facts);
    ExtractedBook book = directed(document, facts, fallbackTitle);
    return TextDecoder.isGarbled(text) ? book.warned(GARBLED) : book;
  }

  /** Notes and text boxes stand inside the paragraph they belong to; they must not divide it. */
  public static void moveBehindParagraphs(Document html) {
    List<Element> inner =
        html.select("p aside, p div, li > aside, h1 aside, h1 div, h2 aside, h2 div, h3 div");
    Map<Element, List<Element>> behind = new IdentityHashMap<>();
    for (Element element : inner) {
      Element paragraph = element.closest("p, li, h1, h2, h3");
      if (paragraph != null) {
        behind.computeIfAbsent(paragraph, first -> new ArrayList<>()).add(element);
      }
    }
    // All at once: each insertion numbers the siblings anew.
    behind.forEach(
        (paragraph, moved) ->
            paragraph.parent().insertChildren(paragraph.siblingIndex() + 1, moved));
  }

  public ExtractedBook book(Document document, DocumentFacts facts, String fallbackTitle)
      throws UnreadableDocumentException {
    return book(document, facts, fallbackTitle, Optional.empty());
  }

  public ExtractedBook book(
      Document document, DocumentFacts facts, String fallbackTitle, Optional<ExtractedCover> cover)
      throws UnreadableDocumentException {
    return book(document, SpeechDirections.NONE, facts, fallbackTitle, cover);
  }

  /** The book of a text that may have directions in braces. */
  private ExtractedBook directed(Document document, DocumentFacts facts, String fallbackTitle)
      throws UnreadableDocumentException {
    if (!shorthand && !facts.hasShorthand()) {
      return book(document, facts, fallbackTitle);
    }
    Shorthand.Applied applied = Shorthand.apply(document);
    ExtractedBook book =
        book(document, applied.directions(), facts, fallbackTitle, Optional.empty());
    for (String warning : applied.warnings()) {
      book = book.warned(warning);
    }
    return book;
  }

  private ExtractedBook book(
      Document document,
      SpeechDirections directions,
      DocumentFacts facts,
      String fallbackTitle,
      Optional<ExtractedCover> cover)
      throws UnreadableDocumentException {
    List<Block> blocks = html.read(document, NoteLinks.within(document), directions).blocks();
    if (document.select(HEADINGS).isEmpty()) {
      blocks = ChapterHeadings.mark(blocks, html.skips("toc"));
    }
    if (blocks.stream().allMatch(Block::excluded)) {
      throw new UnreadableDocumentException(
          FailureCode.NO_TEXT, "the document holds no text to read");
    }
    return new ExtractedBook(
        facts.metadata(HeadingOutline.title(blocks).orElse(fallbackTitle)),
        blocks,
        HeadingOutline.of(blocks),
        cover,
        List.of());
  }
}
