package io.rhapsode.ingest.dub;

import io.rhapsode.pipeline.dub.DubPlan;
import io.rhapsode.pipeline.dub.DubSource;
import io.rhapsode.pipeline.dub.FilmProbe;
import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.failure.FailureException;
import io.rhapsode.pipeline.failure.IoProblem;
import io.rhapsode.pipeline.progress.JobProgress;
import io.rhapsode.pipeline.script.PlanReference;
import io.rhapsode.pipeline.script.ReadOutcome;
import io.rhapsode.pipeline.store.BlobStore;
import java.io.IOException;
import java.nio.file.Path;

/** Takes films in: plans them and keeps the plans. Whatever happens is an outcome. */
final class DubDesk {
  private static final String STAGE = "read";

  private final DubPlanner planner;
  private final FilmProbe probe;
  private final BlobStore blobs;

  DubDesk(DubPlanner planner, FilmProbe probe, BlobStore blobs) {
    this.planner = planner;
    this.probe = probe;
    this.blobs = blobs;
  }

  ReadOutcome read(DubSource source, JobProgress progress) {
    progress.reading(source.dubId(), source.path());
    try {
      return planned(source, progress);
    } catch (FailureException e) {
      return unreadable(source, e.failure(), progress);
    } catch (IOException e) {
      String message = "the plan cannot be kept: " + IoProblem.describe(e);
      return unreadable(source, failure(FailureCode.STORAGE_FAILED, source, message, e), progress);
    } catch (RuntimeException e) {
      String message = "a fault of the program: " + e.getMessage();
      return unreadable(source, failure(FailureCode.INTERNAL, source, message, e), progress);
    } catch (OutOfMemoryError e) {
      String message = "its subtitles take more memory than there is; start with a larger -Xmx";
      return unreadable(source, failure(FailureCode.OUT_OF_MEMORY, source, message, e), progress);
    }
  }

  private ReadOutcome planned(DubSource source, JobProgress progress)
      throws FailureException, IOException {
    long start = System.nanoTime();
    if (source.video().isPresent()) {
      probe.probe(Path.of(source.video().get()));
    }
    DubPlan plan = planner.plan(source);
    int utterances = plan.script().utterances().size();
    long characters =
        plan.script().utterances().stream().mapToLong(line -> line.spoken().length()).sum();
    String blob = blobs.putJson(plan);
    progress.planned(source.dubId(), source.title(), utterances, characters);
    return new ReadOutcome.Planned(
        new PlanReference(
            source.dubId(),
            source.path(),
            source.title(),
            blob,
            utterances,
            characters,
            System.nanoTime() - start));
  }

  private static ReadOutcome unreadable(DubSource source, Failure failure, JobProgress progress) {
    progress.unreadable(source.dubId(), failure.describe());
    return new ReadOutcome.Unreadable(source.dubId(), failure);
  }

  private static Failure failure(
      FailureCode code, DubSource source, String message, Throwable cause) {
    return Failure.of(code, STAGE, source.path(), message, cause);
  }
}
