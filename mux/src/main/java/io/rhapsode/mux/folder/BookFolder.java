package io.rhapsode.mux.folder;

import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.pipeline.report.BookReport;
import io.rhapsode.pipeline.report.OutputFile;
import io.rhapsode.pipeline.report.WorkReport;
import io.rhapsode.pipeline.store.Sha256;
import io.rhapsode.pipeline.store.folder.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The folder of one work, a book or a film. Files are written under partial names, and moved into
 * place when all of them are whole; the report comes last, so that a folder whose report names its
 * files is finished. A file may be in a folder within it: its name is then "folder/file". Nothing
 * outside the folder is ever touched. Used by one thread at a time.
 */
public final class BookFolder {
  public static final String REPORT = "report.json";

  private static final String PARTIAL = ".partial";

  private final Path folder;
  private final DurableFiles files;
  private final List<String> begun = new ArrayList<>();

  private BookFolder(Path folder, DurableFiles files) {
    this.folder = folder;
    this.files = files;
  }

  /**
   * @param name name of the folder: one path element
   * @throws IllegalArgumentException when the name would lead out of the output folder
   */
  public static BookFolder in(String outputFolder, String name) {
    return in(outputFolder, name, DurableFiles.STANDARD);
  }

  static BookFolder in(String outputFolder, String name, DurableFiles files) {
    Path root = Path.of(outputFolder).toAbsolutePath().normalize();
    Path folder = root.resolve(name).normalize();
    if (!root.equals(folder.getParent())) {
      throw new IllegalArgumentException(
          "'%s' is not the name of a folder in %s".formatted(name, root));
    }
    return new BookFolder(folder, files);
  }

  public Path path() {
    return folder;
  }

  /** The report of an earlier run, if there is one that can be read. */
  public Optional<BookReport> earlierReport() throws IOException {
    return earlierReport(BookReport.class);
  }

  /**
   * The report of an earlier run, if there is one of that type that can be read.
   *
   * @param type what is reported
   */
  public <R extends WorkReport> Optional<R> earlierReport(Class<R> type) throws IOException {
    byte[] json;
    try {
      json = Files.readAllBytes(folder.resolve(REPORT));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.MAPPER.readValue(json, type));
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      // Written by another version, or by hand: the files are made again.
      return Optional.empty();
    }
  }

  /** Whether all files are there with their recorded sizes and hashes. */
  public boolean holds(List<OutputFile> files) throws IOException {
    for (OutputFile file : files) {
      Path path = folder.resolve(placeOf(file.path()));
      if (!Files.isRegularFile(path)
          || Files.size(path) != file.bytes()
          || !Sha256.hex(path).equals(file.sha256())) {
        return false;
      }
    }
    return true;
  }

  /** The names of files of a report, from this folder on. */
  public List<String> places(List<OutputFile> files) {
    return files.stream().map(file -> placeOf(file.path())).toList();
  }

  /** Makes the folder and removes what a killed run left half done. */
  public void prepare() throws IOException {
    files.createFolders(folder);
    removeLeftovers(folder);
    try (DirectoryStream<Path> within = Files.newDirectoryStream(folder, Files::isDirectory)) {
      for (Path inner : within) {
        removeLeftovers(inner);
      }
    }
  }

  private void removeLeftovers(Path place) throws IOException {
    try (DirectoryStream<Path> leftovers =
        Files.newDirectoryStream(place, "*{" + PARTIAL + "," + PARTIAL + ".media}")) {
      for (Path leftover : leftovers) {
        files.delete(leftover);
      }
    }
  }

  /**
   * Where to write a file before it is whole; its folder is there.
   *
   * @param name final name of the file: one path element, or two with a slash between them
   */
  public Path begin(String name) throws IOException {
    Path partial = partial(name);
    files.createFolders(partial.getParent());
    begun.add(name);
    return partial;
  }

  /** Where a file that was begun is until it is moved into place. */
  public Path begun(String name) {
    return partial(name);
  }

  /** Writes a small text file, under its partial name. */
  public void write(String name, String text) throws IOException {
    files.write(begin(name), text.getBytes(StandardCharsets.UTF_8));
  }

  /** What the begun files are, now that they are written. */
  public List<OutputFile> written() throws IOException {
    List<OutputFile> written = new ArrayList<>();
    for (String name : begun) {
      Path partial = partial(name);
      written.add(
          new OutputFile(
              folder.resolve(name).toString(), Files.size(partial), Sha256.hex(partial)));
    }
    return written;
  }

  /**
   * Moves the begun files into place, and the report last. Before the first of them moves, all are
   * on the disk: whatever needs room has it by then.
   */
  public void publish(WorkReport report) throws IOException {
    for (String name : begun) {
      files.sync(partial(name));
    }
    files.write(
        partial(REPORT), Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(report));
    for (String name : begun) {
      moveIntoPlace(name);
    }
    for (Path place : placesOf(begun)) {
      files.syncFolder(place);
    }
    moveIntoPlace(REPORT);
    files.syncFolder(folder);
  }

  /**
   * Removes files of an earlier run that this one did not replace.
   *
   * @param outdated told the place of a file in this folder; whether it is of what was made anew
   */
  public void removeStale(WorkReport earlier, Predicate<String> outdated, WorkReport report)
      throws IOException {
    Set<String> kept =
        report.files().stream().map(file -> placeOf(file.path())).collect(Collectors.toSet());
    for (OutputFile file : earlier.files()) {
      String place = placeOf(file.path());
      Path path = folder.resolve(place);
      if (!kept.contains(place) && outdated.test(place) && Files.isRegularFile(path)) {
        files.delete(path);
      }
    }
  }

  /** Removes what was begun and not moved into place. */
  public void discard() throws IOException {
    for (String name : begun) {
      files.delete(partial(name));
    }
    files.delete(partial(REPORT));
  }

  private Set<Path> placesOf(List<String> names) {
    Set<Path> places = new TreeSet<>(Set.of(folder));
    names.forEach(name -> places.add(folder.resolve(name).getParent()));
    return places;
  }

  private Path partial(String name) {
    Path path = folder.resolve(name + PARTIAL);
    int elements = path.normalize().getNameCount() - folder.getNameCount();
    if (!path.normalize().equals(path) || !path.startsWith(folder) || elements > 2) {
      throw new IllegalArgumentException("'%s' is not the name of a file".formatted(name));
    }
    return path;
  }

  private void moveIntoPlace(String name) throws IOException {
    files.move(partial(name), folder.resolve(name));
  }

  /**
   * The place of a file in this folder. Of a path that leads elsewhere only the last element
   * counts: a report may have been edited, or its folder moved.
   */
  private String placeOf(String path) {
    Path file = Path.of(path);
    if (file.normalize().equals(file) && file.startsWith(folder) && !file.equals(folder)) {
      return folder.relativize(file).toString().replace('\\', '/');
    }
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }
}
