package io.rhapsode.workflows.cluster;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * What a machine of a cluster needs, in one folder: the libraries of this program in {@code lib},
 * those of Flink in {@code flink} (an image of Flink has them already), settings in {@code conf},
 * the scripts that start a job manager, a task manager or a client of Flink in {@code bin}, and in
 * {@code job} a jar for {@code flink run} that holds nothing but the name of the class to start.
 */
public final class ClusterFolder {
  private static final String FLINK = "flink-";
  private static final List<String> FILLED = List.of("lib", "flink", "bin", "job");

  /** What of the program's own {@code conf} its commands read. */
  private static final List<String> CONF =
      List.of("narrate.yaml", "profiles", "models", "lexicons");

  /** Where the class is that Flink is to start. */
  private static final String JOB_CLASS = "io.rhapsode.workflows.JobMain";

  private final Path home;
  private final Path jar;

  /**
   * @param home the installation, with {@code conf}
   * @param jar the program, with its libraries in {@code lib} beside it
   */
  public ClusterFolder(Path home, Path jar) {
    this.home = requireNonNull(home, "home is null");
    this.jar = requireNonNull(jar, "jar is null");
  }

  /**
   * Fills a folder. One that was filled before gets this program's libraries in place of the former
   * ones, and keeps its settings.
   *
   * @throws ClusterException when the folder holds something else
   */
  public void fill(Path folder) throws IOException, ClusterException {
    requireNoOther(folder);
    for (String name : FILLED) {
      clear(Files.createDirectories(folder.resolve(name)));
    }
    copy(jar, folder.resolve("lib"));
    try (DirectoryStream<Path> libraries =
        Files.newDirectoryStream(jar.resolveSibling("lib"), "*.jar")) {
      for (Path library : libraries) {
        boolean flink = library.getFileName().toString().startsWith(FLINK);
        copy(library, folder.resolve(flink ? "flink" : "lib"));
      }
    }
    Path conf = home.resolve("conf");
    putAll(conf.resolve("flink").resolve("machine"), folder);
    for (String name : CONF) {
      putAll(conf.resolve(name), folder.resolve("conf").resolve(name));
    }
    put(launchScript(), folder.resolve("bin").resolve("launch.sh"));
    writeJob(folder.resolve("job").resolve("rhapsode-job.jar"));
  }

  /** A file, or all of a folder. */
  private static void putAll(Path template, Path target) throws IOException {
    try (Stream<Path> files = Files.walk(template)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        put(file, target.resolve(template.relativize(file).toString()));
      }
    }
  }

  private static void writeJob(Path file) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, JOB_CLASS);
    new JarOutputStream(Files.newOutputStream(file), manifest).close();
  }

  private static void requireNoOther(Path folder) throws IOException, ClusterException {
    if (Files.exists(folder.resolve("bin").resolve("taskmanager"))) {
      return;
    }
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new ClusterException(folder + " is not a folder");
    }
    if (Files.isDirectory(folder)) {
      try (Stream<Path> content = Files.list(folder)) {
        if (content.findAny().isPresent()) {
          throw new ClusterException(
              folder + " holds something else; name a new folder, or an empty one");
        }
      }
    }
  }

  /** Scripts are made anew and may be run; settings that are there stay. */
  private static void put(Path file, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    boolean script = target.getParent().endsWith("bin");
    if (script || !Files.exists(target)) {
      Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
      Files.setPosixFilePermissions(
          target, PosixFilePermissions.fromString(script ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }

  private static void copy(Path file, Path folder) throws IOException {
    Files.copy(file, folder.resolve(file.getFileName()));
  }

  private static void clear(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }

  /** In an archive, or in a checkout. */
  private Path launchScript() {
    Path unpacked = home.resolve("lib").resolve("launch.sh");
    return Files.exists(unpacked)
        ? unpacked
        : home.resolve("workflows").resolve("src").resolve("dist").resolve("lib/launch.sh");
  }
}
