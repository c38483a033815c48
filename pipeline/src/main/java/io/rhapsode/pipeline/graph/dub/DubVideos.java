package io.rhapsode.pipeline.graph.dub;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.coder.JsonCoder;
import io.rhapsode.pipeline.dub.DubSource;
import io.rhapsode.pipeline.graph.GatherWorks;
import io.rhapsode.pipeline.graph.NarrateBooks;
import io.rhapsode.pipeline.graph.WriteReportFn;
import io.rhapsode.pipeline.graph.speak.SpeakScripts;
import io.rhapsode.pipeline.graph.speak.SpeakingOrder;
import io.rhapsode.pipeline.progress.JobAddress;
import io.rhapsode.pipeline.record.WorkRecords;
import io.rhapsode.pipeline.report.JobReports;
import io.rhapsode.pipeline.report.dub.DubReport;
import io.rhapsode.pipeline.script.PlanReference;
import io.rhapsode.pipeline.script.ReadOutcome;
import io.rhapsode.pipeline.script.ScriptReference;
import io.rhapsode.pipeline.script.UtteranceOutcome;
import io.rhapsode.pipeline.store.BlobStore;
import java.util.List;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * The dubbing of any number of films as one graph, beside {@link NarrateBooks}:
 *
 * <pre>
 * films -> read -> plans -> speak ({@link SpeakScripts}) -> gather -> fit -> speak again -+
 *                                                                      |                  |
 *                                                 reports <- assemble <- gather <---------+
 * </pre>
 *
 * <p>Only lines that do not fit into their slots are said again, at another pace. Every film gives
 * exactly one report. What holds of elements and repetition in a narration holds here.
 */
public final class DubVideos extends PTransform<PCollection<DubSource>, PCollection<DubReport>> {
  private static final long serialVersionUID = 1L;

  private final transient DubStages stages;
  private final BlobStore blobs;
  private final WorkRecords records;
  private final SpeakingOrder order;
  private final JobReports<DubReport> reports;
  private final String outputFolder;
  private final JobAddress job;

  /**
   * @param records where the takes of each work are listed for whoever reviews it
   * @param outputFolder local folder below which each film gets its own
   * @param job whom progress is told
   */
  public DubVideos(
      DubStages stages,
      BlobStore blobs,
      WorkRecords records,
      SpeakingOrder order,
      JobReports<DubReport> reports,
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
  public PCollection<DubReport> expand(PCollection<DubSource> sources) {
    PCollection<ReadOutcome> read =
        sources
            .apply("Spread films", Reshuffle.viaRandomKey())
            .apply("Read", stages.read())
            .setCoder(JsonCoder.of(ReadOutcome.class));
    PCollection<PlanReference> plans =
        read.apply(
                "Take plans",
                FlatMapElements.into(TypeDescriptor.of(PlanReference.class))
                    .via(
                        outcome ->
                            outcome instanceof ReadOutcome.Planned planned
                                ? List.of(planned.plan())
                                : List.of()))
            .setCoder(JsonCoder.of(PlanReference.class));
    PCollection<DubReport> dubbed =
        sayAgain(sayNaturally(plans))
            .apply("Record", ParDo.of(new RecordDubFn(blobs, records, order, job)))
            .setCoder(JsonCoder.of(DubTakes.class))
            .apply("Assemble", stages.assemble())
            .setCoder(JsonCoder.of(DubReport.class));
    return PCollectionList.of(dubbed)
        .and(unreadable(read))
        .apply("All reports", Flatten.pCollections())
        .apply("Write reports", ParDo.of(new WriteReportFn<>(reports, job)))
        .setCoder(JsonCoder.of(DubReport.class));
  }

  private PCollection<FittedTakes> sayNaturally(PCollection<PlanReference> plans) {
    return plans
        .apply(
            "Take scripts",
            MapElements.into(TypeDescriptor.of(ScriptReference.class)).via(PlanReference::script))
        .setCoder(JsonCoder.of(ScriptReference.class))
        .apply("Speak", new SpeakScripts(stages.speak(), blobs, order))
        .apply("Gather", new GatherWorks(plans, outputFolder))
        .apply("Fit", stages.fit())
        .setCoder(JsonCoder.of(FittedTakes.class));
  }

  private PCollection<DubTakes> sayAgain(PCollection<FittedTakes> fitted) {
    PCollection<KV<String, UtteranceOutcome>> again =
        fitted
            .apply(
                "Take lines",
                MapElements.into(TypeDescriptor.of(ScriptReference.class)).via(FittedTakes::script))
            .setCoder(JsonCoder.of(ScriptReference.class))
            .apply("Speak again", new SpeakScripts(stages.speak(), blobs, order));
    PCollection<KV<String, FittedTakes>> films =
        fitted
            .apply(
                "Key by film",
                WithKeys.<String, FittedTakes>of(film -> film.natural().plan().workId())
                    .withKeyType(TypeDescriptor.of(String.class)))
            .setCoder(SpeakScripts.keyed(FittedTakes.class));
    return KeyedPCollectionTuple.of(GatherDubFn.FITTED, films)
        .and(GatherDubFn.AGAIN, again)
        .apply("Group by film", CoGroupByKey.create())
        .apply("Gather film", ParDo.of(new GatherDubFn()))
        .setCoder(JsonCoder.of(DubTakes.class));
  }

  private static PCollection<DubReport> unreadable(PCollection<ReadOutcome> read) {
    return read.apply(
            "Report unreadable",
            FlatMapElements.into(TypeDescriptor.of(DubReport.class))
                .via(
                    outcome ->
                        outcome instanceof ReadOutcome.Unreadable unreadable
                            ? List.of(
                                DubReport.failed(
                                    unreadable.workId(),
                                    unreadable.failure().source(),
                                    unreadable.failure()))
                            : List.of()))
        .setCoder(JsonCoder.of(DubReport.class));
  }
}
