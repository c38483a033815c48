package io.rhapsode.ingest.document.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.ingest.document.ContainerLimits;
import io.rhapsode.ingest.document.DocumentRoles;
import io.rhapsode.ingest.document.ExtractedBook;
import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.failure.FailureCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passages that are no plain prose, and documents that are damaged or half structured. */
class PassagesTest {
  @TempDir Path folder;

  private ExtractedBook read(String name, String content) throws Exception {
    return Documents.read(Files.writeString(folder.resolve(name), content));
  }

  private ExtractedBook html(String body) throws Exception {
    return read("a.html", "<html><body>" + body + "</body></html>");
  }

  @Test
  void listingsAreReadUnlessTheSettingsNameThem() throws Exception {
    Path page =
        Files.writeString(
            folder.resolve("a.html"),
            "<p>Call <code>open()</code>.</p><pre><code>int x;</code></pre>"
                + "<pre class='screen'>ls -l</pre><pre>Roses are red\nViolets are blue</pre>"
                + "<pre>note: <code>x</code> here</pre>");
    DocumentReader withoutListings =
        new DocumentReader(ContainerLimits.DEFAULTS, List.of(DocumentRoles.CODE));

    assertEquals(
        List.of(
            "PARAGRAPH Call open().",
            "CODE int x;",
            "CODE ls -l",
            "CODE Roses are red\nViolets are blue",
            "CODE note: x here"),
        Documents.lines(Documents.read(page)));
    assertEquals(
        List.of(
            "PARAGRAPH Call open().",
            "CODE [ROLE code|int x;]",
            "CODE [ROLE code|ls -l]",
            "CODE Roses are red\nViolets are blue",
            "CODE note: x here"),
        Documents.lines(withoutListings.read(page, page.toString())));
  }

  @Test
  void theRowsOfATableAreToldFromItsCells() throws Exception {
    assertEquals(
        List.of(
            "CAPTION Ages",
            "TABLE_ROW Age",
            "TABLE_ROW Ann",
            "TABLE_CELL 12",
            "PARAGRAPH or 13",
            "TABLE_ROW Bob",
            "TABLE_CELL 9"),
        Documents.lines(
            html(
                "<table><caption>Ages</caption><tr><th></th><th>Age</th></tr>"
                    + "<tr><th>Ann</th><td><p>12</p><p>or 13</p></td></tr>"
                    + "<tr><td>Bob</td><td>9</td></tr></table>")));
  }

  @Test
  void aCaptionStandsInForThePictureThatItDescribes() throws Exception {
    assertEquals(
        List.of("IMAGE_DESCRIPTION [ROLE image-description|An engine.]", "CAPTION An engine."),
        Documents.lines(
            html(
                "<figure><img alt='An engine.' src='e.png'/>"
                    + "<figcaption aria-hidden='true'>An engine.</figcaption></figure>")));
  }

  @Test
  void theLinesOfAHeadingStayApart() throws Exception {
    ExtractedBook book =
        html("<h2>Chapter One<br/> The <br>Start<br/></h2><p>A line<br/>and more.</p>");
    assertEquals(
        List.of("HEADING2 Chapter One\nThe\nStart", "PARAGRAPH A line and more."),
        Documents.lines(book));
    assertEquals(List.of("1 Chapter One The Start @1"), Documents.outline(book));
  }

  @Test
  void mixedNumbersKeepTheirParts() throws Exception {
    assertEquals(
        List.of("PARAGRAPH 5 1/2 miles and x² and 10[ROLE noteref|(1)]"),
        Documents.lines(
            html(
                "<p>5<sup>1</sup>/<sub>2</sub> miles and x<sup>2</sup> and 10<sup>(1)</sup></p>")));
  }

  @Test
  void chaptersOfAManuscriptWithoutStylesAreFoundByTheirTitles() throws Exception {
    ExtractedBook book =
        html(
            "<p>CHAPTER ONE</p><p>It began.</p><p><b>Chapter 2: The End</b></p><p>It ended.</p>"
                + "<blockquote><p>Part three</p></blockquote>");
    assertEquals(List.of("1 CHAPTER ONE @1", "1 Chapter 2: The End @3"), Documents.outline(book));
    assertEquals(5, book.blocks().size());
  }

  @Test
  void proseThatBeginsLikeATitleIsNone() throws Exception {
    ExtractedBook book =
        read(
            "a.txt",
            "Book the First\n\n"
                + "Part of him was glad.\n\n"
                + "Act now!\n\n"
                + "Part Two\n\n"
                + "Chapter xii. Home\n");
    assertEquals(
        List.of("1 Book the First @1", "1 Part Two @4", "2 Chapter xii. Home @5"),
        Documents.outline(book));
  }

  @Test
  void titlesThatComeAgainAreATableOfContents() throws Exception {
    String chapters = "%sChapter 1. In%sChapter 2. On%sChapter 3. Out%s";
    String text = chapters.formatted("", "\n\nText.\n\n", "\n\nText.\n\n", "\n\nText.");
    String apart = "A Tale\n\nCONTENTS\n\n" + chapters.formatted("", "\n\n", "\n\n", "\n\n");
    String close = "A Tale\n\n" + chapters.formatted("", "\n", "\n", "\n\n");
    ExtractedBook book = read("apart.txt", apart + text);
    assertEquals(
        List.of("1 Chapter 1. In @6", "1 Chapter 2. On @8", "1 Chapter 3. Out @10"),
        Documents.outline(book));
    assertEquals(
        List.of(
            "PARAGRAPH A Tale",
            "PARAGRAPH [NAVIGATION toc|CONTENTS]",
            "PARAGRAPH [NAVIGATION toc|Chapter 1. In]"),
        Documents.lines(book).subList(0, 3));
    assertEquals(
        List.of(
            "PARAGRAPH A Tale",
            "PARAGRAPH [NAVIGATION toc|Chapter 1. In Chapter 2. On Chapter 3. Out]",
            "HEADING1 Chapter 1. In"),
        Documents.lines(read("close.txt", close + text)).subList(0, 3));
  }

  @Test
  void markdownAttributesAndListsOfAuthorsAreNoText() throws Exception {
    ExtractedBook book =
        read("a.md", "---\nauthor: [Ada, Bea]\nlang: fr\n---\n# Un {#un .x}\n\nTexte {a}\n");
    assertEquals(List.of("HEADING1 Un", "PARAGRAPH Texte {a}"), Documents.lines(book));
    assertEquals(List.of("Ada", "Bea"), book.metadata().authors());
    assertEquals("fr", book.metadata().language());
  }

  @Test
  void aFewWrongBytesDoNotSpoilAText() throws Exception {
    byte[] content =
        ("Le café déjà ouvert. ".repeat(20) + "Fin @.").getBytes(StandardCharsets.UTF_8);
    content[content.length - 2] = (byte) 0xE9;
    Path file = Files.write(folder.resolve("a.txt"), content);
    assertEquals(
        List.of("PARAGRAPH " + "Le café déjà ouvert. ".repeat(20) + "Fin é."),
        Documents.lines(Documents.read(file)));
  }

  @Test
  void binaryDataIsNoText() throws Exception {
    byte[] noise = new byte[5000];
    new Random(7).nextBytes(noise);
    Path text = Files.write(folder.resolve("noise.txt"), noise);
    assertEquals(FailureCode.UNSUPPORTED_DOCUMENT, Documents.failure(text).code());

    ZipFiles book = ZipFiles.publication().chapter("a.xhtml", "").with("OPS/a.xhtml", noise);
    Failure failure = Documents.failure(book.write(folder.resolve("noise.epub")));
    assertEquals(FailureCode.MALFORMED_DOCUMENT, failure.code());
    assertEquals(
        "nothing of the book can be read: OPS/a.xhtml is in the reading order but no text: it is"
            + " encrypted or damaged; get the file again",
        failure.message());
  }

  @Test
  void aFictionBookMayBeZipped() throws Exception {
    String book =
        "<?xml version='1.0'?><FictionBook xmlns='http://www.gribuser.ru/xml/fictionbook/2.0'>"
            + "<body><section><p>Text.</p></section></body></FictionBook>";
    Path file = ZipFiles.archive().with("a.fb2", book).write(folder.resolve("a.fb2.zip"));
    assertEquals(List.of("PARAGRAPH Text."), Documents.lines(Documents.read(file)));
  }

  @Test
  void withoutAReadingOrderTextsAreReadAsListed() throws Exception {
    ExtractedBook book =
        Documents.read(
            ZipFiles.publication()
                .item("id='a' href='a.xhtml' media-type='application/xhtml+xml'")
                .item("id='b' href='b.xhtml' media-type='application/xhtml+xml'")
                .with("OPS/a.xhtml", ZipFiles.xhtml("<p>a</p>"))
                .with("OPS/b.xhtml", ZipFiles.xhtml("<p>b</p>"))
                .write(folder.resolve("listed.epub")));
    assertEquals(List.of("PARAGRAPH a", "PARAGRAPH b"), Documents.lines(book));
    assertEquals(
        List.of("the reading order is empty; all texts are read in the order they are listed in"),
        book.warnings());
  }

  @Test
  void aTableOfContentsThatSaysNothingGivesWayToHeadings() throws Exception {
    assertEquals(
        List.of("1 One @1", "1 Two @3", "1 Three @5"), Documents.outline(withOneEntry("Start")));
    assertEquals(List.of("1 Three Tales @1"), Documents.outline(withOneEntry("Three Tales")));
  }

  private ExtractedBook withOneEntry(String title) throws Exception {
    return Documents.read(
        ZipFiles.publication()
            .chapter("a.xhtml", "<h1>One</h1><p>a</p><h1>Two</h1><p>b</p><h1>Three</h1><p>c</p>")
            .navigation("<ol><li><a href='a.xhtml'>" + title + "</a></li></ol>")
            .write(folder.resolve("start.epub")));
  }
}
