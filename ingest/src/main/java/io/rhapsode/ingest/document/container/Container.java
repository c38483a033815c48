package io.rhapsode.ingest.document.container;

import io.rhapsode.ingest.document.ContainerLimits;
import io.rhapsode.ingest.document.UnreadableDocumentException;
import io.rhapsode.pipeline.failure.FailureCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The files of a zip archive or of an unpacked one, brought into memory one by one and never more
 * than the limits allow. Names are only ever compared, so none can point out of the container. Used
 * by one thread.
 */
public final class Container implements AutoCloseable {
  /** Entries below this size may be packed as tightly as they like, in bytes. */
  private static final long RATIO_MATTERS_FROM = 1L << 20;

  /** A file and what it takes in its container, in bytes. */
  private record Entry(long packedBytes, Content content) {}

  /** Opens the content of a file. */
  private interface Content {
    InputStream open() throws IOException;
  }

  private final Optional<ZipFile> zip;
  private final ContainerLimits limits;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, String> namesByLikeness = new LinkedHashMap<>();
  private final Set<String> unpacked = new HashSet<>();
  private long unpackedBytes;

  private Container(Optional<ZipFile> zip, ContainerLimits limits) {
    this.zip = zip;
    this.limits = limits;
  }

  /**
   * Opens a container.
   *
   * @param path a zip archive, or the folder that one was unpacked to
   */
  public static Container open(Path path, ContainerLimits limits)
      throws UnreadableDocumentException {
    return Files.isDirectory(path) ? openFolder(path, limits) : openArchive(path, limits);
  }

  private static Container openArchive(Path file, ContainerLimits limits)
      throws UnreadableDocumentException {
    ZipFile zip = openZip(file);
    Container container = new Container(Optional.of(zip), limits);
    if (zip.size() > limits.maximumEntries()) {
      int size = zip.size();
      container.close();
      throw tooMany(size, limits);
    }
    for (ZipEntry entry : Collections.list(zip.entries())) {
      if (!entry.isDirectory()) {
        container.add(entry.getName(), entry.getCompressedSize(), () -> zip.getInputStream(entry));
      }
    }
    return container;
  }

  /** Links in the folder are not followed: they could lead anywhere. */
  private static Container openFolder(Path folder, ContainerLimits limits)
      throws UnreadableDocumentException {
    Container container = new Container(Optional.empty(), limits);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(each -> !Files.isSymbolicLink(each)).sorted().toList()) {
        if (Files.isRegularFile(file)) {
          container.add(
              folder.relativize(file).toString().replace('\\', '/'),
              Files.size(file),
              () -> Files.newInputStream(file));
        }
      }
    } catch (IOException | UncheckedIOException failure) {
      throw new UnreadableDocumentException(
          FailureCode.STORAGE_FAILED,
          "the folder cannot be read (%s)".formatted(failure.getMessage()),
          failure);
    }
    if (container.entries.size() > limits.maximumEntries()) {
      throw tooMany(container.entries.size(), limits);
    }
    return container;
  }

  private void add(String written, long packedBytes, Content content) {
    String name = ContainerPath.normalise(written);
    entries.putIfAbsent(name, new Entry(packedBytes, content));
    namesByLikeness.putIfAbsent(likeness(name), name);
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

  /**
   * The name of the file at a path. What tools confuse is forgiven when nothing else fits: case,
   * composed and decomposed accents, and percent-encoding.
   */
  public Optional<String> name(String path) {
    return entries.containsKey(path)
        ? Optional.of(path)
        : Optional.ofNullable(namesByLikeness.get(likeness(path)));
  }

  /**
   * The name of the file that a reference means, or its path where there is no such file.
   *
   * @param file path of the file that holds the reference
   * @return nothing for an address outside the container
   */
  public Optional<String> resolve(String file, String reference) {
    return ContainerPath.resolve(file, reference).map(path -> name(path).orElse(path));
  }

  private static String likeness(String name) {
    String composed = Normalizer.normalize(ContainerPath.decode(name), Normalizer.Form.NFC);
    return composed.toLowerCase(Locale.ROOT);
  }

  /** The content of a file, or nothing when there is no such file. */
  public Optional<byte[]> read(String path) throws UnreadableDocumentException {
    Optional<String> name = name(path);
    return name.isEmpty() ? Optional.empty() : Optional.of(unpack(name.get()));
  }

  /**
   * The content of a file that a book can do without.
   *
   * @param warnings takes a line when the file is damaged or beyond the limits
   */
  public Optional<byte[]> readIfPossible(String path, List<String> warnings) {
    try {
      return read(path);
    } catch (UnreadableDocumentException failure) {
      warnings.add("%s is left out: %s".formatted(path, failure.getMessage()));
      return Optional.empty();
    }
  }

  private byte[] unpack(String name) throws UnreadableDocumentException {
    Entry entry = entries.get(name);
    long rest = limits.maximumUnpackedBytes() - unpackedBytes;
    try (InputStream stream = entry.content().open()) {
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

  private long allowed(Entry entry, long rest) {
    long packed = Math.max(1, entry.packedBytes());
    return Math.min(rest, Math.max(RATIO_MATTERS_FROM, packed * limits.maximumRatio()));
  }

  private static UnreadableDocumentException tooMany(int size, ContainerLimits limits) {
    return new UnreadableDocumentException(
        FailureCode.TOO_LARGE,
        "the archive holds %d files, more than the limit of %d; raise the limit if you trust it"
            .formatted(size, limits.maximumEntries()));
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
    try {
      if (zip.isPresent()) {
        zip.get().close();
      }
    } catch (IOException nothingWasWritten) {
      throw new UncheckedIOException(nothingWasWritten);
    }
  }
}
