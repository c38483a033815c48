package io.rhapsode.mux.dub;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.coder.JsonCoder;
import io.rhapsode.pipeline.graph.WorkTakes;
import io.rhapsode.pipeline.graph.dub.FittedTakes;
import io.rhapsode.pipeline.progress.JobAddress;
import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.pipeline.store.BlobStore;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/** Finds the lines of each film that are to be said at another pace. */
public final class FitDubs extends PTransform<PCollection<WorkTakes>, PCollection<FittedTakes>> {
  private static final long serialVersionUID = 1L;

  private final DubSettings settings;
  private final BlobStore blobs;
  private final JobVoices voices;
  private final JobAddress job;

  /**
   * @param voices every voice of the job
   * @param job whom progress is told
   */
  public FitDubs(DubSettings settings, BlobStore blobs, JobVoices voices, JobAddress job) {
    this.settings = requireNonNull(settings, "settings is null");
    this.blobs = requireNonNull(blobs, "blobs is null");
    this.voices = requireNonNull(voices, "voices is null");
    this.job = requireNonNull(job, "job is null");
  }

  @Override
  public PCollection<FittedTakes> expand(PCollection<WorkTakes> films) {
    return films
        .apply("Fit film", ParDo.of(new FitDubFn(settings, blobs, voices, job)))
        .setCoder(JsonCoder.of(FittedTakes.class));
  }
}
