package io.rhapsode.workflows.sample;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * An EPUB 3 made of a Markdown file ("# title", "## chapter", paragraphs) and the package file,
 * style and cover beside it. Entries are stored, so that every platform makes the same bytes.
 *
 * @param markdown the text
 * @param sources folder with package.opf, style.css and cover.png
 */
public record SampleEpub(Path markdown, Path sources) {
  private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);
  private static final String CONTAINER =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
        <rootfiles>
          <rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
        </rootfiles>
      </container>
      """;

  public SampleEpub {
    requireNonNull(markdown, "markdown is null");
    requireNonNull(sources, "sources is null");
  }

  private record Chapter(String title, List<String> paragraphs) {}

  /** The bytes of the EPUB. */
  public byte[] bytes() throws IOException {
    List<Chapter> chapters = chapters();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      store(zip, "mimetype", utf8("application/epub+zip"));
      store(zip, "META-INF/container.xml", utf8(CONTAINER));
      store(zip, "EPUB/package.opf", Files.readAllBytes(sources.resolve("package.opf")));
      store(zip, "EPUB/nav.xhtml", utf8(navigation(chapters)));
      for (int i = 0; i < chapters.size(); i++) {
        store(zip, "EPUB/chapter%d.xhtml".formatted(i + 1), utf8(page(chapters.get(i))));
      }
      store(zip, "EPUB/style.css", Files.readAllBytes(sources.resolve("style.css")));
      store(zip, "EPUB/cover.png", Files.readAllBytes(sources.resolve("cover.png")));
    }
    return bytes.toByteArray();
  }

  private List<Chapter> chapters() throws IOException {
    List<Chapter> chapters = new ArrayList<>();
    for (String block : Files.readString(markdown).split("\n\n+")) {
      String text = block.strip();
      if (text.startsWith("## ")) {
        chapters.add(new Chapter(text.substring(3), new ArrayList<>()));
      } else if (!text.isEmpty() && !text.startsWith("# ")) {
        chapters.get(chapters.size() - 1).paragraphs().add(text);
      }
    }
    return chapters;
  }

  private static String navigation(List<Chapter> chapters) {
    StringBuilder items = new StringBuilder();
    for (int i = 0; i < chapters.size(); i++) {
      items.append(
          "      <li><a href=\"chapter%d.xhtml\">%s</a></li>\n"
              .formatted(i + 1, escaped(chapters.get(i).title())));
    }
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">
    <head><title>Contents</title></head>
    <body>
      <nav epub:type="toc">
        <h1>Contents</h1>
        <ol>
    %s    </ol>
      </nav>
    </body>
    </html>
    """
        .formatted(items);
  }

  private static String page(Chapter chapter) {
    StringBuilder paragraphs = new StringBuilder();
    for (String paragraph : chapter.paragraphs()) {
      paragraphs.append("<p>").append(escaped(paragraph)).append("</p>\n");
    }
    String title = escaped(chapter.title());
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <html xmlns="http://www.w3.org/1999/xhtml" lang="en-GB" xml:lang="en-GB">
    <head><title>%s</title><link rel="stylesheet" type="text/css" href="style.css"/></head>
    <body>
    <h1>%s</h1>
    %s</body>
    </html>
    """
        .formatted(title, title, paragraphs);
  }

  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 checksum = new CRC32();
    checksum.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCompressedSize(content.length);
    entry.setCrc(checksum.getValue());
    entry.setTimeLocal(TIME);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
