package io.rhapsode.ingest.document.reader;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Builds zip archives, and EPUB publications with what every one of them needs. */
final class ZipFiles {
  private final Map<String, byte[]> entries = new LinkedHashMap<>();
  private final StringBuilder manifest = new StringBuilder();
  private final StringBuilder spine = new StringBuilder();
  private String metadata = "<dc:title>T</dc:title><dc:language>en</dc:language>";

  static ZipFiles archive() {
    return new ZipFiles();
  }

  /** A publication with its container description; documents are added by the other methods. */
  static ZipFiles publication() {
    return new ZipFiles()
        .with("mimetype", "application/epub+zip")
        .with(
            "META-INF/container.xml",
            """
            <container><rootfiles><rootfile full-path="OPS/package.opf"/></rootfiles></container>
            """);
  }

  ZipFiles with(String name, String content) {
    return with(name, content.getBytes(StandardCharsets.UTF_8));
  }

  ZipFiles with(String name, byte[] content) {
    entries.put(name, content);
    return this;
  }

  ZipFiles metadata(String xml) {
    metadata = xml;
    return this;
  }

  /** A manifest item without a place in the spine. */
  ZipFiles item(String attributes) {
    manifest.append("<item ").append(attributes).append("/>\n");
    return this;
  }

  /** An XHTML document in the spine; {@code body} stands inside its body element. */
  ZipFiles chapter(String name, String body) {
    return document(name, body, "");
  }

  ZipFiles document(String name, String body, String itemref) {
    String id = "i" + spine.length();
    item("id=\"%s\" href=\"%s\" media-type=\"application/xhtml+xml\"".formatted(id, name));
    spine.append("<itemref idref=\"%s\" %s/>\n".formatted(id, itemref));
    return with("OPS/" + name, xhtml(body));
  }

  ZipFiles navigation(String lists) {
    item("id=\"nav\" href=\"nav.xhtml\" properties=\"nav\" media-type=\"application/xhtml+xml\"");
    return with("OPS/nav.xhtml", xhtml("<nav epub:type=\"toc\">" + lists + "</nav>"));
  }

  static String xhtml(String body) {
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <!DOCTYPE html>
    <html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">
    <head><title>not text</title></head><body>%s</body></html>
    """
        .formatted(body);
  }

  Path write(Path file) throws IOException {
    if (entries.containsKey("mimetype")) {
      entries.putIfAbsent(
          "OPS/package.opf",
          """
          <package xmlns="http://www.idpf.org/2007/opf" version="3.0">
          <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">%s</metadata>
          <manifest>%s</manifest><spine>%s</spine></package>
          """
              .formatted(metadata, manifest, spine)
              .getBytes(StandardCharsets.UTF_8));
    }
    try (OutputStream stream = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(stream)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    return file;
  }
}
