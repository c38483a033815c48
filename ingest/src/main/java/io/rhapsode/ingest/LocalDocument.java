package io.rhapsode.ingest;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.FileSystems;

/** A document as a file of this machine: where it is, or a copy of it that lasts until closed. */
record LocalDocument(Path file, boolean copied) implements AutoCloseable {
  private static final Pattern REMOTE = Pattern.compile("(?!file:)[A-Za-z][A-Za-z0-9+.-]+://.*");

  /**
   * @param path a path of a file or of the folder of an unpacked EPUB, or a URI of a file system
   *     that Beam knows
   * @throws FileNotFoundException when there is no such document
   */
  static LocalDocument of(String path) throws IOException {
    if (REMOTE.matcher(path).matches()) {
      return copy(path);
    }
    Path file = localPath(path);
    boolean unpacked = Files.isRegularFile(file.resolve("META-INF/container.xml"));
    if (!Files.isRegularFile(file) && !unpacked) {
      throw new FileNotFoundException(
          path.indexOf('\uFFFD') < 0
              ? "there is no file " + path
              : "the name of the file is not in UTF-8; rename it");
    }
    return new LocalDocument(file, false);
  }

  private static Path localPath(String path) throws IOException {
    try {
      return path.startsWith("file:") ? Path.of(java.net.URI.create(path)) : Path.of(path);
    } catch (IllegalArgumentException e) {
      throw new IOException("'" + path + "' is not a path of this machine", e);
    }
  }

  private static LocalDocument copy(String uri) throws IOException {
    Path copy = Files.createTempFile("document", "");
    try (InputStream content =
        Channels.newInputStream(
            FileSystems.open(FileSystems.matchSingleFileSpec(uri).resourceId()))) {
      Files.copy(content, copy, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | RuntimeException e) {
      Files.delete(copy);
      throw new IOException("'" + uri + "' cannot be fetched: " + e.getMessage(), e);
    }
    return new LocalDocument(copy, true);
  }

  @Override
  public void close() throws IOException {
    if (copied) {
      Files.delete(file);
    }
  }
}
