package io.rhapsode.mux;

import static java.util.Objects.requireNonNull;

import io.rhapsode.mux.deliver.AssemblySettings;
import io.rhapsode.mux.deliver.BookDelivery;
import io.rhapsode.mux.ffmpeg.FfmpegException;
import io.rhapsode.mux.folder.BookFolder;
import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.failure.IoProblem;
import io.rhapsode.pipeline.graph.WorkTakes;
import io.rhapsode.pipeline.report.BookReport;
import io.rhapsode.pipeline.report.WorkStatus;
import io.rhapsode.pipeline.script.UtteranceOutcome;
import io.rhapsode.pipeline.store.BlobStore;
import io.rhapsode.pipeline.store.LostTakeException;
import io.rhapsode.pipeline.store.TakeStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the files of a book and its report. The same book gives the same files, byte for byte; a
 * book whose files are there already is left alone. A book that cannot be made gives a FAILED
 * report, never an exception, and what an earlier run delivered stays; so it does when the book
 * would be incomplete and what was delivered is not. Used by one thread at a time.
 */
final class BookAssembler {
  private static final Logger LOG = LoggerFactory.getLogger(BookAssembler.class);
  private static final String STAGE = "assemble";

  private final AssemblySettings settings;
  private final BlobStore blobs;
  private final TakeStore takes;
  private final String version;
  private final BookDelivery delivery;

  BookAssembler(AssemblySettings settings, BlobStore blobs, TakeStore takes, String version) {
    this.settings = requireNonNull(settings, "settings is null");
    this.blobs = requireNonNull(blobs, "blobs is null");
    this.takes = requireNonNull(takes, "takes is null");
    this.version = requireNonNull(version, "version is null");
    this.delivery = new BookDelivery(settings, blobs, takes, version);
  }

  /**
   * @param progress told how much of the work is done, 0 to 1
   */
  BookReport assemble(WorkTakes book, DoubleConsumer progress) {
    long start = System.nanoTime();
    try {
      BookPlan plan = blobs.getJson(book.plan().blob(), BookPlan.class);
      BookReports reports = new BookReports(plan, book, start);
      if (book.takes().isEmpty()) {
        return reports.withoutAudio(nothingSpoken(book));
      }
      Optional<Failure> shortage = shortage(book);
      if (shortage.isPresent()) {
        return reports.withoutAudio(shortage.get());
      }
      return assemble(plan, book, reports, progress);
    } catch (FfmpegException e) {
      return failed(book, FailureCode.ENCODING_FAILED, "the audio could not be encoded: ", e);
    } catch (LostTakeException e) {
      return failed(book, FailureCode.TAKE_LOST, "", e);
    } catch (IOException e) {
      String folder = Path.of(settings.outputFolder()).resolve(book.outputName()).toString();
      return failed(book, FailureCode.STORAGE_FAILED, folder + " could not be made: ", e);
    } catch (RuntimeException e) {
      return failed(book, FailureCode.INTERNAL, "a fault of the program: ", e);
    } catch (OutOfMemoryError e) {
      LOG.error("cannot assemble {}", book.plan().source(), e);
      String message = "its audiobook takes more memory than there is; start with a larger -Xmx";
      return failed(book, Failure.of(FailureCode.OUT_OF_MEMORY, STAGE, source(book), message, e));
    }
  }

  private BookReport assemble(
      BookPlan plan, WorkTakes book, BookReports reports, DoubleConsumer progress)
      throws IOException {
    BookFolder folder = BookFolder.in(settings.outputFolder(), book.outputName());
    String fingerprint = Fingerprint.of(plan, book, takes, settings, version);
    Optional<BookReport> earlier = folder.earlierReport();
    if (earlier.isPresent()
        && earlier.get().fingerprint().equals(fingerprint)
        && folder.holds(earlier.get().files())) {
      progress.accept(1);
      delivery.shelve(plan, book, folder, earlier.get(), earlier);
      return reports.upToDate(earlier.get(), delivery.timeline(plan, book));
    }
    if (!reports.complete() && isWholeBook(earlier, folder)) {
      return reports.withoutAudio(incomplete(book, folder));
    }
    folder.prepare();
    try {
      BookDelivery.Result result = delivery.write(plan, book, folder, progress);
      BookReport report = reports.made(result, fingerprint, folder.written());
      folder.publish(report);
      delivery.shelve(plan, book, folder, report, earlier);
      if (earlier.isPresent()) {
        removeStale(folder, earlier.get(), report);
      }
      return report;
    } finally {
      discard(folder);
    }
  }

  private static boolean isWholeBook(Optional<BookReport> earlier, BookFolder folder)
      throws IOException {
    return earlier.isPresent()
        && earlier.get().status() == WorkStatus.COMPLETE
        && folder.holds(earlier.get().files());
  }

  /** The book is delivered by now: what is left over does it no harm. */
  private void removeStale(BookFolder folder, BookReport earlier, BookReport report) {
    try {
      folder.removeStale(earlier, place -> settings.replaces(place, earlier), report);
    } catch (IOException e) {
      LOG.warn("files of an earlier run are left in {}", folder.path(), e);
    }
  }

  /** What cannot be removed now is removed by the next run. */
  private static void discard(BookFolder folder) {
    try {
      folder.discard();
    } catch (IOException e) {
      LOG.warn("unfinished files are left in {}", folder.path(), e);
    }
  }

  private static Failure nothingSpoken(WorkTakes book) {
    return Failure.of(
        FailureCode.SYNTHESIS_FAILED,
        STAGE,
        book.plan().source(),
        "none of the %d utterances could be spoken, so there is nothing to encode"
            .formatted(book.plan().utterances()));
  }

  /** Whether utterances are missing for want of room and the like: a gap nobody wants to hear. */
  private static Optional<Failure> shortage(WorkTakes book) {
    List<Failure> shortages =
        book.failures().stream()
            .map(UtteranceOutcome.Unspoken::failure)
            .filter(failure -> failure.code().category() == FailureCode.Category.RESOURCES)
            .toList();
    return shortages.stream()
        .findFirst()
        .map(
            first ->
                Failure.of(
                    first.code(),
                    STAGE,
                    book.plan().source(),
                    ("%d of %d utterances are missing, so the book was not made, and what was"
                            + " delivered before stays: %s; put it right and run again")
                        .formatted(shortages.size(), book.plan().utterances(), first.message())));
  }

  private static Failure incomplete(WorkTakes book, BookFolder folder) {
    return Failure.of(
        FailureCode.SYNTHESIS_FAILED,
        STAGE,
        book.plan().source(),
        ("%d of %d utterances could not be spoken, so the complete audiobook of an earlier run was"
                + " left in %s; remove it to have the incomplete one")
            .formatted(book.failures().size(), book.plan().utterances(), folder.path()));
  }

  private static BookReport failed(WorkTakes book, FailureCode code, String what, Exception cause) {
    LOG.error("cannot assemble {}", book.plan().source(), cause);
    String reason =
        cause instanceof IOException problem ? IoProblem.describe(problem) : cause.getMessage();
    String message = what + reason + "; put it right and run again";
    return failed(book, Failure.of(code, STAGE, source(book), message, cause));
  }

  private static String source(WorkTakes book) {
    return book.plan().source();
  }

  private static BookReport failed(WorkTakes book, Failure failure) {
    return BookReport.failed(book.plan().workId(), book.plan().title(), failure);
  }
}
