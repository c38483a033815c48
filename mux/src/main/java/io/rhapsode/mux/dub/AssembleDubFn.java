package io.rhapsode.mux.dub;

import io.rhapsode.mux.ProductVersion;
import io.rhapsode.mux.dub.separate.SeparatedBeds;
import io.rhapsode.pipeline.graph.dub.DubTakes;
import io.rhapsode.pipeline.progress.JobAddress;
import io.rhapsode.pipeline.progress.JobProgress;
import io.rhapsode.pipeline.report.dub.DubReport;
import io.rhapsode.pipeline.store.BlobStore;
import io.rhapsode.pipeline.store.TakeStore;
import org.apache.beam.sdk.transforms.DoFn;

/** Hands films to the assembler. */
final class AssembleDubFn extends DoFn<DubTakes, DubReport> {
  private static final long serialVersionUID = 1L;

  private final DubSettings settings;
  private final BlobStore blobs;
  private final TakeStore takes;
  private final SeparatedBeds separated;
  private final JobAddress job;

  AssembleDubFn(
      DubSettings settings,
      BlobStore blobs,
      TakeStore takes,
      SeparatedBeds separated,
      JobAddress job) {
    this.settings = settings;
    this.blobs = blobs;
    this.takes = takes;
    this.separated = separated;
    this.job = job;
  }

  @ProcessElement
  public void processElement(@Element DubTakes film, OutputReceiver<DubReport> out) {
    JobProgress progress = job.progress();
    String id = film.fitted().natural().plan().workId();
    DubAssembler assembler =
        new DubAssembler(settings, blobs, takes, separated, ProductVersion.read());
    out.output(assembler.assemble(film, fraction -> progress.assembling(id, fraction)));
  }
}
