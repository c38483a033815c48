package io.rhapsode.pipeline.graph;

import io.rhapsode.pipeline.progress.JobAddress;
import io.rhapsode.pipeline.progress.JobProgress;
import io.rhapsode.pipeline.report.JobReports;
import io.rhapsode.pipeline.report.WorkReport;
import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;

/** Leaves the report of a work where whoever started the job finds it. */
public final class WriteReportFn<R extends WorkReport> extends DoFn<R, R> {
  private static final long serialVersionUID = 1L;

  private final JobReports<R> reports;
  private final JobAddress job;

  public WriteReportFn(JobReports<R> reports, JobAddress job) {
    this.reports = reports;
    this.job = job;
  }

  /**
   * A full disk must not end the job of all the other books, whose audio is perhaps elsewhere:
   * whoever started the job in this JVM is told, and others find the book without a report.
   */
  @ProcessElement
  public void processElement(@Element R report, OutputReceiver<R> out) {
    JobProgress progress = job.progress();
    try {
      reports.write(report);
    } catch (IOException e) {
      progress.warned("the report of %s: %s".formatted(report.source(), e.getMessage()));
    }
    progress.finished(report);
    out.output(report);
  }
}
