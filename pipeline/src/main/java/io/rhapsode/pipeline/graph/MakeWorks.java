package io.rhapsode.pipeline.graph;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.coder.JsonCoder;
import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.graph.speak.SpeakScripts;
import io.rhapsode.pipeline.progress.JobAddress;
import io.rhapsode.pipeline.report.JobReports;
import io.rhapsode.pipeline.report.WorkReport;
import io.rhapsode.pipeline.script.PlanReference;
import io.rhapsode.pipeline.script.ReadOutcome;
import io.rhapsode.pipeline.script.ScriptReference;
import java.io.Serializable;
import java.util.List;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * What the graphs of a narration and of a dub have in common: works that were read are spoken,
 * gathered and assembled, and every work gives exactly one report, also when it could not be read.
 *
 * @param <R> the report of a work
 */
public final class MakeWorks<R extends WorkReport>
    extends PTransform<PCollection<ReadOutcome>, PCollection<R>> {
  private static final long serialVersionUID = 1L;

  private final transient SpeakScripts speak;
  private final transient PTransform<PCollection<WorkTakes>, PCollection<R>> assemble;
  private final FailedReport<R> failed;
  private final JobReports<R> reports;
  private final String outputFolder;
  private final JobAddress job;

  /** Makes the report of a work of which nothing is made. */
  @FunctionalInterface
  public interface FailedReport<R> extends Serializable {
    R of(String workId, String title, Failure failure);
  }

  /**
   * @param assemble makes the files of each work and its report
   * @param outputFolder local folder below which each work gets its own
   * @param job whom progress is told
   */
  public MakeWorks(
      SpeakScripts speak,
      PTransform<PCollection<WorkTakes>, PCollection<R>> assemble,
      FailedReport<R> failed,
      JobReports<R> reports,
      String outputFolder,
      JobAddress job) {
    this.speak = requireNonNull(speak, "speak is null");
    this.assemble = requireNonNull(assemble, "assemble is null");
    this.failed = requireNonNull(failed, "failed is null");
    this.reports = requireNonNull(reports, "reports is null");
    this.outputFolder = requireNonNull(outputFolder, "outputFolder is null");
    this.job = requireNonNull(job, "job is null");
  }

  @Override
  public PCollection<R> expand(PCollection<ReadOutcome> read) {
    PCollection<PlanReference> plans = plans(read);
    PCollection<R> made =
        plans
            .apply(
                "Take scripts",
                MapElements.into(TypeDescriptor.of(ScriptReference.class))
                    .via(PlanReference::script))
            .setCoder(JsonCoder.of(ScriptReference.class))
            .apply("Speak", speak)
            .apply("Gather", new GatherWorks(plans, outputFolder))
            .apply("Assemble", assemble)
            .setCoder(JsonCoder.of(reports.type()));
    return PCollectionList.of(made)
        .and(unreadable(read))
        .apply("All reports", Flatten.pCollections())
        .apply("Write reports", ParDo.of(new WriteReportFn<>(reports, job)))
        .setCoder(JsonCoder.of(reports.type()));
  }

  private static PCollection<PlanReference> plans(PCollection<ReadOutcome> read) {
    return read.apply(
            "Take plans",
            FlatMapElements.into(TypeDescriptor.of(PlanReference.class))
                .via(
                    outcome ->
                        outcome instanceof ReadOutcome.Planned planned
                            ? List.of(planned.plan())
                            : List.of()))
        .setCoder(JsonCoder.of(PlanReference.class));
  }

  private PCollection<R> unreadable(PCollection<ReadOutcome> read) {
    FailedReport<R> report = failed;
    return read.apply(
            "Report unreadable",
            FlatMapElements.into(TypeDescriptor.of(reports.type()))
                .via(
                    outcome ->
                        outcome instanceof ReadOutcome.Unreadable unreadable
                            ? List.of(
                                report.of(
                                    unreadable.workId(),
                                    unreadable.failure().source(),
                                    unreadable.failure()))
                            : List.of()))
        .setCoder(JsonCoder.of(reports.type()));
  }
}
