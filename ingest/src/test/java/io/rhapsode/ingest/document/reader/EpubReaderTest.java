package io.rhapsode.ingest.document.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.ingest.document.Block;
import io.rhapsode.ingest.document.ExtractedBook;
import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.failure.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpubReaderTest {
  @TempDir Path folder;

  private ExtractedBook read(ZipFiles book) throws Exception {
    return Documents.read(book.write(folder.resolve("book.epub")));
  }

  private Failure failure(ZipFiles book) throws IOException {
    return Documents.failure(book.write(folder.resolve("book.epub")));
  }

  @Test
  void chaptersStartInsideFilesAndRunOverFiles() throws Exception {
    ExtractedBook book =
        read(
            ZipFiles.publication()
                .chapter("a.xhtml", "<h1 id='one'>One</h1><p>1a</p><h1 id='two'>Two</h1><p>2a</p>")
                .chapter("b%20c.xhtml", "<p>2b</p><p>end<a id='three'/></p><h2>Three</h2><p>3a</p>")
                .with(
                    "OPS/b c.xhtml",
                    ZipFiles.xhtml("<p>2b</p><p>end<a id='three'/></p><h2>Three</h2><p>3a</p>"))
                .navigation(
                    """
                    <ol><li><a href="a.xhtml#one">Chapter One</a></li>
                    <li><span>Group</span><ol><li><a href="./a.xhtml#two">Chapter <b>Two</b></a>
                      <ol><li><a href="x/../b%20c.xhtml#three">Chapter Three</a></li></ol></li></ol></li>
                    </ol>\
                    """));
    assertEquals(
        List.of(
            "HEADING1 One",
            "PARAGRAPH 1a",
            "HEADING1 Two",
            "PARAGRAPH 2a",
            "PARAGRAPH 2b",
            "PARAGRAPH end",
            "HEADING2 Three",
            "PARAGRAPH 3a"),
        Documents.lines(book));
    assertEquals(
        List.of("1 Chapter One @1", "2 Chapter Two @3", "3 Chapter Three @7"),
        Documents.outline(book));
    assertEquals(List.of(), book.warnings());
    assertEquals("OPS/b c.xhtml", book.blocks().get(4).part());
  }

  @Test
  void tableOfContentsOfVersionTwoNamesTheChapters() throws Exception {
    ExtractedBook book =
        read(
            ZipFiles.publication()
                .item("id='n' href='toc.ncx' media-type='application/x-dtbncx+xml'")
                .with(
                    "OPS/toc.ncx",
                    """
                    <!DOCTYPE ncx SYSTEM "http://example.org/ncx.dtd">
                    <ncx><navMap><navPoint><navLabel><text>Part I</text></navLabel>
                    <content src="a.xhtml"/><navPoint><navLabel><text>Alpha</text></navLabel>
                    <content src="a.xhtml"/></navPoint><navPoint><navLabel><text>Beta</text>
                    </navLabel><content src="b.xhtml#no"/></navPoint></navPoint></navMap></ncx>
                    """)
                .chapter("a.xhtml", "<p>a</p>")
                .chapter("b.xhtml", "<p>b</p>"));
    assertEquals(List.of("1 Part I: Alpha @1", "2 Beta @2"), Documents.outline(book));
    assertEquals(
        List.of("the table of contents leads 'Beta' to OPS/b.xhtml#no, which does not exist"),
        book.warnings());
  }

  @Test
  void headingsNameTheChaptersWithoutATableOfContents() throws Exception {
    ExtractedBook book =
        read(
            ZipFiles.publication()
                .chapter("a.xhtml", "<h2>Chapter I</h2><h3>The Start</h3><p>a</p>")
                .chapter("b.xhtml", "<h2>Chapter II</h2><p>b</p>"));
    assertEquals(List.of("1 Chapter I: The Start @1", "1 Chapter II @4"), Documents.outline(book));
  }

  @Test
  void everythingSkippedIsThereWithItsReason() throws Exception {
    ExtractedBook book =
        read(
            ZipFiles.publication()
                .chapter(
                    "a.xhtml",
                    """
                    <p>A<a epub:type="noteref" href="#n">1</a> b <span role="doc-pagebreak">12</span>c.</p>
                    <aside epub:type="footnote" id="n"><p>A note.</p></aside>
                    <p hidden="hidden">h</p><p style="display: none">s</p>
                    <section epub:type="appendix"><p>Read.</p></section>
                    <p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>字</p>
                    <p>* * *</p><hr/>
                    <p><img alt="T" src="t.png"/>he end<img alt="a long one" src="u.png"/>.</p>
                    <nav><p>Links</p></nav>\
                    """)
                .document("n.xhtml", "<p>Aside.</p>", "linear=\"no\""));
    assertEquals(
        List.of(
            "PARAGRAPH A[ROLE noteref|1] b [ROLE pagebreak|12]c.",
            "PARAGRAPH [ROLE footnote|A note.]",
            "PARAGRAPH [HIDDEN hidden|h]",
            "PARAGRAPH [HIDDEN display: none|s]",
            "PARAGRAPH Read.",
            "PARAGRAPH 漢[ROLE ruby annotation|(かん)]字",
            "BREAK [NOTHING_TO_SPEAK scene break|* * *]",
            "BREAK",
            "PARAGRAPH The end[ROLE image-description|a long one].",
            "PARAGRAPH [NAVIGATION nav|Links]",
            "PARAGRAPH [NON_LINEAR linear=no|Aside.]"),
        Documents.lines(book));
  }

  @Test
  void styleSheetsOfTheBookHideText() throws Exception {
    ZipFiles book =
        ZipFiles.publication()
            .with(
                "OPS/s.css",
                "/* x */ @media print{p{display:none}} p.gone, #Off { COLOR: red; DISPLAY : none }")
            .chapter("a.xhtml", "")
            .with(
                "OPS/a.xhtml",
                "<html><head><link rel='stylesheet' href='s.css'/></head><body><p>a</p>"
                    + "<p class='gone'>b</p><p id='Off'>c</p></body></html>");
    assertEquals(
        List.of(
            "PARAGRAPH a",
            "PARAGRAPH [HIDDEN display: none|b]",
            "PARAGRAPH [HIDDEN display: none|c]"),
        Documents.lines(read(book)));
  }

  @Test
  void anUnmarkedTableOfContentsIsNavigation() throws Exception {
    ExtractedBook book =
        read(
            ZipFiles.publication()
                .chapter(
                    "a.xhtml",
                    "<h2>Contents</h2><p><a href='b.xhtml'>One</a> 5</p>"
                        + "<p><a href='b.xhtml#x'>Two</a></p><p><a href='b.xhtml#y'>Three</a></p>"
                        + "<p>See <a href='b.xhtml'>there</a>.</p>")
                .chapter("b.xhtml", "<p>b</p>"));
    assertEquals(
        List.of(
            "HEADING2 [NAVIGATION list of links|Contents]",
            "PARAGRAPH [NAVIGATION list of links|One 5]",
            "PARAGRAPH [NAVIGATION list of links|Two]",
            "PARAGRAPH [NAVIGATION list of links|Three]",
            "PARAGRAPH See there.",
            "PARAGRAPH b"),
        Documents.lines(book));
  }

  @Test
  void notesWithoutARoleAreKnownByTheirLinks() throws Exception {
    ExtractedBook book =
        read(
            ZipFiles.publication()
                .chapter(
                    "a.xhtml",
                    "<p>One<a id='r1' href='n.xhtml#n1'>[1]</a> and<sup><a id='r2' href='#n2'>*</a>"
                        + "</sup>.</p><p>See <a href='#far'>2</a>.</p><p id='far'>Far.</p>"
                        + "<p id='n2'><a href='#r2'>*</a> Second note.</p>")
                .chapter(
                    "n.xhtml",
                    "<div id='n1'><p><a href='a.xhtml#r1'>[1]</a> First"
                        + " note.</p></div><p>End.</p>"));
    assertEquals(
        List.of(
            "PARAGRAPH One[ROLE noteref|[1]] and[ROLE noteref|*].",
            "PARAGRAPH See 2.",
            "PARAGRAPH Far.",
            "PARAGRAPH [ROLE footnote|* Second note.]",
            "PARAGRAPH [ROLE footnote|[1] First note.]",
            "PARAGRAPH End."),
        Documents.lines(book));
  }

  @Test
  void languagesComeFromTheMarkup() throws Exception {
    Block block =
        read(ZipFiles.publication()
                .chapter(
                    "a.xhtml",
                    "<div xml:lang='de_AT'><p>Er sagte: <i lang='fr'>oui</i>.</p></div>"))
            .blocks()
            .get(0);
    assertEquals(Optional.of("de-AT"), block.language());
    assertEquals("oui", block.languages().get(0).characters().of(block.text()));
    assertEquals("fr", block.languages().get(0).language());
  }

  @Test
  void metadataFollowsItsRefinements() throws Exception {
    ExtractedBook book =
        read(
            ZipFiles.publication()
                .metadata(
                    """
                    <dc:title id="s">A Subtitle</dc:title><meta refines="#s" property="title-type">subtitle</meta>
                    <dc:title id="t">The Title</dc:title><meta refines="#t" property="title-type">main</meta>
                    <dc:creator id="b">Second</dc:creator><meta refines="#b" property="display-seq">2</meta>
                    <dc:creator id="a">First</dc:creator><meta refines="#a" property="display-seq">1</meta>
                    <dc:creator id="i">Painter</dc:creator><meta refines="#i" property="role">ill</meta>
                    <meta property="belongs-to-collection" id="c">Saga</meta>
                    <meta refines="#c" property="collection-type">series</meta>
                    <meta refines="#c" property="group-position">2</meta>
                    <dc:identifier>urn:uuid:12345678-1234-5678-1234-567812345678</dc:identifier>
                    <dc:identifier>urn:isbn:978-0-306-40615-7</dc:identifier>
                    <dc:language>eng</dc:language><dc:description>&lt;p&gt;Short &amp;amp; sweet&lt;/p&gt;</dc:description>
                    """)
                .chapter("a.xhtml", "<p>a</p>"));
    assertEquals("The Title", book.metadata().title());
    assertEquals(Optional.of("A Subtitle"), book.metadata().subtitle());
    assertEquals(List.of("First", "Second"), book.metadata().authors());
    assertEquals(Optional.of("Saga"), book.metadata().series());
    assertEquals(Optional.of("2"), book.metadata().seriesPart());
    assertEquals(Optional.of("9780306406157"), book.metadata().isbn());
    assertEquals("en", book.metadata().language());
    assertEquals(Optional.of("Short & sweet"), book.metadata().description());
  }

  @Test
  void brokenMarkupIsRepairedAndMissingFilesAreNamed() throws Exception {
    ExtractedBook book =
        read(
            ZipFiles.publication()
                .chapter("a.xhtml", "<p>one<br>two &nbsp;three<p>four")
                .item("id='lost' href='lost.xhtml' media-type='application/xhtml+xml'")
                .with(
                    "OPS/package.opf",
                    """
                    <package><metadata><title>T</title></metadata><manifest>
                    <item id="a" href="..\\OPS/a.xhtml" media-type="application/xhtml+xml">
                    <item id="lost" href="/../../lost.xhtml" media-type="application/xhtml+xml"/>
                    </manifest><spine><itemref idref="a"/><itemref idref="lost"/>
                    <itemref idref="none"/></spine></package>\
                    """));
    assertEquals(
        List.of("PARAGRAPH one two \u00A0three", "PARAGRAPH four", "LOST", "LOST"),
        Documents.lines(book));
    assertEquals(
        List.of(
            "lost.xhtml is in the reading order but missing or damaged",
            "none is in the reading order but missing or damaged"),
        book.warnings());
  }

  @Test
  void namesThatPointOutOfTheArchiveStayInside() throws Exception {
    ExtractedBook book =
        read(
            ZipFiles.publication()
                .with("../../etc/secret.xhtml", ZipFiles.xhtml("<p>inside</p>"))
                .chapter("../../../etc/secret.xhtml", "<p>chapter</p>"));
    assertEquals(List.of("PARAGRAPH inside"), Documents.lines(book));
  }

  @Test
  void entitiesAreNeitherLoadedNorExpanded() throws Exception {
    ExtractedBook book =
        read(
            ZipFiles.publication()
                .chapter("a.xhtml", "")
                .with(
                    "OPS/a.xhtml",
                    """
                    <!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
                    <!ENTITY f SYSTEM "file:///etc/hostname">]>
                    <html xmlns="http://www.w3.org/1999/xhtml"><body><p>&b; &f; end</p></body></html>
                    """));
    assertEquals(List.of("PARAGRAPH &b; &f; end"), Documents.lines(book));
  }

  @Test
  void aZipBombIsTooLarge() throws IOException {
    Failure failure =
        failure(
            ZipFiles.publication().chapter("a.xhtml", "").with("OPS/a.xhtml", new byte[64 << 20]));
    assertEquals(FailureCode.TOO_LARGE, failure.code());
    assertTrue(failure.message().startsWith("OPS/a.xhtml unpacks to more than"));
  }

  @Test
  void encryptedTextIsProtectedButObfuscatedFontsAreNot() throws Exception {
    String list =
        """
        <encryption><enc:EncryptedData xmlns:enc="e"><enc:EncryptionMethod Algorithm="%s"/>
        <enc:CipherData><enc:CipherReference URI="OPS/%s"/></enc:CipherData></enc:EncryptedData>
        </encryption>\
        """;
    ZipFiles book = ZipFiles.publication().chapter("a.xhtml", "<p>a</p>");
    String encryption = "META-INF/encryption.xml";
    read(book.with(encryption, list.formatted("http://www.idpf.org/2008/embedding", "f.otf")));
    Failure failure = failure(book.with(encryption, list.formatted("aes256-cbc", "a.xhtml")));
    assertEquals(FailureCode.PROTECTED_DOCUMENT, failure.code());
  }

  @Test
  void picturesAloneAreNoText() throws IOException {
    Failure failure =
        failure(ZipFiles.publication().chapter("a.xhtml", "<img src='a.png' alt='A picture'/>"));
    assertEquals(FailureCode.NO_TEXT, failure.code());
  }

  @Test
  void anArchiveWithoutContainerSaysWhatItIs() throws IOException {
    Failure failure = failure(ZipFiles.archive().with("a.txt", "a").with("b.txt", "b"));
    assertEquals(FailureCode.UNSUPPORTED_DOCUMENT, failure.code());
    assertEquals(
        "this is a zip archive of 2 files (a.txt, b.txt ...), not an EPUB: META-INF/container.xml"
            + " is missing; unpack it and narrate the documents in it",
        failure.message());
  }

  @Test
  void anArchiveCutShortIsMalformed() throws IOException {
    Path whole =
        ZipFiles.publication().chapter("a.xhtml", "<p>a</p>").write(folder.resolve("w.epub"));
    byte[] content = Files.readAllBytes(whole);
    Path half = folder.resolve("half.epub");
    Files.write(half, Arrays.copyOf(content, content.length / 2));
    assertEquals(FailureCode.MALFORMED_DOCUMENT, Documents.failure(half).code());
  }
}
