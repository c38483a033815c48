package io.rhapsode.workflows.job;

import io.rhapsode.pipeline.book.BookManifest;
import io.rhapsode.pipeline.book.ChapterSelection;
import io.rhapsode.pipeline.dub.Cast;
import io.rhapsode.pipeline.dub.DubSource;
import io.rhapsode.pipeline.dub.PlannedLine;
import io.rhapsode.pipeline.dub.TrackSource;
import io.rhapsode.workflows.definition.DubRequest;
import io.rhapsode.workflows.definition.NarrateJob;
import io.rhapsode.workflows.dubbing.CastFile;
import io.rhapsode.workflows.dubbing.PlanFile;
import io.rhapsode.workflows.job.file.JobRow;
import io.rhapsode.workflows.job.file.SourceGlob;
import io.rhapsode.workflows.manifest.ManifestFile;
import io.rhapsode.workflows.run.folder.JobFolders;
import io.rhapsode.workflows.settings.NarrateSettings;
import io.rhapsode.workflows.settings.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the works that a row names. */
final class RowWorks {
  private static final String TRACK = "track:";

  private RowWorks() {}

  /**
   * @throws UsageException when what the row names is not there, or wrong
   */
  static List<JobWork> of(JobRow row, NarrateSettings settings) throws UsageException {
    return row.fields().book().isPresent()
        ? books(row, settings)
        : List.of(film(row, settings, request(row)));
  }

  private static List<JobWork> books(JobRow row, NarrateSettings settings) throws UsageException {
    List<Path> documents = SourceGlob.find(row.beside(row.fields().book().orElseThrow()));
    Optional<Path> manifest = row.fields().manifest().map(row::beside);
    if (manifest.isPresent() && documents.size() > 1) {
      throw new UsageException(
          "a manifest is the plan of one book, and these are %d".formatted(documents.size()));
    }
    Optional<BookManifest> plan =
        manifest.isPresent() ? Optional.of(ManifestFile.read(manifest.get())) : Optional.empty();
    List<JobWork> works = new ArrayList<>();
    NarrateJob job = NarrateJob.of(settings, documents, chapters(row), plan);
    for (var book : job.books()) {
      List<Path> files = new ArrayList<>(List.of(Path.of(book.path())));
      manifest.ifPresent(files::add);
      works.add(new JobWork.Book(row, settings, book, files));
    }
    return works;
  }

  private static ChapterSelection chapters(JobRow row) throws UsageException {
    try {
      return row.fields().chapters().map(ChapterSelection::parse).orElse(ChapterSelection.ALL);
    } catch (IllegalArgumentException e) {
      throw new UsageException("chapters: " + e.getMessage(), e);
    }
  }

  /** The film as it is asked for, with absolute paths. */
  static DubRequest request(JobRow row) {
    Map<String, String> tracks = new LinkedHashMap<>();
    row.fields()
        .subtitles()
        .orElseThrow()
        .forEach(
            (language, file) ->
                tracks.put(language, file.startsWith(TRACK) ? file : row.beside(file).toString()));
    Optional<Path> film = row.fields().film().map(row::beside);
    return new DubRequest(row.place(), false, film, tracks);
  }

  private static JobWork film(JobRow row, NarrateSettings settings, DubRequest request)
      throws UsageException {
    Optional<Path> castFile = row.fields().cast().map(row::beside);
    Cast cast = cast(castFile, settings);
    Optional<Path> planFile = row.fields().plan().map(row::beside);
    Optional<List<PlannedLine>> lines =
        planFile.isPresent() ? Optional.of(PlanFile.read(planFile.get())) : Optional.empty();
    Path extracted = JobFolders.of(settings, Path.of("")).output().resolve(".subtitles");
    DubSource film = request.source(cast, lines, extracted);
    List<Path> files = new ArrayList<>();
    film.video().map(Path::of).ifPresent(files::add);
    film.tracks().stream().map(TrackSource::path).map(Path::of).forEach(files::add);
    castFile.ifPresent(files::add);
    planFile.ifPresent(files::add);
    return new JobWork.Film(row, settings, film, files);
  }

  private static Cast cast(Optional<Path> file, NarrateSettings settings) throws UsageException {
    if (file.isEmpty()) {
      return new Cast(settings.voice(), List.of());
    }
    CastFile.Casting casting = CastFile.read(file.get(), settings.voice());
    if (!casting.clones().isEmpty()) {
      throw new UsageException(
          "%s has voices made from the film, which only `rhapsode dub` makes"
              .formatted(file.get()));
    }
    return casting.cast();
  }
}
