package io.rhapsode.mux;

import io.rhapsode.mux.deliver.AssemblySettings;
import io.rhapsode.pipeline.graph.WorkTakes;
import io.rhapsode.pipeline.progress.JobAddress;
import io.rhapsode.pipeline.progress.JobProgress;
import io.rhapsode.pipeline.report.BookReport;
import io.rhapsode.pipeline.store.BlobStore;
import io.rhapsode.pipeline.store.TakeStore;
import org.apache.beam.sdk.transforms.DoFn;

/** Hands books to the assembler. */
final class AssembleBookFn extends DoFn<WorkTakes, BookReport> {
  private static final long serialVersionUID = 1L;

  private final AssemblySettings settings;
  private final BlobStore blobs;
  private final TakeStore takes;
  private final JobAddress job;

  AssembleBookFn(AssemblySettings settings, BlobStore blobs, TakeStore takes, JobAddress job) {
    this.settings = settings;
    this.blobs = blobs;
    this.takes = takes;
    this.job = job;
  }

  @ProcessElement
  public void processElement(@Element WorkTakes book, OutputReceiver<BookReport> out) {
    JobProgress progress = job.progress();
    BookAssembler assembler = new BookAssembler(settings, blobs, takes, ProductVersion.read());
    out.output(
        assembler.assemble(book, fraction -> progress.assembling(book.plan().workId(), fraction)));
  }
}
