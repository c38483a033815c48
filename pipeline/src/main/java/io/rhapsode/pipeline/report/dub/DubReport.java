package io.rhapsode.pipeline.report.dub;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.report.WorkFacts;
import io.rhapsode.pipeline.report.WorkOrigin;
import io.rhapsode.pipeline.report.WorkReport;
import io.rhapsode.pipeline.report.listening.ListeningReport;
import java.util.List;
import java.util.Optional;

/**
 * What became of a film; {@code report.json} beside it.
 *
 * @param facts in which the length is that of the longest dubbed track
 * @param languages what was made of each track
 * @param listening what listening to the takes gave; of a flagged one the place where its line is
 *     due
 * @param origin what its files were made from; absent when there are none
 */
public record DubReport(
    @JsonUnwrapped WorkFacts facts,
    List<DubbedLanguage> languages,
    ListeningReport listening,
    Optional<WorkOrigin> origin)
    implements WorkReport {
  public DubReport {
    requireNonNull(facts, "facts is null");
    languages = List.copyOf(languages);
    listening = listening == null ? ListeningReport.NONE : listening;
    requireNonNull(origin, "origin is null");
  }

  @Override
  public String noun() {
    return "film";
  }

  /** The report of a film of which nothing was made. */
  public static DubReport failed(String dubId, String title, Failure failure) {
    return withoutFiles(WorkFacts.failed(dubId, title, failure));
  }

  /** The report of a film of which nothing was made. */
  public static DubReport withoutFiles(WorkFacts facts) {
    return new DubReport(facts, List.of(), ListeningReport.NONE, Optional.empty());
  }
}
