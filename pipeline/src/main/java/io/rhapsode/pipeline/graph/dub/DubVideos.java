package io.rhapsode.pipeline.graph.dub;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.coder.JsonCoder;
import io.rhapsode.pipeline.dub.DubSource;
import io.rhapsode.pipeline.graph.MakeWorks;
import io.rhapsode.pipeline.graph.NarrateBooks;
import io.rhapsode.pipeline.graph.WorkTakes;
import io.rhapsode.pipeline.graph.speak.SpeakScripts;
import io.rhapsode.pipeline.graph.speak.SpeakingOrder;
import io.rhapsode.pipeline.progress.JobAddress;
import io.rhapsode.pipeline.record.WorkRecords;
import io.rhapsode.pipeline.report.JobReports;
import io.rhapsode.pipeline.report.dub.DubReport;
import io.rhapsode.pipeline.script.ReadOutcome;
import io.rhapsode.pipeline.script.ScriptReference;
import io.rhapsode.pipeline.script.UtteranceOutcome;
import io.rhapsode.pipeline.store.BlobStore;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
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
  private final MakeWorks<DubReport> make;

  /**
   * @param records where the takes of each film are listed for whoever reviews it
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
    SpeakScripts speak = new SpeakScripts(stages.speak(), blobs, order);
    this.make =
        new MakeWorks<>(
            speak,
            new FitAndAssemble(stages, speak, new RecordDubFn(blobs, records, order, job)),
            DubReport::failed,
            reports,
            outputFolder,
            job);
  }

  @Override
  public PCollection<DubReport> expand(PCollection<DubSource> sources) {
    return sources
        .apply("Spread films", Reshuffle.viaRandomKey())
        .apply("Read", stages.read())
        .setCoder(JsonCoder.of(ReadOutcome.class))
        .apply("Make", make);
  }

  /** Has lines said again that do not fit, and recorded, before the films are assembled. */
  private static final class FitAndAssemble
      extends PTransform<PCollection<WorkTakes>, PCollection<DubReport>> {
    private static final long serialVersionUID = 1L;

    private final transient DubStages stages;
    private final transient SpeakScripts speak;
    private final transient RecordDubFn record;

    FitAndAssemble(DubStages stages, SpeakScripts speak, RecordDubFn record) {
      this.stages = stages;
      this.speak = speak;
      this.record = record;
    }

    @Override
    public PCollection<DubReport> expand(PCollection<WorkTakes> films) {
      PCollection<FittedTakes> fitted =
          films.apply("Fit", stages.fit()).setCoder(JsonCoder.of(FittedTakes.class));
      return sayAgain(fitted)
          .apply("Record", ParDo.of(record))
          .setCoder(JsonCoder.of(DubTakes.class))
          .apply("Assemble film", stages.assemble());
    }

    private PCollection<DubTakes> sayAgain(PCollection<FittedTakes> fitted) {
      PCollection<KV<String, UtteranceOutcome>> again =
          fitted
              .apply(
                  "Take lines",
                  MapElements.into(TypeDescriptor.of(ScriptReference.class))
                      .via(FittedTakes::script))
              .setCoder(JsonCoder.of(ScriptReference.class))
              .apply("Speak again", speak);
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
  }
}
