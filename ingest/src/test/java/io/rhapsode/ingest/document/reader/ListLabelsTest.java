package io.rhapsode.ingest.document.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.ingest.document.ExtractedBook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers that a document leaves to the reading system to count. */
class ListLabelsTest {
  @TempDir Path folder;

  private List<String> html(String head, String body) throws Exception {
    String document = "<html><head>%s</head><body>%s</body></html>".formatted(head, body);
    return Documents.lines(Documents.read(Files.writeString(folder.resolve("a.html"), document)));
  }

  @Test
  void itemsOfOrderedListsAreCounted() throws Exception {
    assertEquals(
        List.of(
            "LIST_ITEM (3) three",
            "LIST_ITEM more",
            "LIST_ITEM (7) seven",
            "LIST_ITEM (8) eight",
            "LIST_ITEM (A) a",
            "LIST_ITEM (B) b",
            "LIST_ITEM (9) nine"),
        html(
            "",
            "<ol start='3'><li><div></div><p>three</p><p>more</p></li><li value='7'>seven</li>"
                + "<li>eight<ol type='a'><li>a</li><li>b</li></ol></li><li>nine</li></ol>"));
  }

  @Test
  void listsMayCountDownOrInRomanFigures() throws Exception {
    assertEquals(
        List.of("LIST_ITEM (2) two", "LIST_ITEM (1) one", "LIST_ITEM (1) i", "LIST_ITEM (2) ii"),
        html(
            "",
            "<ol reversed><li>two</li><li>one</li></ol><ol type='I'><li>i</li><li>ii</li></ol>"));
  }

  @Test
  void whatShowsNoNumberHasNone() throws Exception {
    assertEquals(
        List.of(
            "LIST_ITEM bullet",
            "LIST_ITEM own style",
            "LIST_ITEM by class",
            "LIST_ITEM 1. in the text",
            "LIST_ITEM (2) second",
            "LIST_ITEM [HIDDEN hidden|gone]",
            "LIST_ITEM (B) by style"),
        html(
            "<style>ol.plain {list-style: none outside} .abc {list-style-type:"
                + " upper-alpha}</style>",
            "<ul><li>bullet</li></ul><ol style='list-style-type: none'><li>own style</li></ol>"
                + "<ol class='plain'><li>by class</li></ol>"
                + "<ol><li>1. in the text</li><li>second</li></ol>"
                + "<ol class='abc'><li hidden>gone</li><li>by style</li></ol>"));
  }

  @Test
  void wordCountsByItsNumberingPart() throws Exception {
    String numbering =
        """
        <w:numbering xmlns:w="w">
        <w:abstractNum w:abstractNumId="5">
          <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="Part %1."/></w:lvl>
          <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%1.%2)"/></w:lvl>
        </w:abstractNum>
        <w:abstractNum w:abstractNumId="6">
          <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl>
        </w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>
        <w:num w:numId="2"><w:abstractNumId w:val="6"/></w:num>
        <w:num w:numId="3"><w:abstractNumId w:val="5"/>
          <w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride></w:num>
        </w:numbering>\
        """;
    String styles =
        """
        <w:styles xmlns:w="w"><w:style w:styleId="H1"><w:name w:val="heading 1"/>
        <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
        <w:style w:styleId="Sub"><w:name w:val="Subtitle"/><w:basedOn w:val="H1"/>
        <w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style></w:styles>\
        """;
    String body =
        paragraph("<w:pStyle w:val='H1'/>", "Alpha")
            + paragraph("<w:pStyle w:val='Sub'/>", "Below")
            + paragraph(counted(1, 1), "first")
            + paragraph(counted(1, 1), "second")
            + paragraph(counted(2, 0), "bullet")
            + paragraph("<w:pStyle w:val='H1'/>", "Beta")
            + paragraph(counted(1, 1), "anew")
            + paragraph(counted(3, 0), "over");
    Path file =
        ZipFiles.archive()
            .with(
                "[Content_Types].xml",
                """
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
                <Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
                </Types>\
                """)
            .with(
                "word/document.xml",
                "<w:document xmlns:w='w'><w:body>%s</w:body></w:document>".formatted(body))
            .with("word/numbering.xml", numbering)
            .with("word/styles.xml", styles)
            .write(folder.resolve("a.docx"));
    ExtractedBook book = Documents.read(file);
    assertEquals(
        List.of(
            "HEADING1 (Part 1) Alpha",
            "PARAGRAPH Below",
            "LIST_ITEM (1.A) first",
            "LIST_ITEM (1.B) second",
            "LIST_ITEM bullet",
            "HEADING1 (Part 2) Beta",
            "LIST_ITEM (2.A) anew",
            "LIST_ITEM (Part 9) over"),
        Documents.lines(book));
    assertEquals(List.of("1 Part 1 Alpha @1", "1 Part 2 Beta @6"), Documents.outline(book));
  }

  private static String counted(int list, int level) {
    return "<w:numPr><w:ilvl w:val='%d'/><w:numId w:val='%d'/></w:numPr>".formatted(level, list);
  }

  private static String paragraph(String properties, String text) {
    return "<w:p><w:pPr>%s</w:pPr><w:r><w:t>%s</w:t></w:r></w:p>".formatted(properties, text);
  }

  @Test
  void openDocumentsCountByTheirListStyles() throws Exception {
    Path file =
        ZipFiles.archive()
            .with("mimetype", "application/vnd.oasis.opendocument.text")
            .with(
                "content.xml",
                """
                <office:document-content><office:automatic-styles><text:list-style style:name="L">
                <text:list-level-style-number text:level="1" style:num-format="1" text:start-value="4"/>
                <text:list-level-style-number text:level="2" style:num-format="a"/>
                </text:list-style></office:automatic-styles><office:body><office:text>
                <text:list text:style-name="L"><text:list-item><text:p>four</text:p>
                <text:list><text:list-item><text:p>a</text:p></text:list-item></text:list></text:list-item>
                <text:list-item text:start-value="8"><text:p>eight</text:p></text:list-item></text:list>
                <text:list text:style-name="M"><text:list-item><text:p>bullet</text:p></text:list-item></text:list>
                </office:text></office:body></office:document-content>\
                """)
            .write(folder.resolve("a.odt"));
    assertEquals(
        List.of("LIST_ITEM (4) four", "LIST_ITEM (A) a", "LIST_ITEM (8) eight", "LIST_ITEM bullet"),
        Documents.lines(Documents.read(file)));
  }
}
