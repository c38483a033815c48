package io.rhapsode.pipeline.report.dub;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.report.ListeningReport;
import io.rhapsode.pipeline.report.WorkFacts;
import io.rhapsode.pipeline.report.WorkReport;
import java.util.List;

/**
 * What became of a film; {@code report.json} beside it.
 *
 * @param facts in which the length is that of the longest dubbed track
 * @param languages what was made of each track
 * @param listening what listening to the takes gave; of a flagged one the place where its line is
 *     due
 */
public record DubReport(
    @JsonUnwrapped WorkFacts facts, List<DubbedLanguage> languages, ListeningReport listening)
    implements WorkReport {
  public DubReport {
    requireNonNull(facts, "facts is null");
    languages = List.copyOf(languages);
    listening = listening == null ? ListeningReport.NONE : listening;
  }

  @Override
  public String noun() {
    return "film";
  }

  /** The report of a film of which nothing was made. */
  public static DubReport failed(String dubId, String title, Failure failure) {
    return new DubReport(WorkFacts.failed(dubId, title, failure), List.of(), ListeningReport.NONE);
  }
}
