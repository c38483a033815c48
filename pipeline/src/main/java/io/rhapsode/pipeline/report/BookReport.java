package io.rhapsode.pipeline.report;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.report.audio.Loudness;
import io.rhapsode.pipeline.report.listening.ListeningReport;
import java.util.List;
import java.util.Optional;

/**
 * What became of a book; {@code report.json} beside its audio.
 *
 * @param listening what listening to the takes gave
 * @param origin what its files were made from; absent when there are none
 */
public record BookReport(
    @JsonUnwrapped WorkFacts facts,
    Optional<Loudness> loudness,
    List<ChapterReport> chapters,
    ListeningReport listening,
    Optional<WorkOrigin> origin)
    implements WorkReport {
  public BookReport {
    requireNonNull(facts, "facts is null");
    requireNonNull(loudness, "loudness is null");
    chapters = List.copyOf(chapters);
    listening = listening == null ? ListeningReport.NONE : listening;
    requireNonNull(origin, "origin is null");
  }

  @Override
  public String noun() {
    return "book";
  }

  /** The report of a book that has no audio. */
  public static BookReport failed(String bookId, String title, Failure failure) {
    return withoutAudio(WorkFacts.failed(bookId, title, failure));
  }

  /** The report of a book that has no audio. */
  public static BookReport withoutAudio(WorkFacts facts) {
    return new BookReport(
        facts, Optional.empty(), List.of(), ListeningReport.NONE, Optional.empty());
  }
}
