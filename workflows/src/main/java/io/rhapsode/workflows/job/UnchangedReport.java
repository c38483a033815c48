package io.rhapsode.workflows.job;

import io.rhapsode.pipeline.report.BookReport;
import io.rhapsode.pipeline.report.StageTimes;
import io.rhapsode.pipeline.report.WorkFacts;
import io.rhapsode.pipeline.report.WorkReport;
import io.rhapsode.pipeline.report.dub.DubReport;

/** The report of a work that was finished by an earlier run, as one of this run. */
final class UnchangedReport {
  private UnchangedReport() {}

  static WorkReport of(BookReport earlier) {
    return new BookReport(
        facts(earlier.facts()),
        earlier.loudness(),
        earlier.chapters(),
        earlier.listening(),
        earlier.origin());
  }

  static WorkReport of(DubReport earlier) {
    return new DubReport(
        facts(earlier.facts()), earlier.languages(), earlier.listening(), earlier.origin());
  }

  private static WorkFacts facts(WorkFacts earlier) {
    return new WorkFacts(
        earlier.workId(),
        earlier.source(),
        earlier.title(),
        earlier.status(),
        earlier.coverage(),
        earlier.audioSeconds(),
        earlier.utterances(),
        0,
        earlier.utterances(),
        true,
        earlier.fingerprint(),
        new StageTimes(0, 0, 0),
        earlier.files(),
        earlier.failures(),
        earlier.warnings(),
        earlier.skips());
  }
}
