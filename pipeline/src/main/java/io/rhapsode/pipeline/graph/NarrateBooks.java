package io.rhapsode.pipeline.graph;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.coder.JsonCoder;
import io.rhapsode.pipeline.graph.speak.SpeakScripts;
import io.rhapsode.pipeline.graph.speak.SpeakingOrder;
import io.rhapsode.pipeline.progress.JobAddress;
import io.rhapsode.pipeline.record.WorkRecords;
import io.rhapsode.pipeline.report.BookReport;
import io.rhapsode.pipeline.report.JobReports;
import io.rhapsode.pipeline.script.PlanReference;
import io.rhapsode.pipeline.script.ReadOutcome;
import io.rhapsode.pipeline.script.ScriptReference;
import io.rhapsode.pipeline.store.BlobStore;
import java.util.List;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * The narration of any number of documents as one graph:
 *
 * <pre>
 * documents -> read -> plans -> scripts -> speak ({@link SpeakScripts}) -> outcomes
 *                         \-> name the outputs ----------------------> gather per book
 *                                                                            |
 *                                                          reports <- assemble
 * </pre>
 *
 * <p>Every document gives exactly one report, also when it cannot be read. Elements carry
 * references to plans and takes, never text of a whole book or audio. Every step may be repeated:
 * plans, takes and files have the same content and the same name each time. The order of elements
 * decides nothing.
 */
public final class NarrateBooks
    extends PTransform<PCollection<BookSource>, PCollection<BookReport>> {
  private static final long serialVersionUID = 1L;

  private final transient NarrationStages stages;
  private final BlobStore blobs;
  private final WorkRecords records;
  private final SpeakingOrder order;
  private final JobReports<BookReport> reports;
  private final String outputFolder;
  private final JobAddress job;

  /**
   * @param records where the takes of each work are listed for whoever reviews it
   * @param outputFolder local folder below which each book gets its own
   * @param job whom progress is told
   */
  public NarrateBooks(
      NarrationStages stages,
      BlobStore blobs,
      WorkRecords records,
      SpeakingOrder order,
      JobReports<BookReport> reports,
      String outputFolder,
      JobAddress job) {
    this.stages = requireNonNull(stages, "stages is null");
    this.blobs = requireNonNull(blobs, "blobs is null");
    this.records = requireNonNull(records, "records is null");
    this.order = requireNonNull(order, "order is null");
    this.reports = requireNonNull(reports, "reports is null");
    this.outputFolder = requireNonNull(outputFolder, "outputFolder is null");
    this.job = requireNonNull(job, "job is null");
  }

  @Override
  public PCollection<BookReport> expand(PCollection<BookSource> sources) {
    PCollection<ReadOutcome> read = read(sources, stages);
    PCollection<PlanReference> plans = plans(read);
    PCollection<BookReport> narrated =
        plans
            .apply(
                "Take scripts",
                MapElements.into(TypeDescriptor.of(ScriptReference.class))
                    .via(PlanReference::script))
            .setCoder(JsonCoder.of(ScriptReference.class))
            .apply("Speak", new SpeakScripts(stages.speak(), blobs, order))
            .apply("Gather", new GatherWorks(plans, outputFolder))
            .apply("Record", ParDo.of(new RecordWorkFn(blobs, records, order, job)))
            .setCoder(JsonCoder.of(WorkTakes.class))
            .apply("Assemble", stages.assemble())
            .setCoder(JsonCoder.of(BookReport.class));
    return PCollectionList.of(narrated)
        .and(unreadable(read))
        .apply("All reports", Flatten.pCollections())
        .apply("Write reports", ParDo.of(new WriteReportFn<>(reports, job)))
        .setCoder(JsonCoder.of(BookReport.class));
  }

  /**
   * Reads and plans documents without narrating them.
   *
   * @param sources with a {@link JsonCoder}
   */
  public static PCollection<ReadOutcome> read(
      PCollection<BookSource> sources, NarrationStages stages) {
    return sources
        // Documents come from one list; without a shuffle one worker would read them all.
        .apply("Spread documents", Reshuffle.viaRandomKey())
        .apply("Read", stages.read())
        .setCoder(JsonCoder.of(ReadOutcome.class));
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

  private static PCollection<BookReport> unreadable(PCollection<ReadOutcome> read) {
    return read.apply(
            "Report unreadable",
            FlatMapElements.into(TypeDescriptor.of(BookReport.class))
                .via(
                    outcome ->
                        outcome instanceof ReadOutcome.Unreadable unreadable
                            ? List.of(
                                BookReport.failed(
                                    unreadable.workId(),
                                    unreadable.failure().source(),
                                    unreadable.failure()))
                            : List.of()))
        .setCoder(JsonCoder.of(BookReport.class));
  }
}
