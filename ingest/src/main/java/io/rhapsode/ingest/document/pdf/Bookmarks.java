package io.rhapsode.ingest.document.pdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionGoTo;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDNamedDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageFitRectangleDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageFitWidthDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageXYZDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineNode;

/** The bookmarks of a document, to the third level. */
final class Bookmarks {
  private static final int DEEPEST = 3;

  private final PDDocument document;
  private final List<String> warnings;
  private final List<Bookmark> bookmarks = new ArrayList<>();
  private final Set<COSDictionary> seen = new HashSet<>();

  /**
   * A bookmark.
   *
   * @param page number of its page, from 1
   * @param y height of its place in points from the top of the page; 0 for the whole page
   */
  record Bookmark(String title, int level, int page, double y) {}

  private Bookmarks(PDDocument document, List<String> warnings) {
    this.document = document;
    this.warnings = warnings;
  }

  static List<Bookmark> of(PDDocument document, List<String> warnings) {
    Bookmarks bookmarks = new Bookmarks(document, warnings);
    PDOutlineNode root = document.getDocumentCatalog().getDocumentOutline();
    if (root != null) {
      bookmarks.add(root, 1);
    }
    return List.copyOf(bookmarks.bookmarks);
  }

  private void add(PDOutlineNode parent, int level) {
    PDOutlineItem item = parent.getFirstChild();
    while (item != null && seen.add(item.getCOSObject())) {
      String title = item.getTitle() == null ? "" : item.getTitle().replaceAll("\\s+", " ").strip();
      try {
        PDPage page = item.findDestinationPage(document);
        if (page != null && !title.isEmpty()) {
          int number = document.getPages().indexOf(page) + 1;
          bookmarks.add(new Bookmark(title, level, number, height(item, page)));
        }
      } catch (IOException broken) {
        warnings.add("the bookmark '%s' leads nowhere: %s".formatted(title, broken.getMessage()));
      }
      if (level < DEEPEST) {
        add(item, level + 1);
      }
      item = item.getNextSibling();
    }
  }

  private double height(PDOutlineItem item, PDPage page) throws IOException {
    PDDestination destination = item.getDestination();
    if (destination == null && item.getAction() instanceof PDActionGoTo action) {
      destination = action.getDestination();
    }
    if (destination instanceof PDNamedDestination named) {
      destination = document.getDocumentCatalog().findNamedDestinationPage(named);
    }
    int top =
        destination instanceof PDPageXYZDestination place
            ? place.getTop()
            : destination instanceof PDPageFitWidthDestination wide
                ? wide.getTop()
                : destination instanceof PDPageFitRectangleDestination part ? part.getTop() : 0;
    return top > 0 ? Math.max(0, page.getCropBox().getUpperRightY() - top) : 0;
  }
}
