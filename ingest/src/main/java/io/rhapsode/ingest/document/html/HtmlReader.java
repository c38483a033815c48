package io.rhapsode.ingest.document.html;

import io.rhapsode.ingest.document.DocumentRoles;
import io.rhapsode.ingest.document.html.element.HiddenElements;
import io.rhapsode.ingest.document.html.element.ListLabels;
import io.rhapsode.ingest.document.html.element.NoteElements;
import io.rhapsode.ingest.document.html.element.Roles;
import io.rhapsode.ingest.document.html.element.StyleSheet;
import io.rhapsode.ingest.document.html.element.VerseElements;
import io.rhapsode.ingest.document.html.markup.Markup.PlacedDocument;
import io.rhapsode.ingest.document.html.markup.MarkupPlaces;
import io.rhapsode.ingest.document.speech.SpeechDirections;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.select.NodeTraversor;

/**
 * Turns HTML documents into blocks. Every character that is not white space appears in exactly one
 * block; what is not to be read is excluded there with its reason. Scripts, style sheets and the
 * head are not text. May be shared by threads.
 */
public final class HtmlReader {
  private final Set<String> skippableRoles;

  /**
   * @param skippableRoles roles of {@code epub:type} or ARIA whose text is not to be read, see
   *     {@link DocumentRoles#DEFAULT_SKIPPABLE}
   */
  public HtmlReader(Collection<String> skippableRoles) {
    this.skippableRoles = Roles.canonical(skippableRoles);
  }

  /** Whether text of that role is not to be read. */
  public boolean skips(String role) {
    return skippableRoles.contains(role);
  }

  /** Reads a document whose places in the markup nobody asks for. */
  public HtmlText read(
      Document document,
      String part,
      List<StyleSheet> styleSheets,
      Optional<Exclusion> wholly,
      NoteElements notes) {
    return read(
        new PlacedDocument(document, MarkupPlaces.UNKNOWN), part, styleSheets, wholly, notes);
  }

  /** Reads a document whose elements say how they are read. */
  public HtmlText read(Document document, NoteElements notes, SpeechDirections directions) {
    return read(
        new PlacedDocument(document, MarkupPlaces.UNKNOWN),
        "",
        List.of(),
        Optional.empty(),
        notes,
        directions);
  }

  /**
   * Reads a document.
   *
   * @param part name of the file, for the blocks
   * @param styleSheets the linked ones, in order
   * @param wholly set when nothing of the document is to be read
   * @param notes what was recognised as notes without a role
   */
  public HtmlText read(
      PlacedDocument placed,
      String part,
      List<StyleSheet> styleSheets,
      Optional<Exclusion> wholly,
      NoteElements notes) {
    return read(placed, part, styleSheets, wholly, notes, SpeechDirections.NONE);
  }

  private HtmlText read(
      PlacedDocument placed,
      String part,
      List<StyleSheet> styleSheets,
      Optional<Exclusion> wholly,
      NoteElements notes,
      SpeechDirections directions) {
    Document document = placed.document();
    HiddenElements hidden = new HiddenElements(document, styleSheets);
    ExclusionRules rules = new ExclusionRules(skippableRoles, hidden, notes);
    ListLabels labels = new ListLabels(hidden.listStyles());
    HtmlWalk walk =
        new HtmlWalk(
            part,
            placed.places(),
            rules,
            labels,
            new VerseElements(hidden),
            new SpokenMarkup(hidden, directions),
            wholly.orElse(null));
    NodeTraversor.traverse(walk, document);
    List<DraftBlock> drafts = NoteTitles.exclude(walk.drafts());
    boolean readsContents = !skippableRoles.contains("toc");
    List<DraftBlock> read =
        wholly.isPresent() || readsContents ? drafts : LinkLists.exclude(drafts);
    return new HtmlText(
        read.stream().map(DraftBlock::block).toList(), walk.anchors(), walk.warnings());
  }
}
