package io.rhapsode.ingest;

import static java.util.Objects.requireNonNull;

import io.rhapsode.ingest.settings.IngestSettings;
import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.coder.JsonCoder;
import io.rhapsode.pipeline.lexicon.Lexicon;
import io.rhapsode.pipeline.progress.JobAddress;
import io.rhapsode.pipeline.script.ReadOutcome;
import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.pipeline.store.BlobStore;
import java.util.List;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/**
 * Reads and plans documents. Gives exactly one outcome for each source, in no order: a plan, kept
 * with the cover in the blob store, or why the document cannot be narrated. Bad input never fails
 * the pipeline. The same source gives the same plan, so a retry changes nothing.
 */
public final class ReadBooks extends PTransform<PCollection<BookSource>, PCollection<ReadOutcome>> {
  private static final long serialVersionUID = 1L;

  private final ReadBookFn read;

  /**
   * @param blobs where plans and covers are kept
   * @param voices the voices that may be asked for
   * @param lexicons of all layers but those that a document and its manifest bring along
   * @param job the job whose progress is told
   */
  public ReadBooks(
      IngestSettings settings,
      BlobStore blobs,
      JobVoices voices,
      List<Lexicon> lexicons,
      JobAddress job) {
    requireNonNull(settings, "settings is null");
    requireNonNull(blobs, "blobs is null");
    requireNonNull(job, "job is null");
    this.read = new ReadBookFn(settings, blobs, voices, lexicons, job);
  }

  @Override
  public PCollection<ReadOutcome> expand(PCollection<BookSource> sources) {
    return sources.apply("Read book", ParDo.of(read)).setCoder(JsonCoder.of(ReadOutcome.class));
  }
}
