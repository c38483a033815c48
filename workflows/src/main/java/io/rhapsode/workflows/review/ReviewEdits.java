package io.rhapsode.workflows.review;

import io.rhapsode.pipeline.book.BookManifest;
import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.pipeline.dub.DubSource;
import io.rhapsode.pipeline.dub.PlannedLine;
import io.rhapsode.pipeline.store.Sha256;
import io.rhapsode.pipeline.store.folder.DurableFiles;
import io.rhapsode.workflows.definition.DubJob;
import io.rhapsode.workflows.definition.NarrateJob;
import io.rhapsode.workflows.dubbing.PlanFile;
import io.rhapsode.workflows.manifest.ManifestFile;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The edits of works, each in a file beside what was made of it: {@value #MANIFEST} of a book,
 * {@value #PLAN} of a film. Whoever makes a work again without a manifest or plan of his own
 * follows them. The report beside them says which document or film they are of.
 */
public final class ReviewEdits {
  static final String MANIFEST = "manifest.yaml";
  static final String PLAN = "plan.yaml";
  private static final String REPORT = "report.json";

  private final Path output;

  /**
   * @param output folder of the finished works
   */
  public ReviewEdits(Path output) {
    this.output = output;
  }

  /**
   * The same job, in which every book that has edits follows them.
   *
   * @param told which file is followed
   * @throws UsageException when an edited manifest cannot be read
   */
  public NarrateJob followed(NarrateJob job, Consumer<String> told)
      throws IOException, UsageException {
    Map<String, Path> edited = files(MANIFEST);
    List<BookSource> books = new ArrayList<>();
    for (BookSource book : job.books()) {
      Optional<Path> file = Optional.ofNullable(edited.get(book.path()));
      if (file.isPresent()) {
        tell(file.get(), told);
        books.add(book.withManifest(Optional.of(ManifestFile.read(file.get()))));
      } else {
        books.add(book);
      }
    }
    return new NarrateJob(job.settings(), books);
  }

  /** As {@link #followed(NarrateJob, Consumer)}, of films and their plans. */
  public DubJob followed(DubJob job, Consumer<String> told) throws IOException, UsageException {
    Map<String, Path> edited = files(PLAN);
    List<DubSource> films = new ArrayList<>();
    for (DubSource film : job.films()) {
      Optional<Path> file =
          Optional.ofNullable(film.lines().isPresent() ? null : edited.get(film.path()));
      if (file.isPresent()) {
        tell(file.get(), told);
        films.add(film.withLines(Optional.of(PlanFile.read(file.get()))));
      } else {
        films.add(film);
      }
    }
    return new DubJob(job.settings(), job.dub(), films);
  }

  private static void tell(Path file, Consumer<String> told) {
    told.accept("follows %s, edited in review; without that file it is made anew".formatted(file));
  }

  /** The manifest with the edits of a book. */
  Optional<BookManifest> manifest(String outputName) throws UsageException {
    Path file = output.resolve(outputName).resolve(MANIFEST);
    return Files.isRegularFile(file) ? Optional.of(ManifestFile.read(file)) : Optional.empty();
  }

  /** The lines with the edits of a film. */
  Optional<List<PlannedLine>> lines(String outputName) throws UsageException {
    Path file = output.resolve(outputName).resolve(PLAN);
    return Files.isRegularFile(file) ? Optional.of(PlanFile.read(file)) : Optional.empty();
  }

  /** Writes the file of an edition in one step. */
  void write(String outputName, Edition edition) throws IOException {
    Path folder = output.resolve(outputName);
    String name = name(edition instanceof BookEdition);
    Path incoming = folder.resolve("." + name + ".incoming");
    DurableFiles.STANDARD.write(incoming, edition.file().getBytes(StandardCharsets.UTF_8));
    DurableFiles.STANDARD.move(incoming, folder.resolve(name));
    DurableFiles.STANDARD.syncFolder(folder);
  }

  static String name(boolean book) {
    return book ? MANIFEST : PLAN;
  }

  /** Hash of the edits of a document or film; empty when there are none. */
  String hash(String source) throws IOException {
    return hashes().getOrDefault(source, "");
  }

  /** Hashes of the edits of all documents and films that have any, by their paths. */
  public Map<String, String> hashes() throws IOException {
    Map<String, Path> files = files(PLAN);
    files.putAll(files(MANIFEST));
    Map<String, String> hashes = new HashMap<>();
    for (Map.Entry<String, Path> edited : files.entrySet()) {
      hashes.put(edited.getKey(), Sha256.hex(Files.readAllBytes(edited.getValue())));
    }
    return hashes;
  }

  /** The files of a name, by the document or film that they are of. */
  private Map<String, Path> files(String name) throws IOException {
    Map<String, Path> files = new HashMap<>();
    if (!Files.isDirectory(output)) {
      return files;
    }
    try (DirectoryStream<Path> works = Files.newDirectoryStream(output, Files::isDirectory)) {
      for (Path folder : works) {
        Path report = folder.resolve(REPORT);
        if (Files.isRegularFile(folder.resolve(name)) && Files.isRegularFile(report)) {
          String source = Json.MAPPER.readTree(report.toFile()).path("source").asText();
          files.put(source, folder.resolve(name));
        }
      }
    }
    return files;
  }
}
