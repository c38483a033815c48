package io.rhapsode.workflows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** EPUB files that mean harm. */
final class HostileEpub {
  private HostileEpub() {}

  /**
   * A readable book of which one entry has a name that leads out of the folder it is unpacked to.
   */
  static byte[] escaping(String entryName) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      add(zip, "mimetype", "application/epub+zip");
      add(
          zip,
          "META-INF/container.xml",
          """
          <?xml version="1.0"?>
          <container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
            <rootfiles>
              <rootfile full-path="book.opf" media-type="application/oebps-package+xml"/>
            </rootfiles>
          </container>
          """);
      add(
          zip,
          "book.opf",
          """
          <?xml version="1.0"?>
          <package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
            <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
              <dc:identifier id="id">x</dc:identifier>
              <dc:title>../../../escaped title</dc:title>
              <dc:language>en</dc:language>
            </metadata>
            <manifest>
              <item id="one" href="one.xhtml" media-type="application/xhtml+xml"/>
              <item id="two" href="%s" media-type="application/xhtml+xml"/>
            </manifest>
            <spine><itemref idref="one"/></spine>
          </package>
          """
              .formatted(entryName));
      add(
          zip,
          "one.xhtml",
          """
          <html xmlns="http://www.w3.org/1999/xhtml"><head><title>One</title></head>
          <body><h1>One</h1><p>It is a quiet book.</p></body></html>
          """);
      add(zip, entryName, "out of the folder");
    }
    return bytes.toByteArray();
  }

  private static void add(ZipOutputStream zip, String name, String content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }
}
