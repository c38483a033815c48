package io.rhapsode.workflows.review;

import static java.util.Objects.requireNonNull;

import io.rhapsode.ingest.document.ExtractedBook;
import io.rhapsode.ingest.document.reader.DocumentReader;
import io.rhapsode.mux.folder.BookFolder;
import io.rhapsode.pipeline.book.BookManifest;
import io.rhapsode.pipeline.dub.PlannedLine;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.pipeline.record.WorkRecord;
import io.rhapsode.pipeline.record.WorkRecords;
import io.rhapsode.pipeline.report.BookReport;
import io.rhapsode.pipeline.report.WorkReport;
import io.rhapsode.pipeline.report.dub.DubReport;
import io.rhapsode.workflows.run.StageFactory;
import io.rhapsode.workflows.run.folder.JobFolders;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The works that were made in a work and an output folder. Thread-safe. */
public final class Library {
  /** Works whose text is kept at hand. */
  private static final int MOST_OPEN = 3;

  private final JobFolders folders;
  private final StageFactory stages;
  private final WorkRecords records;
  private final WorkRequests requests;
  private final ReviewEdits edits;
  private final Map<String, ReviewedWork> open =
      new LinkedHashMap<>(8, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ReviewedWork> eldest) {
          return size() > MOST_OPEN;
        }
      };

  public Library(JobFolders folders, StageFactory stages) {
    this.folders = requireNonNull(folders, "folders is null");
    this.stages = requireNonNull(stages, "stages is null");
    this.records = folders.records();
    this.requests = new WorkRequests(folders);
    this.edits = new ReviewEdits(folders.output());
  }

  /**
   * A work as a list shows it.
   *
   * @param report what came of it; absent when its files are gone
   * @param edited whether there are edits that are not in the files yet
   */
  public record Entry(
      WorkRecord record, WorkRequest request, Optional<WorkReport> report, boolean edited) {
    public boolean isBook() {
      return request.book().isPresent();
    }
  }

  /** Every work, in order of title. */
  public List<Entry> entries() throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (String id : records.ids()) {
      entry(id).ifPresent(entries::add);
    }
    entries.sort(
        Comparator.comparing(entry -> entry.record().title(), String.CASE_INSENSITIVE_ORDER));
    return entries;
  }

  /** The work of an id, if it was made here. */
  public Optional<Entry> entry(String workId) throws IOException {
    Optional<WorkRecord> record = records.read(workId);
    if (record.isEmpty()) {
      return Optional.empty();
    }
    Optional<WorkRequest> request = requests.read(workId);
    if (request.isEmpty()) {
      return Optional.empty();
    }
    BookFolder folder = folder(record.get());
    boolean book = request.get().book().isPresent();
    Optional<WorkReport> report =
        book
            ? folder.earlierReport(BookReport.class).map(WorkReport.class::cast)
            : folder.earlierReport(DubReport.class).map(WorkReport.class::cast);
    String hash = edits.hash(record.get().source());
    return Optional.of(
        new Entry(record.get(), request.get(), report, !hash.equals(request.get().edits())));
  }

  private BookFolder folder(WorkRecord record) {
    return BookFolder.in(folders.output().toString(), record.outputName());
  }

  /**
   * Opens a work, or takes it as it is open already; what a run or somebody else has changed since
   * is read anew.
   *
   * @throws EditException when it cannot be planned any more; the message says why
   */
  public ReviewedWork open(String workId) throws IOException, EditException {
    Entry entry =
        entry(workId).orElseThrow(() -> new EditException("there is no such book or film"));
    synchronized (open) {
      ReviewedWork known = open.get(workId);
      if (known != null && known.isOf(entry, edits.hash(entry.record().source()))) {
        return known;
      }
    }
    ReviewedWork opened =
        new ReviewedWork(entry, edition(entry), edits, edits.hash(entry.record().source()));
    synchronized (open) {
      open.put(workId, opened);
    }
    return opened;
  }

  private Edition edition(Entry entry) throws IOException, EditException {
    WorkRequest request = entry.request();
    String name = entry.record().outputName();
    try {
      if (!entry.isBook()) {
        return DubEdition.of(
            request.film().orElseThrow(),
            edits.lines(name),
            request.settings(),
            stages.voices(request.settings()));
      }
      return BookEdition.of(
          text(request),
          request.book().orElseThrow(),
          edits.manifest(name),
          request.settings(),
          stages.voices(request.settings()));
    } catch (UsageException e) {
      throw new EditException(e.getMessage());
    }
  }

  private static ExtractedBook text(WorkRequest request) throws EditException {
    String path = request.book().orElseThrow().path();
    if (!Files.exists(Path.of(path))) {
      throw new EditException("its document is not where it was when it was narrated");
    }
    try {
      return new DocumentReader(
              request.settings().read().limits(),
              request.settings().read().skippableRoles(),
              request.settings().read().shorthand())
          .read(Path.of(path), path);
    } catch (FailureException e) {
      throw new EditException(e.failure().message());
    }
  }

  /**
   * What making a work now takes: as it was asked for, with its edits.
   *
   * @throws UsageException when the edits cannot be read
   */
  public WorkRequest currentRequest(Entry entry) throws IOException, UsageException {
    WorkRequest asked = entry.request();
    String name = entry.record().outputName();
    Optional<BookManifest> manifest = edits.manifest(name);
    Optional<List<PlannedLine>> lines = edits.lines(name);
    return new WorkRequest(
        asked.settings(),
        asked.book().map(book -> book.withManifest(manifest.or(book::manifest))),
        asked.film().map(film -> film.withLines(lines.or(film::lines))),
        asked.sceneCutMillis(),
        edits.hash(entry.record().source()));
  }

  /** Notes which edits are in a work now. */
  public void made(Entry entry, WorkRequest followed) throws IOException {
    WorkRequest asked = entry.request();
    requests.write(
        new WorkRequest(
            asked.settings(),
            asked.book(),
            asked.film(),
            asked.sceneCutMillis(),
            followed.edits()));
  }
}
