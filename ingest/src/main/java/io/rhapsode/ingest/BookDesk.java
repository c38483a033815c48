package io.rhapsode.ingest;

import io.rhapsode.ingest.document.Block;
import io.rhapsode.ingest.document.ExtractedBook;
import io.rhapsode.ingest.document.reader.DocumentReader;
import io.rhapsode.ingest.lexicon.match.Lexicons;
import io.rhapsode.ingest.lexicon.role.PartsOfSpeech;
import io.rhapsode.ingest.limit.TimeLimit;
import io.rhapsode.ingest.plan.BookPlanner;
import io.rhapsode.ingest.settings.IngestSettings;
import io.rhapsode.pipeline.book.BlockPlaces;
import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.book.CoverImage;
import io.rhapsode.pipeline.book.SourceDocument;
import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.pipeline.failure.IoProblem;
import io.rhapsode.pipeline.lexicon.Lexicon;
import io.rhapsode.pipeline.progress.JobProgress;
import io.rhapsode.pipeline.script.PlanReference;
import io.rhapsode.pipeline.script.ReadOutcome;
import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.pipeline.store.BlobStore;
import io.rhapsode.pipeline.store.Sha256;
import io.rhapsode.pipeline.text.SourcePlaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one document from its file to its plan in the blob store. May be shared by threads. */
final class BookDesk {
  private static final Logger LOG = LoggerFactory.getLogger(BookDesk.class);
  private static final String STAGE = "read";

  private final DocumentReader reader;
  private final BookPlanner planner;
  private final BlobStore blobs;
  private final int seconds;

  BookDesk(IngestSettings settings, BlobStore blobs, JobVoices voices, List<Lexicon> lexicons) {
    this.seconds = settings.limits().parseTimeoutSeconds();
    this.reader =
        new DocumentReader(settings.limits(), settings.skippableRoles(), settings.shorthand());
    this.planner =
        new BookPlanner(settings, voices, Lexicons.of(lexicons, PartsOfSpeech.standard()));
    this.blobs = blobs;
  }

  /** Reads and plans a document within its time; whatever goes wrong is an outcome. */
  ReadOutcome read(BookSource source, JobProgress progress) {
    long start = System.nanoTime();
    progress.reading(source.bookId(), source.path());
    try {
      PlanReference plan =
          TimeLimit.within(seconds, "read " + source.fileName(), () -> plan(source, start));
      progress.planned(source.bookId(), plan.title(), plan.utterances(), plan.spokenCharacters());
      return new ReadOutcome.Planned(plan);
    } catch (ExecutionException failed) {
      return unreadable(source, failure(source, failed.getCause()), progress);
    } catch (TimeoutException slow) {
      String message =
          "it was not read and planned within %d s and was given up; it may be damaged, else allow"
              + " more time (read.limits.parseTimeoutSeconds)";
      Failure failure =
          failure(source, FailureCode.MALFORMED_DOCUMENT, message.formatted(seconds), slow);
      return unreadable(source, failure, progress);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      String message = "reading was interrupted";
      return unreadable(
          source, failure(source, FailureCode.INTERNAL, message, interrupted), progress);
    }
  }

  private static Failure failure(BookSource source, Throwable cause) {
    if (cause instanceof FailureException known) {
      return known.failure();
    }
    if (cause instanceof IOException problem) {
      String message = "cannot be read, or its plan cannot be stored: " + IoProblem.reason(problem);
      return failure(source, FailureCode.STORAGE_FAILED, message, cause);
    }
    if (cause instanceof OutOfMemoryError) {
      return failure(source, FailureCode.TOO_LARGE, DocumentReader.NO_MEMORY, cause);
    }
    String message = "could not be planned because of a fault of the program: " + cause;
    return failure(source, FailureCode.INTERNAL, message, cause);
  }

  private PlanReference plan(BookSource source, long start) throws FailureException, IOException {
    ExtractedBook book;
    Optional<SourceDocument> file;
    try (LocalDocument document = LocalDocument.of(source.path())) {
      book = reader.read(document.file(), source.path());
      file = document(document.file(), book);
    }
    BookPlan bare = planner.plan(book, source, cover(book));
    BookPlan plan = file.map(bare::of).orElse(bare);
    plan.warnings().forEach(warning -> LOG.warn("{}: {}", source.fileName(), warning));
    String blob = blobs.putJson(plan);
    long spoken = plan.utterances().stream().mapToLong(said -> said.spoken().length()).sum();
    return new PlanReference(
        source.bookId(),
        source.path(),
        plan.metadata().title(),
        blob,
        plan.utterances().size(),
        spoken,
        System.nanoTime() - start);
  }

  /** The hash of the file; what can be made into a narrated publication is kept. */
  private Optional<SourceDocument> document(Path file, ExtractedBook book) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    List<SourcePlaces> places = book.blocks().stream().map(Block::places).toList();
    if (places.stream().allMatch(SourcePlaces.UNKNOWN::equals)) {
      return Optional.of(new SourceDocument(Sha256.hex(file), Optional.empty()));
    }
    String address = blobs.put(Files.readAllBytes(file));
    return Optional.of(
        new SourceDocument(address, Optional.of(blobs.putJson(new BlockPlaces(places)))));
  }

  private Optional<CoverImage> cover(ExtractedBook book) throws IOException {
    if (book.cover().isEmpty()) {
      return Optional.empty();
    }
    String blob = blobs.put(book.cover().get().content());
    return Optional.of(new CoverImage(blob, book.cover().get().mediaType()));
  }

  private static Failure failure(
      BookSource source, FailureCode code, String message, Throwable cause) {
    return Failure.of(code, STAGE, source.path(), message, cause);
  }

  private static ReadOutcome unreadable(BookSource source, Failure failure, JobProgress progress) {
    LOG.warn("{}\n{}", failure.describe(), failure.details());
    progress.unreadable(source.bookId(), failure.describe());
    return new ReadOutcome.Unreadable(source.bookId(), failure);
  }
}
