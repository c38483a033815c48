package io.rhapsode.mux;

import static java.util.Objects.requireNonNull;

import io.rhapsode.mux.deliver.AssemblySettings;
import io.rhapsode.pipeline.coder.JsonCoder;
import io.rhapsode.pipeline.graph.WorkTakes;
import io.rhapsode.pipeline.progress.JobAddress;
import io.rhapsode.pipeline.report.BookReport;
import io.rhapsode.pipeline.store.BlobStore;
import io.rhapsode.pipeline.store.TakeStore;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PCollection;

/**
 * Makes the files of each book: {@code <output folder>/<output name>/}, with audio, captions, cover
 * and {@code report.json}. Gives one report for each book, also for one that cannot be made. May be
 * repeated: finished books are found finished, and half-made ones are made again to the same bytes.
 *
 * <p>Threads beside the runner's: up to two a book that read and master (one for each file under
 * way), and for all books together one a processor that encodes sections and measures files.
 */
public final class AssembleBooks
    extends PTransform<PCollection<WorkTakes>, PCollection<BookReport>> {
  private static final long serialVersionUID = 1L;

  private final AssemblySettings settings;
  private final BlobStore blobs;
  private final TakeStore takes;
  private final JobAddress job;

  /**
   * @param job whom progress is told
   */
  public AssembleBooks(
      AssemblySettings settings, BlobStore blobs, TakeStore takes, JobAddress job) {
    this.settings = requireNonNull(settings, "settings is null");
    this.blobs = requireNonNull(blobs, "blobs is null");
    this.takes = requireNonNull(takes, "takes is null");
    this.job = requireNonNull(job, "job is null");
  }

  @Override
  public PCollection<BookReport> expand(PCollection<WorkTakes> books) {
    return books
        // Books of one worker's key range would otherwise be encoded one after the other.
        .apply("Spread books", Reshuffle.viaRandomKey())
        .apply("Assemble book", ParDo.of(new AssembleBookFn(settings, blobs, takes, job)))
        .setCoder(JsonCoder.of(BookReport.class));
  }
}
