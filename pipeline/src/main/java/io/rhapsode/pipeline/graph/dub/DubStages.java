package io.rhapsode.pipeline.graph.dub;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.dub.DubSource;
import io.rhapsode.pipeline.graph.NarrationStages;
import io.rhapsode.pipeline.graph.WorkTakes;
import io.rhapsode.pipeline.report.dub.DubReport;
import io.rhapsode.pipeline.script.ReadOutcome;
import io.rhapsode.pipeline.speech.SpeechOutcome;
import io.rhapsode.pipeline.speech.SpeechTask;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * The exchangeable steps of a dub, as {@link NarrationStages} are those of a narration. No step may
 * throw for bad input: what cannot be done is an outcome.
 *
 * @param read plans each film from its subtitles, and keeps the plan in the blob store
 * @param speak makes the takes of each batch; batches share voice and language, and are small
 * @param fit finds the lines that are to be said at another pace, and keeps them in the blob store
 * @param assemble makes the files of each film and its report
 */
public record DubStages(
    PTransform<PCollection<DubSource>, PCollection<ReadOutcome>> read,
    PTransform<PCollection<KV<String, Iterable<SpeechTask>>>, PCollection<SpeechOutcome>> speak,
    PTransform<PCollection<WorkTakes>, PCollection<FittedTakes>> fit,
    PTransform<PCollection<DubTakes>, PCollection<DubReport>> assemble) {
  public DubStages {
    requireNonNull(read, "read is null");
    requireNonNull(speak, "speak is null");
    requireNonNull(fit, "fit is null");
    requireNonNull(assemble, "assemble is null");
  }
}
