package io.rhapsode.pipeline.graph;

import io.rhapsode.pipeline.progress.JobProgress;
import io.rhapsode.pipeline.report.BookReport;
import io.rhapsode.pipeline.report.JobReports;
import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;

/** Leaves the report of a book where whoever started the job finds it. */
final class WriteReportFn extends DoFn<BookReport, BookReport> {
  private static final long serialVersionUID = 1L;

  private final JobReports reports;
  private final String jobId;

  WriteReportFn(JobReports reports, String jobId) {
    this.reports = reports;
    this.jobId = jobId;
  }

  /**
   * A full disk must not end the job of all the other books, whose audio is perhaps elsewhere:
   * whoever started the job in this JVM has been told, and others find the book without a report.
   */
  @ProcessElement
  public void processElement(@Element BookReport report, OutputReceiver<BookReport> out) {
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
