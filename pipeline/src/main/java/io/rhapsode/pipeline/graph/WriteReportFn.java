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

  @ProcessElement
  public void processElement(@Element BookReport report, OutputReceiver<BookReport> out)
      throws IOException {
    reports.write(report);
    JobProgress.of(jobId).finished(report);
    out.output(report);
  }
}
