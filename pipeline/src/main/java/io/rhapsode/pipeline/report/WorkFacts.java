package io.rhapsode.pipeline.report;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.book.Skip;
import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.ledger.Coverage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What became of a work, whether a book or a film.
 *
 * @param workId name of the work inside its job
 * @param source path of the document or film
 * @param coverage the sums of the ledger; absent when the work could not be read
 * @param audioSeconds length of the audio, in seconds; 0 when FAILED
 * @param utterances how many are said
 * @param made takes synthesised in this job
 * @param reused utterances served without synthesis
 * @param upToDate whether the files were found finished and left as they were
 * @param fingerprint hash of everything that decides the bytes of the files; empty when FAILED
 * @param files what was made
 * @param failures what went wrong
 * @param warnings what a person should know, one line each
 * @param skips every stretch of text that is not spoken
 */
public record WorkFacts(
    String workId,
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
    StageTimes times,
    List<OutputFile> files,
    List<Failure> failures,
    List<String> warnings,
    List<Skip> skips) {
  public WorkFacts {
    requireNonNull(workId, "workId is null");
    requireNonNull(source, "source is null");
    requireNonNull(title, "title is null");
    requireNonNull(status, "status is null");
    requireNonNull(coverage, "coverage is null");
    requireNonNull(fingerprint, "fingerprint is null");
    requireNonNull(times, "times is null");
    files = List.copyOf(files);
    failures = List.copyOf(failures);
    warnings = List.copyOf(warnings);
    skips = List.copyOf(skips);
  }

  /** Of a work of which nothing was made. */
  public static WorkFacts failed(String workId, String title, Failure failure) {
    return new WorkFacts(
        workId,
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
        new StageTimes(0, 0, 0),
        List.of(),
        List.of(failure),
        List.of(),
        List.of());
  }

  /** The same once files were made, or were found. */
  public WorkFacts with(
      WorkStatus outcome,
      double seconds,
      boolean found,
      String hash,
      List<OutputFile> made,
      List<Failure> wrong,
      List<String> said) {
    return new WorkFacts(
        workId,
        source,
        title,
        outcome,
        coverage,
        seconds,
        utterances,
        this.made,
        reused,
        found,
        hash,
        times,
        made,
        wrong,
        said,
        skips);
  }

  /** The same of a work of which nothing was made, for a reason that is told first. */
  public WorkFacts failed(Failure reason) {
    List<Failure> all = Stream.concat(Stream.of(reason), failures.stream()).toList();
    return with(WorkStatus.FAILED, 0, false, "", List.of(), all, warnings);
  }
}
