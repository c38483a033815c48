package io.rhapsode.mux.overlay.publication;

import io.rhapsode.mux.overlay.markup.MarkupTokens;
import io.rhapsode.mux.overlay.markup.Token;
import io.rhapsode.pipeline.text.DecodedText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** An EPUB whose files are read, changed and written again. Used by one thread. */
public final class Publication implements AutoCloseable {
  private static final String MIMETYPE = "mimetype";
  private static final String CONTAINER = "META-INF/container.xml";

  /** Of files that are added: one moment, so that all runs agree; ZIP writes none before 1980. */
  private static final LocalDateTime ADDED = LocalDateTime.of(1980, 2, 1, 0, 0);

  private final ZipFile file;
  private final Map<String, byte[]> changed = new LinkedHashMap<>();
  private final Map<String, Path> added = new LinkedHashMap<>();
  private final Set<String> removed = new LinkedHashSet<>();

  private Publication(ZipFile file) {
    this.file = file;
  }

  public static Publication open(Path file) throws IOException {
    try {
      return new Publication(new ZipFile(file.toFile(), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notUtf8) {
      return new Publication(new ZipFile(file.toFile(), Charset.forName("IBM437")));
    }
  }

  /** The path of the first package document that the container names and has. */
  public Optional<String> packagePath() throws IOException {
    Optional<byte[]> container = read(CONTAINER);
    if (container.isPresent()) {
      for (Token token : MarkupTokens.xml(DecodedText.of(container.get()).text())) {
        if (token.opens("rootfile") && token.attribute("full-path").isPresent()) {
          String path = Addresses.resolve("", token.attribute("full-path").get());
          if (has(path)) {
            return Optional.of(path);
          }
        }
      }
    }
    return names().stream().filter(name -> name.endsWith(".opf")).sorted().findFirst();
  }

  public List<String> names() {
    return file.stream().map(ZipEntry::getName).filter(name -> !name.endsWith("/")).toList();
  }

  public boolean has(String path) {
    return changed.containsKey(path) || added.containsKey(path) || file.getEntry(path) != null;
  }

  /** A file as it is now; nothing when there is none. */
  public Optional<byte[]> read(String path) throws IOException {
    if (changed.containsKey(path)) {
      return Optional.of(changed.get(path));
    }
    ZipEntry entry = file.getEntry(path);
    if (entry == null) {
      return Optional.empty();
    }
    try (InputStream content = file.getInputStream(entry)) {
      return Optional.of(content.readAllBytes());
    }
  }

  public void put(String path, byte[] content) {
    changed.put(path, content);
  }

  public void add(String path, Path content) {
    added.put(path, content);
  }

  public void remove(String path) {
    removed.add(path);
  }

  /** Writes the publication: its files in their order, changed or as they are, then what is new. */
  public void write(Path target) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(target))) {
      put(zip, MIMETYPE, "application/epub+zip".getBytes(StandardCharsets.US_ASCII));
      for (ZipEntry entry : Collections.list(file.entries())) {
        String name = entry.getName();
        if (!entry.isDirectory() && !name.equals(MIMETYPE) && !removed.contains(name)) {
          ZipEntry copy = new ZipEntry(name);
          copy.setTimeLocal(entry.getTimeLocal() == null ? ADDED : entry.getTimeLocal());
          zip.putNextEntry(copy);
          zip.write(read(name).orElseThrow());
          zip.closeEntry();
        }
      }
      for (Map.Entry<String, byte[]> file : changed.entrySet()) {
        if (this.file.getEntry(file.getKey()) == null) {
          begin(zip, file.getKey());
          zip.write(file.getValue());
          zip.closeEntry();
        }
      }
      for (Map.Entry<String, Path> file : added.entrySet()) {
        begin(zip, file.getKey());
        Files.copy(file.getValue(), zip);
        zip.closeEntry();
      }
    }
  }

  private static void begin(ZipOutputStream zip, String name) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(ADDED);
    zip.putNextEntry(entry);
  }

  /** Uncompressed, as OCF asks of the first file. */
  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(ADDED);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    CRC32 sum = new CRC32();
    sum.update(content);
    entry.setCrc(sum.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
