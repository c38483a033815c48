package io.rhapsode.ingest.document.reader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/** Files of situations: what is written in a format, with the container that the format needs. */
final class SituationFiles {
  private static final String WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  private static final String OFFICE = "urn:oasis:names:tc:opendocument:xmlns:";

  private SituationFiles() {}

  /**
   * Writes a file.
   *
   * @param format "epub": the body of a chapter; "docx": the body of the document; "odt": the text,
   *     behind automatic styles up to a line "---"; "pdf": lines "size x y text", y from the lower
   *     edge, and "page"; any other is written as it is
   */
  static Path write(Path folder, String format, String written) throws IOException {
    Path file = folder.resolve("a." + format);
    return switch (format) {
      case "epub" -> ZipFiles.publication().chapter("a.xhtml", written).write(file);
      case "docx" -> word(written).write(file);
      case "odt" -> openDocument(written).write(file);
      case "pdf" -> pages(written, file);
      default -> Files.writeString(file, written.replace("<FF>", "\f"));
    };
  }

  private static ZipFiles word(String body) {
    return ZipFiles.archive()
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
        .with(
            "word/document.xml",
            "<w:document xmlns:w=\"%s\" xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\"><w:body>%s</w:body></w:document>"
                .formatted(WORD, body));
  }

  private static ZipFiles openDocument(String written) {
    int border = written.indexOf("---\n");
    String styles = border < 0 ? "" : written.substring(0, border);
    String text = border < 0 ? written : written.substring(border + 4);
    return ZipFiles.archive()
        .with("mimetype", "application/vnd.oasis.opendocument.text")
        .with(
            "content.xml",
            """
            <office:document-content xmlns:office="%1$soffice:1.0" xmlns:text="%1$stext:1.0"
             xmlns:style="%1$sstyle:1.0" xmlns:table="%1$stable:1.0" xmlns:draw="%1$sdrawing:1.0"
             xmlns:xlink="http://www.w3.org/1999/xlink"><office:automatic-styles>%2$s</office:automatic-styles>
            <office:body><office:text>%3$s</office:text></office:body></office:document-content>
            """
                .formatted(OFFICE, styles, text))
        .with(
            "Object 1/content.xml",
            """
            <math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mrow>
            <mfrac><mi>a</mi><mi>b</mi></mfrac><mo>=</mo><msup><mi>c</mi><mn>2</mn></msup></mrow>
            <annotation encoding="StarMath 5.0">{a} over {b} = c^2</annotation></semantics></math>
            """)
        .with(
            "META-INF/manifest.xml",
            """
            <manifest:manifest xmlns:manifest="%smanifest:1.0">
            <manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>
            <manifest:file-entry manifest:full-path="Object 1/" manifest:media-type="application/vnd.oasis.opendocument.formula"/>
            </manifest:manifest>
            """
                .formatted(OFFICE));
  }

  private static Path pages(String written, Path file) throws IOException {
    try (PDDocument document = new PDDocument()) {
      for (String page : written.split("(?m)^page\n")) {
        PDPage sheet = new PDPage(PDRectangle.A4);
        document.addPage(sheet);
        try (PDPageContentStream content = new PDPageContentStream(document, sheet)) {
          for (String line : page.lines().filter(line -> !line.isBlank()).toList()) {
            draw(content, List.of(line.split(" ", 4)));
          }
        }
      }
      document.save(file.toFile());
    }
    return file;
  }

  private static void draw(PDPageContentStream content, List<String> line) throws IOException {
    content.beginText();
    content.setFont(new PDType1Font(FontName.HELVETICA), Float.parseFloat(line.get(0)));
    content.newLineAtOffset(Float.parseFloat(line.get(1)), Float.parseFloat(line.get(2)));
    content.showText(line.get(3));
    content.endText();
  }
}
