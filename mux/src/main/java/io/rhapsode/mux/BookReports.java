package io.rhapsode.mux;

import io.rhapsode.mux.deliver.BookDelivery;
import io.rhapsode.mux.deliver.Delivered;
import io.rhapsode.mux.flag.FlaggedTakes;
import io.rhapsode.mux.timeline.AudioPart;
import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.book.SourceDocument;
import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.graph.WorkTakes;
import io.rhapsode.pipeline.ledger.Coverage;
import io.rhapsode.pipeline.ledger.Ledger;
import io.rhapsode.pipeline.report.BookReport;
import io.rhapsode.pipeline.report.ChapterReport;
import io.rhapsode.pipeline.report.OutputFile;
import io.rhapsode.pipeline.report.StageTimes;
import io.rhapsode.pipeline.report.WorkFacts;
import io.rhapsode.pipeline.report.WorkOrigin;
import io.rhapsode.pipeline.report.WorkStatus;
import io.rhapsode.pipeline.report.audio.Loudness;
import io.rhapsode.pipeline.report.listening.ListeningReport;
import io.rhapsode.pipeline.script.UtteranceOutcome;
import io.rhapsode.pipeline.timeline.Timeline;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the reports of one book. */
final class BookReports {
  private static final double NANOS_PER_SECOND = 1e9;

  private final BookPlan plan;
  private final WorkTakes book;
  private final long startNanos;
  private final Coverage coverage;

  /**
   * @param startNanos when assembly began, by {@link System#nanoTime}
   */
  BookReports(BookPlan plan, WorkTakes book, long startNanos) {
    this.plan = plan;
    this.book = book;
    this.startNanos = startNanos;
    this.coverage =
        Ledger.check(
            plan,
            book.failures().stream().map(UtteranceOutcome::ordinal).collect(Collectors.toSet()));
  }

  /** Whether every character of the book is spoken, or left out on purpose. */
  boolean complete() {
    return coverage.complete();
  }

  /** The files were made now. */
  BookReport made(BookDelivery.Result result, String fingerprint, List<OutputFile> written) {
    Delivered delivered = result.delivered();
    ListeningReport listening = FlaggedTakes.report(plan, book, result.timeline());
    List<Failure> failures = joined(book.failuresIn(plan), delivered.failures());
    WorkFacts facts =
        facts()
            .with(
                status(failures),
                result.timeline().seconds(),
                false,
                fingerprint,
                written,
                failures,
                joined(joined(plan.warnings(), delivered.warnings()), listening.warnings()));
    return new BookReport(
        facts,
        Optional.of(new Loudness(result.measuredLufs(), result.voices(), delivered.audio())),
        chapters(result.timeline()),
        listening,
        Optional.of(origin(result.watermarked())));
  }

  /**
   * The files were there.
   *
   * @param timeline of the takes that they were made of
   */
  BookReport upToDate(BookReport earlier, Timeline timeline) {
    List<Failure> outside =
        earlier.failures().stream()
            .filter(failure -> failure.code() == FailureCode.OUTSIDE_PROFILE)
            .toList();
    List<Failure> failures = joined(book.failuresIn(plan), outside);
    WorkFacts facts =
        facts()
            .with(
                status(failures),
                earlier.audioSeconds(),
                true,
                earlier.fingerprint(),
                earlier.files(),
                failures,
                earlier.warnings());
    return new BookReport(
        facts,
        earlier.loudness(),
        earlier.chapters(),
        FlaggedTakes.report(plan, book, timeline),
        Optional.of(origin(earlier.origin().map(WorkOrigin::watermarked).orElse(false))));
  }

  private WorkOrigin origin(boolean watermarked) {
    return new WorkOrigin(plan.document().map(SourceDocument::sha256), plan.voices(), watermarked);
  }

  /** There is nothing to make files of. */
  BookReport withoutAudio(Failure reason) {
    return BookReport.withoutAudio(facts().failed(reason));
  }

  private WorkStatus status(List<Failure> failures) {
    return coverage.complete() && failures.isEmpty() ? WorkStatus.COMPLETE : WorkStatus.PARTIAL;
  }

  /** What is known whatever becomes of the files. */
  private WorkFacts facts() {
    return new WorkFacts(
        plan.bookId(),
        plan.source(),
        plan.metadata().title(),
        WorkStatus.FAILED,
        Optional.of(coverage),
        0,
        plan.utterances().size(),
        book.made(),
        book.reused(),
        false,
        "",
        times(),
        List.of(),
        book.failuresIn(plan),
        plan.warnings(),
        plan.skips());
  }

  private static List<ChapterReport> chapters(Timeline timeline) {
    return timeline.chapters().stream()
        .map(
            mark ->
                new ChapterReport(
                    mark.number(),
                    AudioPart.titleOf(mark),
                    timeline.secondsAt(mark.startSample()),
                    timeline.secondsAt(mark.samples())))
        .toList();
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  private StageTimes times() {
    return new StageTimes(
        book.plan().readNanos() / NANOS_PER_SECOND,
        book.synthesisNanos() / NANOS_PER_SECOND,
        (System.nanoTime() - startNanos) / NANOS_PER_SECOND);
  }
}
