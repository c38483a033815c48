package io.rhapsode.pipeline.graph;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.coder.JsonCoder;
import io.rhapsode.pipeline.graph.speak.SpeakScripts;
import io.rhapsode.pipeline.graph.speak.SpeakingOrder;
import io.rhapsode.pipeline.progress.JobAddress;
import io.rhapsode.pipeline.report.BookReport;
import io.rhapsode.pipeline.report.JobReports;
import io.rhapsode.pipeline.script.ReadOutcome;
import io.rhapsode.pipeline.store.BlobStore;
import org.apache.beam.sdk.transforms.PTransform;
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
   * @param outputFolder local folder below which each book gets its own
   * @param job whom progress is told
   */
  public NarrateBooks(
      NarrationStages stages,
      BlobStore blobs,
      SpeakingOrder order,
      JobReports<BookReport> reports,
      String outputFolder,
      JobAddress job) {
    this.stages = requireNonNull(stages, "stages is null");
    this.make =
        new MakeWorks<>(
            new SpeakScripts(stages.speak(), blobs, order),
            stages.assemble(),
            BookReport::failed,
            reports,
            outputFolder,
            job);
  }

  @Override
  public PCollection<BookReport> expand(PCollection<BookSource> sources) {
    return read(sources, stages).apply("Make", make);
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
