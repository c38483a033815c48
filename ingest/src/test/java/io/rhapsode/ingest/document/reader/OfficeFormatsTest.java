package io.rhapsode.ingest.document.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.ingest.document.ExtractedBook;
import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.failure.FailureException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfficeFormatsTest {
  @TempDir Path folder;

  private ExtractedBook read(String name, String content) throws IOException, FailureException {
    return Documents.read(Files.writeString(folder.resolve(name), content));
  }

  @Test
  void wordFilesKeepTheirStructure() throws Exception {
    String body =
        """
        <w:document xmlns:w="w" xmlns:mc="mc" xmlns:wps="wps"><w:body>
        <w:p><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr><w:r><w:t>Eins</w:t></w:r></w:p>
        <w:p><w:r><w:t xml:space="preserve">Text </w:t></w:r>
          <w:del><w:r><w:delText>gone</w:delText></w:r></w:del>
          <w:ins><w:r><w:t>new</w:t><w:footnoteReference w:id="2"/><w:t>.</w:t></w:r></w:ins>
          <w:r><w:commentReference w:id="0"/></w:r></w:p>
        <w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>item</w:t></w:r></w:p>
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
        <w:p><w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent><w:p><w:r><w:t>box</w:t>
          </w:r></w:p></w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r>
          <w:t>box</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>
        </w:body></w:document>\
        """;
    Path file =
        ZipFiles.archive()
            .with(
                "[Content_Types].xml",
                """
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
                <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                <Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
                </Types>\
                """)
            .with(
                "_rels/.rels",
                """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
                <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
                </Relationships>\
                """)
            .with("word/document.xml", body)
            .with(
                "word/styles.xml",
                """
                <w:styles xmlns:w="w"><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/>
                <w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>\
                """)
            .with(
                "word/footnotes.xml",
                """
                <w:footnotes xmlns:w="w"><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>
                <w:footnote w:id="2"><w:p><w:r><w:t>A note</w:t></w:r></w:p></w:footnote></w:footnotes>\
                """)
            .with("word/comments.xml", "<w:comments><w:t>Comment</w:t></w:comments>")
            .with("word/header1.xml", "<w:hdr><w:p><w:r><w:t>Head</w:t></w:r></w:p></w:hdr>")
            .write(folder.resolve("a.docx"));
    ExtractedBook book = Documents.read(file);
    assertEquals(
        List.of(
            "HEADING1 Eins",
            "PARAGRAPH Text new.",
            "PARAGRAPH [ROLE footnote|A note]",
            "LIST_ITEM item",
            "TABLE_ROW cell",
            "PARAGRAPH box",
            "PARAGRAPH [PAGE_FURNITURE page header or footer|Head]"),
        Documents.lines(book));
    assertEquals("Eins", book.metadata().title());
  }

  @Test
  void openDocumentsKeepTheirStructure() throws Exception {
    Path file =
        ZipFiles.archive()
            .with("mimetype", "application/vnd.oasis.opendocument.text")
            .with(
                "content.xml",
                """
                <office:document-content><office:body><office:text>
                <text:tracked-changes><text:p>gone</text:p></text:tracked-changes>
                <text:table-of-content><text:p>One 1</text:p></text:table-of-content>
                <text:h text:outline-level="2">One</text:h>
                <text:p>Some<text:s/>text<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>A note</text:p></text:note-body></text:note>.<office:annotation><text:p>Comment</text:p></office:annotation></text:p>
                </office:text></office:body></office:document-content>\
                """)
            .with(
                "styles.xml",
                "<s><style:master-page><style:footer><text:p>Foot</text:p></style:footer></style:master-page></s>")
            .with("meta.xml", "<m><dc:title>Titel</dc:title><dc:language>de-DE</dc:language></m>")
            .write(folder.resolve("a.odt"));
    ExtractedBook book = Documents.read(file);
    assertEquals(
        List.of(
            "PARAGRAPH [NAVIGATION toc|One 1]",
            "HEADING2 One",
            "PARAGRAPH Some text[ROLE noteref|1].",
            "PARAGRAPH [ROLE footnote|A note]",
            "PARAGRAPH [PAGE_FURNITURE page header or footer|Foot]"),
        Documents.lines(book));
    assertEquals("Titel", book.metadata().title());
    assertEquals("de-DE", book.metadata().language());
  }

  @Test
  void fictionBookSectionsAreChapters() throws Exception {
    ExtractedBook book =
        read(
            "a.fb2",
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0" xmlns:l="http://www.w3.org/1999/xlink">
            <description><title-info><author><first-name>Anna</first-name><last-name>B</last-name></author>
            <book-title>Книга</book-title><lang>ru</lang><sequence name="Saga" number="3"/></title-info></description>
            <body><section><title><p>Глава</p><p>один</p></title><p>Текст<a type="note" l:href="#n">1</a></p></section></body>
            <body name="notes"><section id="n"><p>Note</p></section></body></FictionBook>\
            """);
    assertEquals(
        List.of(
            "HEADING2 Глава\nодин",
            "PARAGRAPH Текст[ROLE noteref|1]",
            "PARAGRAPH [ROLE endnotes|Note]"),
        Documents.lines(book));
    assertEquals(List.of("Anna B"), book.metadata().authors());
    assertEquals(Optional.of("3"), book.metadata().seriesPart());
    assertEquals("ru", book.metadata().language());
  }

  @Test
  void markdownKeepsHeadingsTablesAndNotes() throws Exception {
    ExtractedBook book =
        read(
            "a.md",
            """
            ---
            title: "A Book"
            author: Some One
            ---
            # One
            Text[^1] with *stress*.

            - item

            | a | b |
            |---|---|
            | c | d |

            ```
            code
            ```
            ---
            [^1]: A note.
            """);
    assertEquals(
        List.of(
            "HEADING1 One",
            "PARAGRAPH Text[ROLE noteref|1] with stress.",
            "LIST_ITEM item",
            "TABLE_ROW a",
            "TABLE_CELL b",
            "TABLE_ROW c",
            "TABLE_CELL d",
            "CODE code",
            "BREAK",
            "LIST_ITEM [ROLE endnotes|A note. ↩]"),
        Documents.lines(book));
    assertEquals("A Book", book.metadata().title());
    assertEquals(List.of("Some One"), book.metadata().authors());
  }

  @Test
  void plainTextHasParagraphsAndChapters() throws Exception {
    ExtractedBook book =
        read(
            "a.txt",
            "A Tale\n\n\nCHAPTER I.\n\nOne line\nand the next.\n\n* * *\n\nChapter 2\n\nEnd.\n");
    assertEquals(
        List.of(
            "PARAGRAPH A Tale",
            "HEADING1 CHAPTER I.",
            "PARAGRAPH One line and the next.",
            "BREAK [NOTHING_TO_SPEAK scene break|* * *]",
            "HEADING1 Chapter 2",
            "PARAGRAPH End."),
        Documents.lines(book));
    assertEquals(List.of("1 CHAPTER I. @2", "1 Chapter 2 @5"), Documents.outline(book));
  }

  @Test
  void plainTextInOldEncodingsIsRecognised() throws Exception {
    String text =
        "Все счастливые семьи похожи друг на друга, каждая несчастливая семья несчастлива"
            + " по-своему. Всё смешалось в доме Облонских.";
    Path file = folder.resolve("a.txt");
    Files.write(file, text.getBytes(Charset.forName("windows-1251")));
    assertEquals(List.of("PARAGRAPH " + text), Documents.lines(Documents.read(file)));
  }

  @Test
  void otherKindsOfFilesAreNamed() throws IOException {
    Path file = folder.resolve("a.pdf");
    Files.write(file, new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13});
    Failure failure = Documents.failure(file);
    assertEquals(FailureCode.UNSUPPORTED_DOCUMENT, failure.code());
    Assertions.assertTrue(failure.message().startsWith("it is of the kind image/png;"));
    assertEquals(
        FailureCode.NO_TEXT, Documents.failure(Files.createFile(folder.resolve("b.txt"))).code());
  }
}
