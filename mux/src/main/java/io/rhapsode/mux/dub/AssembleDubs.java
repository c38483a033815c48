package io.rhapsode.mux.dub;

import static java.util.Objects.requireNonNull;

import io.rhapsode.mux.dub.separate.SeparatedBeds;
import io.rhapsode.pipeline.coder.JsonCoder;
import io.rhapsode.pipeline.graph.dub.DubTakes;
import io.rhapsode.pipeline.progress.JobAddress;
import io.rhapsode.pipeline.report.dub.DubReport;
import io.rhapsode.pipeline.store.BlobStore;
import io.rhapsode.pipeline.store.TakeStore;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PCollection;

/**
 * Makes the files of each film: {@code <output folder>/<output name>/}, with the film or its sound,
 * subtitles and {@code report.json}. Gives one report for each film, also for one that cannot be
 * made. May be repeated: the files are the same.
 */
public final class AssembleDubs extends PTransform<PCollection<DubTakes>, PCollection<DubReport>> {
  private static final long serialVersionUID = 1L;

  private final DubSettings settings;
  private final BlobStore blobs;
  private final TakeStore takes;
  private final SeparatedBeds separated;
  private final JobAddress job;

  /**
   * @param separated sounds without dialogue that were made before
   * @param job whom progress is told
   */
  public AssembleDubs(
      DubSettings settings,
      BlobStore blobs,
      TakeStore takes,
      SeparatedBeds separated,
      JobAddress job) {
    this.settings = requireNonNull(settings, "settings is null");
    this.blobs = requireNonNull(blobs, "blobs is null");
    this.takes = requireNonNull(takes, "takes is null");
    this.separated = requireNonNull(separated, "separated is null");
    this.job = requireNonNull(job, "job is null");
  }

  @Override
  public PCollection<DubReport> expand(PCollection<DubTakes> films) {
    return films
        // Films of one worker's key range would otherwise be mixed one after the other.
        .apply("Spread films", Reshuffle.viaRandomKey())
        .apply("Assemble film", ParDo.of(new AssembleDubFn(settings, blobs, takes, separated, job)))
        .setCoder(JsonCoder.of(DubReport.class));
  }
}
