package io.rhapsode.mux.dub;

import io.rhapsode.mux.dub.separate.SeparatedBeds;
import io.rhapsode.mux.dub.separate.SeparationException;
import io.rhapsode.mux.ffmpeg.FfmpegException;
import io.rhapsode.mux.ffmpeg.UnreadableMediaException;
import io.rhapsode.mux.folder.BookFolder;
import io.rhapsode.pipeline.dub.DubPlan;
import io.rhapsode.pipeline.dub.PacedLines;
import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.failure.IoProblem;
import io.rhapsode.pipeline.graph.WorkTakes;
import io.rhapsode.pipeline.graph.dub.DubTakes;
import io.rhapsode.pipeline.report.WorkStatus;
import io.rhapsode.pipeline.report.dub.DubReport;
import io.rhapsode.pipeline.store.BlobStore;
import io.rhapsode.pipeline.store.LostTakeException;
import io.rhapsode.pipeline.store.TakeStore;
import java.io.IOException;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the files of a film and its report. The same film gives the same files, byte for byte; a
 * film whose files are there already is left alone. A film that cannot be made gives a FAILED
 * report, never an exception, and what an earlier run delivered stays; so it does when the dub
 * would be incomplete and what was delivered is not. Used by one thread at a time.
 */
final class DubAssembler {
  private static final Logger LOG = LoggerFactory.getLogger(DubAssembler.class);
  private static final String STAGE = "assemble";

  private final DubSettings settings;
  private final BlobStore blobs;
  private final TakeStore takes;
  private final SeparatedBeds separated;
  private final String version;

  DubAssembler(
      DubSettings settings,
      BlobStore blobs,
      TakeStore takes,
      SeparatedBeds separated,
      String version) {
    this.settings = settings;
    this.blobs = blobs;
    this.takes = takes;
    this.separated = separated;
    this.version = version;
  }

  /**
   * @param progress told how much of the work is done, 0 to 1
   */
  DubReport assemble(DubTakes film, DoubleConsumer progress) {
    long start = System.nanoTime();
    WorkTakes natural = film.fitted().natural();
    try {
      DubPlan plan = blobs.getJson(natural.plan().blob(), DubPlan.class);
      PacedLines paced = blobs.getJson(film.fitted().again(), PacedLines.class);
      DubReports reports = new DubReports(plan, film, paced, start);
      if (natural.takes().isEmpty()) {
        return reports.withoutFiles(nothingSpoken(natural));
      }
      return assemble(plan, film, paced, reports, progress);
    } catch (UnreadableMediaException e) {
      return failed(natural, FailureCode.MALFORMED_DOCUMENT, "", e);
    } catch (SeparationException e) {
      return failed(natural, FailureCode.ENCODING_FAILED, "dialogue and bed: ", e);
    } catch (FfmpegException e) {
      return failed(natural, FailureCode.ENCODING_FAILED, "it could not be written: ", e);
    } catch (LostTakeException e) {
      return failed(natural, FailureCode.TAKE_LOST, "", e);
    } catch (IOException e) {
      return failed(natural, FailureCode.STORAGE_FAILED, "it could not be made: ", e);
    } catch (RuntimeException e) {
      return failed(natural, FailureCode.INTERNAL, "a fault of the program: ", e);
    } catch (OutOfMemoryError e) {
      String message = "the dub takes more memory than there is; start with a larger -Xmx";
      return failed(
          natural,
          Failure.of(FailureCode.OUT_OF_MEMORY, STAGE, natural.plan().source(), message, e));
    }
  }

  private DubReport assemble(
      DubPlan plan, DubTakes film, PacedLines paced, DubReports reports, DoubleConsumer progress)
      throws IOException {
    WorkTakes natural = film.fitted().natural();
    BookFolder folder = BookFolder.in(settings.outputFolder(), natural.outputName());
    String fingerprint = DubFingerprint.of(film, plan, takes, settings, version);
    Optional<DubReport> earlier = folder.earlierReport(DubReport.class);
    if (earlier.isPresent()
        && earlier.get().fingerprint().equals(fingerprint)
        && folder.holds(earlier.get().files())) {
      progress.accept(1);
      return reports.upToDate(earlier.get());
    }
    if (!natural.failures().isEmpty() && isWhole(earlier, folder)) {
      return reports.withoutFiles(incomplete(natural, folder));
    }
    folder.prepare();
    try {
      DubDelivery delivery = new DubDelivery(settings, plan, takes, separated, folder);
      DubDelivery.Result result = delivery.write(natural.outcomes(), paced, film.again(), progress);
      DubReport report = reports.made(result, fingerprint, folder.written());
      folder.publish(report);
      if (earlier.isPresent()) {
        folder.removeStale(earlier.get(), place -> true, report);
      }
      return report;
    } finally {
      discard(folder);
    }
  }

  private static boolean isWhole(Optional<DubReport> earlier, BookFolder folder)
      throws IOException {
    return earlier.isPresent()
        && earlier.get().status() == WorkStatus.COMPLETE
        && folder.holds(earlier.get().files());
  }

  /** What cannot be removed now is removed by the next run. */
  private static void discard(BookFolder folder) {
    try {
      folder.discard();
    } catch (IOException e) {
      LOG.warn("unfinished files are left in {}", folder.path(), e);
    }
  }

  private static Failure nothingSpoken(WorkTakes film) {
    return Failure.of(
        FailureCode.SYNTHESIS_FAILED,
        STAGE,
        film.plan().source(),
        "none of the %d lines could be spoken, so there is nothing to mix"
            .formatted(film.plan().utterances()));
  }

  private static Failure incomplete(WorkTakes film, BookFolder folder) {
    String message =
        ("%d of %d lines could not be spoken, so the complete dub of an earlier run was left in %s;"
                + " remove it to have the incomplete one")
            .formatted(film.failures().size(), film.plan().utterances(), folder.path());
    return Failure.of(FailureCode.SYNTHESIS_FAILED, STAGE, film.plan().source(), message);
  }

  private static DubReport failed(WorkTakes film, FailureCode code, String what, Exception cause) {
    LOG.error("cannot dub {}", film.plan().source(), cause);
    String reason =
        cause instanceof IOException problem ? IoProblem.describe(problem) : cause.getMessage();
    String message = what + reason + "; put it right and run again";
    return failed(film, Failure.of(code, STAGE, film.plan().source(), message, cause));
  }

  private static DubReport failed(WorkTakes film, Failure failure) {
    return DubReport.failed(film.plan().workId(), film.plan().title(), failure);
  }
}
