package io.rhapsode.ingest;

import io.rhapsode.ingest.settings.IngestSettings;
import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.lexicon.Lexicon;
import io.rhapsode.pipeline.progress.JobAddress;
import io.rhapsode.pipeline.script.ReadOutcome;
import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.pipeline.store.BlobStore;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;

/** Reads each source with a {@link BookDesk}, which it makes once per instance. */
final class ReadBookFn extends DoFn<BookSource, ReadOutcome> {
  private static final long serialVersionUID = 1L;

  private final IngestSettings settings;
  private final JobVoices voices;
  private final List<Lexicon> lexicons;
  private final BlobStore blobs;
  private final JobAddress job;

  private transient BookDesk desk;

  ReadBookFn(
      IngestSettings settings,
      BlobStore blobs,
      JobVoices voices,
      List<Lexicon> lexicons,
      JobAddress job) {
    this.settings = settings;
    this.voices = voices;
    this.lexicons = List.copyOf(lexicons);
    this.blobs = blobs;
    this.job = job;
  }

  @Setup
  public void open() {
    desk = new BookDesk(settings, blobs, voices, lexicons);
  }

  @ProcessElement
  public void process(@Element BookSource source, OutputReceiver<ReadOutcome> out) {
    out.output(desk.read(source, job.progress()));
  }
}
