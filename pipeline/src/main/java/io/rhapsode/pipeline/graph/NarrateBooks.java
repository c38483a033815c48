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
import io.rhapsode.pipeline.script.ReadOutcome;
import io.rhapsode.pipeline.store.BlobStore;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PCollection;

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
  private final MakeWorks<BookReport> make;

  /**
   * @param records where the takes of each book are listed for whoever reviews it
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
    this.make =
        new MakeWorks<>(
            new SpeakScripts(stages.speak(), blobs, order),
            new RecordAndAssemble(new RecordWorkFn(blobs, records, order, job), stages.assemble()),
            BookReport::failed,
            reports,
            outputFolder,
            job);
  }

  @Override
  public PCollection<BookReport> expand(PCollection<BookSource> sources) {
    return read(sources, stages).apply("Make", make);
  }

  /** Has the takes of a book recorded before its files are made of them. */
  private static final class RecordAndAssemble
      extends PTransform<PCollection<WorkTakes>, PCollection<BookReport>> {
    private static final long serialVersionUID = 1L;

    private final transient RecordWorkFn record;
    private final transient PTransform<PCollection<WorkTakes>, PCollection<BookReport>> assemble;

    RecordAndAssemble(
        RecordWorkFn record, PTransform<PCollection<WorkTakes>, PCollection<BookReport>> assemble) {
      this.record = record;
      this.assemble = assemble;
    }

    @Override
    public PCollection<BookReport> expand(PCollection<WorkTakes> books) {
      return books
          .apply("Record", ParDo.of(record))
          .setCoder(JsonCoder.of(WorkTakes.class))
          .apply("Assemble book", assemble);
    }
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
}
