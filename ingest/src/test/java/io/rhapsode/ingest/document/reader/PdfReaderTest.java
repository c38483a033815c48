package io.rhapsode.ingest.document.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.ingest.document.ExtractedBook;
import io.rhapsode.pipeline.failure.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PdfReaderTest {
  private static final double LEADING = 14;

  @TempDir Path folder;

  private final PDDocument document = new PDDocument();

  private PDPage page() {
    PDPage page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    return page;
  }

  /** Writes lines from a place downwards; y counts from the lower edge, in points. */
  private void write(PDPage page, double size, double x, double y, String... lines)
      throws IOException {
    try (PDPageContentStream content =
        new PDPageContentStream(
            document, page, PDPageContentStream.AppendMode.APPEND, false, true)) {
      content.setFont(new PDType1Font(FontName.HELVETICA), (float) size);
      for (int index = 0; index < lines.length; index++) {
        content.beginText();
        content.newLineAtOffset((float) x, (float) (y - index * LEADING));
        content.showText(lines[index]);
        content.endText();
      }
    }
  }

  private static double width(double size, String text) throws IOException {
    return new PDType1Font(FontName.HELVETICA).getStringWidth(text) / 1000 * size;
  }

  private ExtractedBook read() throws Exception {
    Path file = folder.resolve("book.pdf");
    document.save(file.toFile());
    document.close();
    return Documents.read(file);
  }

  @Test
  void twoColumnsAreReadOneAfterTheOther() throws Exception {
    PDPage page = page();
    write(page, 20, 60, 780, "A Title Over Both Columns of the Page");
    // Row by row, as many programs write them.
    String[] left = {
      "The left column begins here and",
      "goes on with a second line that",
      "is as wide as the first one and",
      "ends in the middle of a sen-"
    };
    String[] right = {
      "tence which the right column",
      "takes up again. Then there is",
      "another sentence, and this is",
      "the very end of the paragraph."
    };
    for (int row = 0; row < left.length; row++) {
      write(page, 11, 60, 740 - row * LEADING, left[row]);
      write(page, 11, 320, 740 - row * LEADING, right[row]);
    }
    assertEquals(
        List.of(
            "HEADING1 A Title Over Both Columns of the Page",
            "PARAGRAPH The left column begins here and goes on with a second line that is as wide"
                + " as the first one and ends in the middle of a sentence which the right column"
                + " takes up again. Then there is another sentence, and this is the very end of the"
                + " paragraph."),
        Documents.lines(read()));
  }

  @Test
  void headersFootersAndPageNumbersAreFurniture() throws Exception {
    for (int number = 1; number <= 4; number++) {
      PDPage page = page();
      write(page, 9, 60, 810, "The Running Title");
      write(
          page,
          11,
          60,
          700,
          "Page text number " + number + " is a paragraph of its own, with an end.");
      write(page, 9, 290, 30, "- " + (10 + number) + " -");
    }
    List<String> lines = Documents.lines(read());
    assertEquals(12, lines.size());
    assertEquals(
        "PARAGRAPH [PAGE_FURNITURE page header or footer|The Running Title]", lines.get(3));
    assertEquals(
        "PARAGRAPH Page text number 2 is a paragraph of its own, with an end.", lines.get(4));
    assertEquals("PARAGRAPH [PAGE_FURNITURE page header or footer|- 12 -]", lines.get(5));
  }

  @Test
  void paragraphsGoOnOverPagesAndEndAtIndents() throws Exception {
    PDPage first = page();
    write(
        first,
        11,
        60,
        700,
        "This is a paragraph with lines of one length, and it is well-known",
        "that well-known words keep what they have, but not the hy-",
        "phens that a line end makes. It ends here and is followed by an");
    write(
        first,
        11,
        80,
        700 - 3 * LEADING,
        "Indented line that starts a new paragraph and goes on for long");
    PDPage second = page();
    write(second, 11, 60, 780, "after the page has been turned, to its end.");
    assertEquals(
        List.of(
            "PARAGRAPH This is a paragraph with lines of one length, and it is well-known that"
                + " well-known words keep what they have, but not the hyphens that a line end"
                + " makes. It ends here and is followed by an",
            "PARAGRAPH Indented line that starts a new paragraph and goes on for long after the"
                + " page has been turned, to its end."),
        Documents.lines(read()));
  }

  @Test
  void notesAtTheFootStandBesideASentenceThatGoesOverThePage() throws Exception {
    PDPage first = page();
    write(
        first,
        11,
        60,
        700,
        "This is a paragraph with lines of one length, and it is there for",
        "the sake of its note,");
    double mark = 60 + width(11, "the sake of its note,");
    write(first, 6, mark, 700 - LEADING + 4, "1");
    write(first, 11, mark + width(6, "1"), 700 - LEADING, " as it goes on to the page that comes");
    write(first, 8, 60, 100, "1 See the second chapter of the book on notes, which is", "long.");
    PDPage second = page();
    write(second, 11, 60, 780, "after the page has been turned, to its end.");
    assertEquals(
        List.of(
            "PARAGRAPH This is a paragraph with lines of one length, and it is there for the sake"
                + " of its note,[ROLE noteref|1] as it goes on to the page that comes after the"
                + " page has been turned, to its end.",
            "PARAGRAPH [ROLE footnote|1 See the second chapter of the book on notes, which is"
                + " long.]"),
        Documents.lines(read()));
  }

  @Test
  void smallPrintWithoutAMarkIsNoNote() throws Exception {
    PDPage page = page();
    write(page, 11, 60, 700, "The first paragraph of the page is as long as one line is here.");
    write(page, 8, 60, 100, "Figure 1. A caption in small print at the foot of the page.");
    assertEquals(
        List.of(
            "PARAGRAPH The first paragraph of the page is as long as one line is here.",
            "PARAGRAPH Figure 1. A caption in small print at the foot of the page."),
        Documents.lines(read()));
  }

  @Test
  void exponentsAndIndicesStayInTheirLine() throws Exception {
    PDPage page = page();
    double exponent = 60 + width(11, "Area in m");
    double index = exponent + width(7, "2") + width(11, " of H");
    write(page, 11, 60, 700, "Area in m");
    write(page, 7, exponent, 704, "2");
    write(page, 11, exponent + width(7, "2"), 700, " of H");
    write(page, 7, index, 697, "2");
    write(page, 11, index + width(7, "2"), 700, "O, and more.");
    assertEquals(List.of("PARAGRAPH Area in m² of H2O, and more."), Documents.lines(read()));
  }

  @Test
  void aGutterMayBeAsNarrowAsALetterIsHigh() throws Exception {
    PDPage page = page();
    String[] left = {
      "This column is set in narrow",
      "lines that fill its measure to",
      "the brim, as justified text in",
      "two columns does on a page."
    };
    String[] right = {
      "The other column begins a",
      "little to the right of where",
      "the first one ended, and it is",
      "read after all of the former."
    };
    for (int row = 0; row < left.length; row++) {
      write(page, 11, 200 - width(11, left[row]), 740 - row * LEADING, left[row]);
      write(page, 11, 209, 740 - row * LEADING, right[row]);
    }
    assertEquals(
        List.of(
            "PARAGRAPH This column is set in narrow lines that fill its measure to the brim, as"
                + " justified text in two columns does on a page.",
            "PARAGRAPH The other column begins a little to the right of where the first one ended,"
                + " and it is read after all of the former."),
        Documents.lines(read()));
  }

  @Test
  void bookmarksNameTheChapters() throws Exception {
    PDDocumentOutline root = new PDDocumentOutline();
    for (int number = 1; number <= 3; number++) {
      PDPage page = page();
      write(page, 18, 60, 760, "Chapter " + number);
      write(page, 11, 60, 700, "Some text of a chapter that has only one line in it.");
      PDOutlineItem item = new PDOutlineItem();
      item.setTitle("Bookmark " + number);
      item.setDestination(page);
      root.addLast(item);
    }
    document.getDocumentCatalog().setDocumentOutline(root);
    assertEquals(
        List.of("1 Bookmark 1 @1", "1 Bookmark 2 @3", "1 Bookmark 3 @5"),
        Documents.outline(read()));
  }

  @Test
  void headingsNameTheChaptersWithoutBookmarks() throws Exception {
    for (int number = 1; number <= 2; number++) {
      PDPage page = page();
      write(page, 18, 60, 760, "Chapter " + number);
      write(page, 11, 60, 700, "Some text of a chapter that has only one line in it.");
    }
    assertEquals(List.of("1 Chapter 1 @1", "1 Chapter 2 @3"), Documents.outline(read()));
  }

  @Test
  void pagesWithoutTextAreNoText() throws IOException {
    page();
    Path file = folder.resolve("scan.pdf");
    document.save(file.toFile());
    assertEquals(FailureCode.NO_TEXT, Documents.failure(file).code());
  }

  @Test
  void aPasswordProtects() throws IOException {
    write(page(), 11, 60, 700, "Secret");
    document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
    Path file = folder.resolve("locked.pdf");
    document.save(file.toFile());
    assertEquals(FailureCode.PROTECTED_DOCUMENT, Documents.failure(file).code());
  }

  @Test
  void whatIsNoPdfInsideIsMalformed() throws IOException {
    Path file = folder.resolve("broken.pdf");
    Files.writeString(file, "%PDF-1.7\nnothing of a document follows");
    assertEquals(FailureCode.MALFORMED_DOCUMENT, Documents.failure(file).code());
  }
}
