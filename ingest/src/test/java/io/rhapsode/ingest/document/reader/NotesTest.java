package io.rhapsode.ingest.document.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.ingest.document.ExtractedBook;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notes and their references in books that mark them by half. */
class NotesTest {
  @TempDir Path folder;

  private ExtractedBook read(String body) throws Exception {
    return Documents.read(
        ZipFiles.publication().chapter("a.xhtml", body).write(folder.resolve("book.epub")));
  }

  @Test
  void aRaisedMarkThatLeadsToANoteIsItsReference() throws Exception {
    assertEquals(
        List.of(
            "PARAGRAPH He slept[ROLE noteref|2] well.",
            "PARAGRAPH [ROLE footnote|A note without a mark.]"),
        Documents.lines(
            read(
                """
                <p>He slept<sup><a href="#n">2</a></sup> well.</p>
                <aside epub:type="footnote" id="n"><p>A note without a mark.</p></aside>\
                """)));
  }

  @Test
  void aRaisedMarkThatLeadsToItsEqualIsAReference() throws Exception {
    assertEquals(
        List.of(
            "PARAGRAPH One[ROLE noteref|1] and two[ROLE noteref|[2]], see 3.",
            "PARAGRAPH End.",
            "PARAGRAPH [ROLE footnote|1. The first.]",
            "PARAGRAPH [ROLE footnote|[2] The second.]",
            "PARAGRAPH 3. A step."),
        Documents.lines(
            read(
                """
                <p>One<a href="#a"><sup>1</sup></a> and two<a href="#b">[2]</a>, see <a href="#c">3</a>.</p>
                <p>End.</p>
                <p id="a">1. The first.</p><p id="b">[2] The second.</p><p id="c">3. A step.</p>\
                """)));
  }

  @Test
  void theTitleAboveNotesGoesWithThem() throws Exception {
    ExtractedBook book =
        read(
            """
            <h2>One</h2><p>Text.<a epub:type="noteref" href="#n">1</a></p>
            <h3>Footnotes</h3><p epub:type="footnote" id="n">1 A note.</p>
            <h2>Two</h2><p>More.</p>\
            """);
    assertEquals(
        List.of(
            "HEADING2 One",
            "PARAGRAPH Text.[ROLE noteref|1]",
            "HEADING3 [ROLE footnote|Footnotes]",
            "PARAGRAPH [ROLE footnote|1 A note.]",
            "HEADING2 Two",
            "PARAGRAPH More."),
        Documents.lines(book));
    assertEquals(List.of("1 One @1", "1 Two @5"), Documents.outline(book));
  }

  @Test
  void aTitleAboveTextAndNotesIsRead() throws Exception {
    assertEquals(
        List.of("HEADING2 One", "PARAGRAPH [ROLE footnote|1 A note.]", "PARAGRAPH Text."),
        Documents.lines(read("<h2>One</h2><p epub:type=\"footnote\">1 A note.</p><p>Text.</p>")));
  }
}
