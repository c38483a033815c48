package io.rhapsode.pipeline.graph;

import io.rhapsode.pipeline.progress.JobProgress;
import io.rhapsode.pipeline.report.JobReports;
import io.rhapsode.pipeline.report.WorkReport;
import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;

/** Leaves the report of a work where whoever started the job finds it. */
final class WriteReportFn<R extends WorkReport> extends DoFn<R, R> {
  private static final long serialVersionUID = 1L;

  private final JobReports<R> reports;
  private final String jobId;

  WriteReportFn(JobReports<R> reports, String jobId) {
    this.reports = reports;
    this.jobId = jobId;
  }

  /**
   * A full disk must not end the job of all the other books, whose audio is perhaps elsewhere:
   * whoever started the job in this JVM has been told, and others find the book without a report.
   */
  @ProcessElement
  public void processElement(@Element R report, OutputReceiver<R> out) {
    JobProgress progress = JobProgress.of(jobId);
    progress.finished(report);
    try {
      reports.write(report);
    } catch (IOException e) {
      progress.warned("the report of %s: %s".formatted(report.source(), e.getMessage()));
    }
    out.output(report);
  }
}
