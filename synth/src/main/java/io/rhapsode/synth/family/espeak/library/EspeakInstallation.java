package io.rhapsode.synth.family.espeak.library;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.failure.IoProblem;
import io.rhapsode.pipeline.store.Sha256;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The native library and the voice data on disk. They are unpacked from the class path once for
 * each version, into a folder named by the hash of their content; several processes may do so at
 * once, since the folder is filled under another name and moved into place. A folder in which a
 * file is missing or damaged is unpacked again.
 *
 * @param library the shared library
 * @param data the espeak-ng-data folder
 * @param dataHash SHA-256 of the packed voice data, lower-case hexadecimal
 */
public record EspeakInstallation(Path library, Path data, String dataHash) {
  /** System property that names the folder to unpack into. */
  static final String CACHE_PROPERTY = "rhapsode.espeak.cache";

  /** Environment variable that does the same; the property wins. */
  static final String CACHE_VARIABLE = "RHAPSODE_ESPEAK_CACHE";

  private static final Logger LOG = LoggerFactory.getLogger(EspeakInstallation.class);
  private static final String DATA_RESOURCE = "/espeak-ng-data.zip";
  private static final String DATA_FOLDER = "espeak-ng-data";

  /** Changes with the arrangement of the unpacked files. */
  private static final String LAYOUT = "layout/2";

  private static final int VERSION_DIGITS = 16;

  public EspeakInstallation {
    requireNonNull(library, "library is null");
    requireNonNull(data, "data is null");
    requireNonNull(dataHash, "dataHash is null");
  }

  /** Unpacks into the user's cache folder, unless that was done before. */
  public static EspeakInstallation standard() throws IOException {
    return under(cacheFolder());
  }

  /** Unpacks into a sub-folder of {@code cache}, unless that was done before. */
  static EspeakInstallation under(Path cache) throws IOException {
    NativePlatform platform = NativePlatform.current();
    byte[] library = resource(platform.libraryResource());
    byte[] packedData = resource(DATA_RESOURCE);
    String dataHash = Sha256.hex(packedData);
    String version = Sha256.hex((LAYOUT + Sha256.hex(library) + dataHash).getBytes(US_ASCII));
    Path folder = cache.resolve("espeak-ng-" + version.substring(0, VERSION_DIGITS));
    if (!new UnpackedFiles(folder).areWhole()) {
      try {
        unpack(folder, platform.libraryName(), library, packedData);
      } catch (IOException e) {
        throw new IOException(
            "espeak-ng cannot be unpacked into %s: %s; make room there, or set XDG_CACHE_HOME to a folder on another disk"
                .formatted(cache, IoProblem.reason(e)),
            e);
      }
    }
    return new EspeakInstallation(
        folder.resolve(platform.libraryName()).toAbsolutePath(),
        folder.resolve(DATA_FOLDER).toAbsolutePath(),
        dataHash);
  }

  private static Path cacheFolder() {
    String property = System.getProperty(CACHE_PROPERTY);
    if (property != null && !property.isBlank()) {
      return Path.of(property);
    }
    String variable = System.getenv(CACHE_VARIABLE);
    if (variable != null && !variable.isBlank()) {
      return Path.of(variable);
    }
    String product = System.getProperty("rhapsode.cache");
    return product != null
        ? Path.of(product)
        : Path.of(System.getProperty("user.home"), ".cache", "rhapsode");
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = EspeakInstallation.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new FileNotFoundException(
            "%s is not on the class path: io.github.givimad:piper-jni is missing, or has no native library for %s %s"
                .formatted(name, System.getProperty("os.name"), System.getProperty("os.arch")));
      }
      return in.readAllBytes();
    }
  }

  private static void unpack(Path folder, String libraryName, byte[] library, byte[] packedData)
      throws IOException {
    Path cache = Files.createDirectories(folder.toAbsolutePath().getParent());
    Path incoming = Files.createTempDirectory(cache, "incoming-");
    try {
      write(incoming.resolve(libraryName), library);
      unzip(packedData, Files.createDirectory(incoming.resolve(DATA_FOLDER)));
      new UnpackedFiles(incoming).seal();
      publish(incoming, folder);
      LOG.info("unpacked espeak-ng to {}", folder);
    } finally {
      deleteTree(incoming);
    }
  }

  private static void publish(Path incoming, Path folder) throws IOException {
    Path damaged = incoming.resolveSibling(incoming.getFileName() + "-damaged");
    try {
      if (Files.exists(folder) && !new UnpackedFiles(folder).areWhole()) {
        LOG.warn("{} is damaged, and is unpacked again", folder);
        Files.move(folder, damaged, StandardCopyOption.ATOMIC_MOVE);
      }
      Files.move(incoming, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!new UnpackedFiles(folder).areWhole()) {
        throw e;
      }
      // Another process was faster, and what it made is the same.
    } finally {
      deleteTree(damaged);
    }
  }

  private static void unzip(byte[] packed, Path folder) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(packed))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException("entry leaves the folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          write(target, zip.readAllBytes());
        }
      }
    }
  }

  private static void write(Path file, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    }
  }

  private static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** The native build of the artefact for an operating system and processor. */
  record NativePlatform(String folder, String libraryName) {
    static NativePlatform current() {
      return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    /**
     * @param system as in the system property os.name
     * @param processor as in the system property os.arch
     */
    static NativePlatform of(String system, String processor) {
      String name = system.toLowerCase(Locale.ROOT);
      String build = isArm64(processor) ? "arm64" : "amd64";
      if (name.startsWith("mac")) {
        return new NativePlatform("macos-" + build, "libespeak-ng.1.dylib");
      }
      if (name.startsWith("windows")) {
        return new NativePlatform("win-" + build, "espeak-ng.dll");
      }
      boolean arm32 = processor.startsWith("arm") && !isArm64(processor);
      return new NativePlatform(arm32 ? "debian-armv7l" : "debian-" + build, "libespeak-ng.so.1");
    }

    private static boolean isArm64(String processor) {
      return processor.equals("aarch64") || processor.equals("arm64");
    }

    String libraryResource() {
      return "/" + folder + "/" + libraryName;
    }
  }
}
