package io.rhapsode.pipeline.report.dub;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.book.Skip;
import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.ledger.Coverage;
import io.rhapsode.pipeline.report.OutputFile;
import io.rhapsode.pipeline.report.StageTimes;
import io.rhapsode.pipeline.report.WorkReport;
import io.rhapsode.pipeline.report.WorkStatus;
import java.util.List;
import java.util.Optional;

/**
 * What became of a film; {@code report.json} beside it.
 *
 * @param coverage the sums of the ledger; absent when the subtitles could not be read
 * @param audioSeconds length of each dubbed track, in seconds
 * @param lines how many lines are said, in all languages
 * @param made takes synthesised in this job
 * @param reused lines served without synthesis
 * @param upToDate whether the files were found finished and left as they were
 * @param fingerprint hash of everything that decides the bytes of the files; empty when FAILED
 * @param languages what was made of each track
 * @param files what was made
 * @param skips every stretch of text that is not spoken
 */
public record DubReport(
    String dubId,
    String source,
    String title,
    WorkStatus status,
    Optional<Coverage> coverage,
    double audioSeconds,
    int lines,
    int made,
    int reused,
    boolean upToDate,
    String fingerprint,
    StageTimes times,
    List<DubbedLanguage> languages,
    List<OutputFile> files,
    List<Failure> failures,
    List<String> warnings,
    List<Skip> skips)
    implements WorkReport {
  public DubReport {
    requireNonNull(dubId, "dubId is null");
    requireNonNull(source, "source is null");
    requireNonNull(title, "title is null");
    requireNonNull(status, "status is null");
    requireNonNull(coverage, "coverage is null");
    requireNonNull(fingerprint, "fingerprint is null");
    requireNonNull(times, "times is null");
    languages = List.copyOf(languages);
    files = List.copyOf(files);
    failures = List.copyOf(failures);
    warnings = List.copyOf(warnings);
    skips = List.copyOf(skips);
  }

  @Override
  public String workId() {
    return dubId;
  }

  /** The report of a film of which nothing was made. */
  public static DubReport failed(String dubId, String title, Failure failure) {
    return new DubReport(
        dubId,
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
        List.of(),
        List.of(failure),
        List.of(),
        List.of());
  }
}
