package io.rhapsode.ingest.dub;

import io.rhapsode.ingest.settings.DialogueSettings;
import io.rhapsode.ingest.subtitle.SubtitleLimits;
import io.rhapsode.pipeline.dub.DubSource;
import io.rhapsode.pipeline.dub.FilmProbe;
import io.rhapsode.pipeline.progress.JobAddress;
import io.rhapsode.pipeline.script.ReadOutcome;
import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.pipeline.store.BlobStore;
import org.apache.beam.sdk.transforms.DoFn;

/** Hands films to the planner. */
final class ReadDubFn extends DoFn<DubSource, ReadOutcome> {
  private static final long serialVersionUID = 1L;

  private final DialogueSettings dialogue;
  private final SubtitleLimits limits;
  private final FilmProbe probe;
  private final BlobStore blobs;
  private final JobVoices voices;
  private final JobAddress job;

  ReadDubFn(
      DialogueSettings dialogue,
      SubtitleLimits limits,
      FilmProbe probe,
      BlobStore blobs,
      JobVoices voices,
      JobAddress job) {
    this.dialogue = dialogue;
    this.limits = limits;
    this.probe = probe;
    this.blobs = blobs;
    this.voices = voices;
    this.job = job;
  }

  @ProcessElement
  public void processElement(@Element DubSource source, OutputReceiver<ReadOutcome> out) {
    DubDesk desk = new DubDesk(new DubPlanner(limits, dialogue, voices), probe, blobs);
    out.output(desk.read(source, job.progress()));
  }
}
