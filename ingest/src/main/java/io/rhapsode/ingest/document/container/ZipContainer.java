package io.rhapsode.ingest.document.container;

import io.rhapsode.ingest.document.ContainerLimits;
import io.rhapsode.ingest.document.UnreadableDocumentException;
import io.rhapsode.pipeline.failure.FailureCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The files of a zip archive, unpacked in memory one by one and never more than the limits allow.
 * Names are only ever compared, so none can point out of the archive. Used by one thread.
 */
public final class ZipContainer implements AutoCloseable {
  /** Entries below this size may be packed as tightly as they like, in bytes. */
  private static final long RATIO_MATTERS_FROM = 1L << 20;

  private final ZipFile zip;
  private final ContainerLimits limits;
  private final Map<String, ZipEntry> entries = new LinkedHashMap<>();
  private final Map<String, String> namesIgnoringCase = new LinkedHashMap<>();
  private final Set<String> unpacked = new HashSet<>();
  private long unpackedBytes;

  private ZipContainer(ZipFile zip, ContainerLimits limits) {
    this.zip = zip;
    this.limits = limits;
    for (ZipEntry entry : Collections.list(zip.entries())) {
      if (!entry.isDirectory()) {
        String name = ContainerPath.normalise(entry.getName());
        entries.putIfAbsent(name, entry);
        namesIgnoringCase.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
      }
    }
  }

  public static ZipContainer open(Path file, ContainerLimits limits)
      throws UnreadableDocumentException {
    ZipFile zip = openZip(file);
    if (zip.size() > limits.maximumEntries()) {
      int size = zip.size();
      close(zip);
      throw new UnreadableDocumentException(
          FailureCode.TOO_LARGE,
          "the archive holds %d files, more than the limit of %d; raise the limit if you trust it"
              .formatted(size, limits.maximumEntries()));
    }
    return new ZipContainer(zip, limits);
  }

  private static ZipFile openZip(Path file) throws UnreadableDocumentException {
    try {
      return new ZipFile(file.toFile(), StandardCharsets.UTF_8);
    } catch (IOException firstAttempt) {
      try {
        // Old packers write names in a code page; any single-byte charset opens those.
        return new ZipFile(file.toFile(), StandardCharsets.ISO_8859_1);
      } catch (IOException damaged) {
        damaged.addSuppressed(firstAttempt);
        throw new UnreadableDocumentException(
            FailureCode.MALFORMED_DOCUMENT,
            "the zip archive is damaged or cut short (%s); get the file again"
                .formatted(damaged.getMessage()),
            damaged);
      }
    }
  }

  public List<String> names() {
    return List.copyOf(entries.keySet());
  }

  public boolean contains(String path) {
    return name(path).isPresent();
  }

  /** The name of the file at a path; a wrong case is forgiven when nothing else fits. */
  public Optional<String> name(String path) {
    return entries.containsKey(path)
        ? Optional.of(path)
        : Optional.ofNullable(namesIgnoringCase.get(path.toLowerCase(Locale.ROOT)));
  }

  /** The content of a file, or nothing when there is no such file. */
  public Optional<byte[]> read(String path) throws UnreadableDocumentException {
    Optional<String> name = name(path);
    return name.isEmpty() ? Optional.empty() : Optional.of(unpack(name.get()));
  }

  private byte[] unpack(String name) throws UnreadableDocumentException {
    ZipEntry entry = entries.get(name);
    long rest = limits.maximumUnpackedBytes() - unpackedBytes;
    try (InputStream stream = zip.getInputStream(entry)) {
      long bound = Math.min(Integer.MAX_VALUE - 8L, allowed(entry, rest) + 1);
      byte[] content = stream.readNBytes((int) bound);
      if (content.length > rest) {
        throw tooLarge(name, "the limit of %d bytes".formatted(limits.maximumUnpackedBytes()));
      }
      if (content.length > allowed(entry, rest)) {
        throw tooLarge(name, "%d times its packed size".formatted(limits.maximumRatio()));
      }
      // A file that is read again takes no more space.
      unpackedBytes += unpacked.add(name) ? content.length : 0;
      return content;
    } catch (IOException failure) {
      throw unreadable(name, failure);
    }
  }

  private long allowed(ZipEntry entry, long rest) {
    long packed = Math.max(1, entry.getCompressedSize());
    return Math.min(rest, Math.max(RATIO_MATTERS_FROM, packed * limits.maximumRatio()));
  }

  private static UnreadableDocumentException tooLarge(String name, String bound) {
    return new UnreadableDocumentException(
        FailureCode.TOO_LARGE,
        "%s unpacks to more than %s, as a zip bomb does; raise the limit if you trust the file"
            .formatted(name, bound));
  }

  private static UnreadableDocumentException unreadable(String name, IOException failure) {
    String message = String.valueOf(failure.getMessage());
    if (message.contains("encrypted")) {
      return new UnreadableDocumentException(
          FailureCode.PROTECTED_DOCUMENT,
          name + " is encrypted with a password; get a file without one",
          failure);
    }
    return new UnreadableDocumentException(
        FailureCode.MALFORMED_DOCUMENT,
        "%s cannot be unpacked (%s); get the file again".formatted(name, message),
        failure);
  }

  @Override
  public void close() {
    close(zip);
  }

  private static void close(ZipFile zip) {
    try {
      zip.close();
    } catch (IOException nothingWasWritten) {
      throw new UncheckedIOException(nothingWasWritten);
    }
  }
}
