package io.rhapsode.pipeline.report;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.book.Skip;
import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.ledger.Coverage;
import java.util.List;
import java.util.Optional;

/**
 * What became of a book; {@code report.json} beside its audio.
 *
 * @param coverage the sums of the ledger; absent when the document could not be read
 * @param audioSeconds length of the audio, in seconds
 * @param made takes synthesised in this job
 * @param reused utterances served without synthesis
 * @param upToDate whether the files were found finished and left as they were
 * @param fingerprint hash of everything that decides the bytes of the files; empty when FAILED
 * @param listening what listening to the takes gave
 * @param files the audio, captions and other files
 * @param skips every stretch of text that is not spoken
 */
public record BookReport(
    String bookId,
    String source,
    String title,
    WorkStatus status,
    Optional<Coverage> coverage,
    double audioSeconds,
    int utterances,
    int made,
    int reused,
    boolean upToDate,
    String fingerprint,
    Optional<Loudness> loudness,
    StageTimes times,
    List<ChapterReport> chapters,
    ListeningReport listening,
    List<OutputFile> files,
    List<Failure> failures,
    List<String> warnings,
    List<Skip> skips)
    implements WorkReport {
  public BookReport {
    requireNonNull(bookId, "bookId is null");
    requireNonNull(source, "source is null");
    requireNonNull(title, "title is null");
    requireNonNull(status, "status is null");
    requireNonNull(coverage, "coverage is null");
    requireNonNull(fingerprint, "fingerprint is null");
    requireNonNull(loudness, "loudness is null");
    requireNonNull(times, "times is null");
    chapters = List.copyOf(chapters);
    listening = listening == null ? ListeningReport.NONE : listening;
    files = List.copyOf(files);
    failures = List.copyOf(failures);
    warnings = List.copyOf(warnings);
    skips = List.copyOf(skips);
  }

  @Override
  public String workId() {
    return bookId;
  }

  /** The report of a book that has no audio. */
  public static BookReport failed(String bookId, String title, Failure failure) {
    return new BookReport(
        bookId,
        failure.source(),
        title,
        WorkStatus.FAILED,
        Optional.empty(),
        0,
        0,
        0,
        0,
        false,
        "",
        Optional.empty(),
        new StageTimes(0, 0, 0),
        List.of(),
        ListeningReport.NONE,
        List.of(),
        List.of(failure),
        List.of(),
        List.of());
  }
}
