package io.rhapsode.synth.model.source;

import io.rhapsode.synth.model.source.PackageMembers.Registry;
import io.rhapsode.synth.model.source.PackageMembers.Release;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Fetches packages with the clients of their registries, which know the mirrors and proxies of this
 * machine. Nothing of a package is installed or run: of PyPI only wheels are taken, of npm no
 * scripts are run.
 */
public final class PackageClients {
  private static final Duration LONGEST = Duration.ofHours(2);
  private static final int REMARK_CHARACTERS = 300;

  private final String searchPath;

  /**
   * @param environment of the process; PATH says where clients are looked for
   */
  public PackageClients(Map<String, String> environment) {
    this.searchPath = environment.getOrDefault("PATH", "");
  }

  /**
   * Fetches the archive of a release, unless an earlier call left it there.
   *
   * @param folder for this release alone; made if it is missing
   * @return the archive: a wheel (ZIP) or a gzipped tar
   * @throws IOException if the client is not installed, or fails; the message says what it said
   */
  public Path fetch(Release release, Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Optional<Path> present = archive(folder);
    if (present.isPresent()) {
      return present.get();
    }
    Path incoming = Files.createTempDirectory(folder, "incoming-");
    try {
      run(command(release, incoming), folder.resolve("client.log"));
      Path archive =
          archive(incoming)
              .orElseThrow(
                  () -> new IOException("the client of %s fetched nothing".formatted(release)));
      return Files.move(archive, folder.resolve(archive.getFileName()));
    } finally {
      deleteFiles(incoming);
    }
  }

  /**
   * Puts a file together from the packages that have it.
   *
   * @param folders those given to {@link #fetch}
   * @param most bytes that may be written
   * @param progress told the bytes written, from time to time
   * @throws IOException if an archive is unsound, or has no such member, or the file is larger
   */
  public void extract(
      PackageMembers members,
      Function<Release, Path> folders,
      Path file,
      long most,
      LongConsumer progress)
      throws IOException {
    try (OutputStream output = new BufferedOutputStream(Files.newOutputStream(file))) {
      long written = 0;
      for (PackageMembers.Member member : members.parts()) {
        Path archive =
            archive(folders.apply(member.release()))
                .orElseThrow(() -> new IOException(member.release().describe() + " is gone"));
        long before = written;
        written +=
            PackageArchive.extract(
                archive,
                member.path(),
                output,
                most - before,
                bytes -> progress.accept(before + bytes));
      }
    }
  }

  private List<String> command(Release release, Path into) throws IOException {
    String folder = into.toString();
    if (release.registry() == Registry.NPM) {
      String npm = program(release, "npm");
      return List.of(
          npm, "pack", release.requirement(), "--ignore-scripts", "--pack-destination", folder);
    }
    return List.of(
        program(release, "pip", "pip3"),
        "download",
        release.requirement(),
        "--no-deps",
        "--only-binary=:all:",
        "--no-input",
        "--disable-pip-version-check",
        "--quiet",
        "--dest",
        folder);
  }

  private String program(Release release, String... names) throws IOException {
    for (String name : names) {
      for (String folder : searchPath.split(File.pathSeparator)) {
        Path program = Path.of(folder.isEmpty() ? "." : folder).resolve(name);
        if (Files.isExecutable(program) && Files.isRegularFile(program)) {
          return program.toAbsolutePath().toString();
        }
      }
    }
    throw new IOException(
        "%s: %s is not installed".formatted(release.describe(), String.join(" or ", names)));
  }

  private static void run(List<String> command, Path log) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .start();
    try {
      if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
        throw new IOException(
            "%s took more than %d minutes".formatted(command.get(0), LONGEST.toMinutes()));
      }
      if (process.exitValue() != 0) {
        throw new IOException(
            "%s ended with %d: %s".formatted(command.get(0), process.exitValue(), remark(log)));
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
  }

  /** The end of what a client said, on one line. */
  private static String remark(Path log) throws IOException {
    String said = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    String line = said.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.substring(Math.max(0, line.length() - REMARK_CHARACTERS));
  }

  private static Optional<Path> archive(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> PackageArchive.isArchive(file))
          .sorted()
          .findFirst();
    }
  }

  private static void deleteFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
