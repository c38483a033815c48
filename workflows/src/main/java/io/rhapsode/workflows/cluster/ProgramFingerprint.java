package io.rhapsode.workflows.cluster;

import io.rhapsode.ingest.ReadBooks;
import io.rhapsode.mux.AssembleBooks;
import io.rhapsode.pipeline.graph.NarrateBooks;
import io.rhapsode.pipeline.store.Sha256;
import io.rhapsode.synth.SpeakUtterances;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A hash over the names and contents of everything that the modules of this program are made of,
 * the same for jars and for folders of classes.
 */
public final class ProgramFingerprint {
  /** One class of each module. */
  private static final List<Class<?>> MODULES =
      List.of(
          NarrateBooks.class,
          ReadBooks.class,
          SpeakUtterances.class,
          AssembleBooks.class,
          ProgramFingerprint.class);

  /** What building adds to a jar. */
  private static final String BUILT = "META-INF";

  private ProgramFingerprint() {}

  /** SHA-256, lower-case hexadecimal. */
  public static String ofThisProcess() throws IOException {
    List<String> hashes = new ArrayList<>();
    for (Class<?> module : MODULES) {
      hashes.add(of(place(module)));
    }
    return hash(hashes);
  }

  /**
   * File names of the libraries beside the jar of this process; none when it runs from folders of
   * classes.
   */
  static List<String> libraries() throws IOException {
    Path place = place(ProgramFingerprint.class);
    Path lib = place.resolveSibling("lib");
    if (!Files.isRegularFile(place) || !Files.isDirectory(lib)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(lib)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".jar"))
          .sorted()
          .toList();
    }
  }

  private static Path place(Class<?> module) throws IOException {
    try {
      return Path.of(module.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException(module + " is in no file", e);
    }
  }

  /** Of a jar, or of a folder of classes. */
  static String of(Path place) throws IOException {
    if (Files.isDirectory(place)) {
      return ofFolder(place);
    }
    try (FileSystem jar = FileSystems.newFileSystem(place)) {
      return ofFolder(jar.getPath("/"));
    }
  }

  private static String ofFolder(Path folder) throws IOException {
    List<String> hashes = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString();
        if (!name.startsWith(BUILT)) {
          hashes.add(name + " " + Sha256.hex(Files.readAllBytes(file)));
        }
      }
    }
    hashes.sort(null);
    return hash(hashes);
  }

  private static String hash(List<String> lines) {
    return Sha256.hex(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }
}
