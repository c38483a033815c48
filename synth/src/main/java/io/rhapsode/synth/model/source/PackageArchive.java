package io.rhapsode.synth.model.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Takes one member out of a wheel or a gzipped tar. Nothing else is unpacked, no name in the
 * archive becomes a path, and no more is written than was allowed.
 */
final class PackageArchive {
  private static final String WHEEL = ".whl";
  private static final String TARBALL = ".tgz";
  private static final int BLOCK_BYTES = 1 << 16;

  private PackageArchive() {}

  static boolean isArchive(Path file) {
    return file.toString().endsWith(WHEEL) || file.toString().endsWith(TARBALL);
  }

  /**
   * Copies a member.
   *
   * @param most bytes that may be written
   * @param progress told the bytes written, from time to time
   * @return bytes written
   * @throws IOException if the archive is unsound, has no such file, or the file is larger
   */
  static long extract(
      Path archive, String member, OutputStream output, long most, LongConsumer progress)
      throws IOException {
    if (archive.toString().endsWith(WHEEL)) {
      try (ZipFile zip = new ZipFile(archive.toFile())) {
        ZipEntry entry = zip.getEntry(member);
        if (entry == null || entry.isDirectory()) {
          throw absent(archive, member);
        }
        try (InputStream content = zip.getInputStream(entry)) {
          return copy(archive, member, content, output, most, progress);
        }
      }
    }
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.isFile() && !entry.isSparse() && entry.getName().equals(member)) {
          return copy(archive, member, tar, output, most, progress);
        }
      }
    }
    throw absent(archive, member);
  }

  private static long copy(
      Path archive,
      String member,
      InputStream content,
      OutputStream output,
      long most,
      LongConsumer progress)
      throws IOException {
    byte[] block = new byte[BLOCK_BYTES];
    long copied = 0;
    for (int read = content.read(block); read >= 0; read = content.read(block)) {
      copied += read;
      if (copied > most) {
        throw new IOException(
            "%s in %s is longer than the %d bytes that the catalogue says"
                .formatted(member, archive.getFileName(), most));
      }
      output.write(block, 0, read);
      progress.accept(copied);
    }
    return copied;
  }

  private static IOException absent(Path archive, String member) {
    return new IOException("%s has no file %s".formatted(archive.getFileName(), member));
  }
}
