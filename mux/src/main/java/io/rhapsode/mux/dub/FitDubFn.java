package io.rhapsode.mux.dub;

import io.rhapsode.pipeline.graph.WorkTakes;
import io.rhapsode.pipeline.graph.dub.FittedTakes;
import io.rhapsode.pipeline.progress.JobAddress;
import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.pipeline.store.BlobStore;
import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;

/** Hands films to the fitter. */
final class FitDubFn extends DoFn<WorkTakes, FittedTakes> {
  private static final long serialVersionUID = 1L;

  private final DubSettings settings;
  private final BlobStore blobs;
  private final JobVoices voices;
  private final JobAddress job;

  FitDubFn(DubSettings settings, BlobStore blobs, JobVoices voices, JobAddress job) {
    this.settings = settings;
    this.blobs = blobs;
    this.voices = voices;
    this.job = job;
  }

  @ProcessElement
  public void processElement(@Element WorkTakes film, OutputReceiver<FittedTakes> out)
      throws IOException {
    out.output(new DubFitter(settings, blobs, voices).fit(film, job.progress()));
  }
}
