package io.rhapsode.ingest.dub;

import static java.util.Objects.requireNonNull;

import io.rhapsode.ingest.settings.DialogueSettings;
import io.rhapsode.ingest.subtitle.SubtitleLimits;
import io.rhapsode.pipeline.coder.JsonCoder;
import io.rhapsode.pipeline.dub.DubSource;
import io.rhapsode.pipeline.dub.FilmProbe;
import io.rhapsode.pipeline.progress.JobAddress;
import io.rhapsode.pipeline.script.ReadOutcome;
import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.pipeline.store.BlobStore;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/**
 * Plans films from their subtitles. Gives exactly one outcome for each: a plan, kept in the blob
 * store, or why it cannot be dubbed. The same subtitles give the same plan.
 */
public final class ReadDubs extends PTransform<PCollection<DubSource>, PCollection<ReadOutcome>> {
  private static final long serialVersionUID = 1L;

  private final DialogueSettings dialogue;
  private final SubtitleLimits limits;
  private final FilmProbe probe;
  private final BlobStore blobs;
  private final JobVoices voices;
  private final JobAddress job;

  /**
   * @param dialogue what of subtitles is spoken
   * @param limits what a subtitle file may cost
   * @param probe looks at each film
   * @param voices every voice of the job
   * @param job whom progress is told
   */
  public ReadDubs(
      DialogueSettings dialogue,
      SubtitleLimits limits,
      FilmProbe probe,
      BlobStore blobs,
      JobVoices voices,
      JobAddress job) {
    this.dialogue = requireNonNull(dialogue, "dialogue is null");
    this.limits = requireNonNull(limits, "limits is null");
    this.probe = requireNonNull(probe, "probe is null");
    this.blobs = requireNonNull(blobs, "blobs is null");
    this.voices = requireNonNull(voices, "voices is null");
    this.job = requireNonNull(job, "job is null");
  }

  @Override
  public PCollection<ReadOutcome> expand(PCollection<DubSource> sources) {
    return sources
        .apply("Plan film", ParDo.of(new ReadDubFn(dialogue, limits, probe, blobs, voices, job)))
        .setCoder(JsonCoder.of(ReadOutcome.class));
  }
}
