package io.rhapsode.pipeline.graph;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.report.BookReport;
import io.rhapsode.pipeline.script.ReadOutcome;
import io.rhapsode.pipeline.speech.SpeechOutcome;
import io.rhapsode.pipeline.speech.SpeechTask;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * The three exchangeable steps of a narration. The graph owns their order, the grouping between
 * them and the failure plumbing; a step owns how its work is done. No step may throw for bad input:
 * what cannot be done is an outcome.
 *
 * @param read plans each document, and keeps the plan in the blob store
 * @param speak makes the takes of each batch; batches share voice and language, and are small
 * @param assemble makes the files of each book and its report
 */
public record NarrationStages(
    PTransform<PCollection<BookSource>, PCollection<ReadOutcome>> read,
    PTransform<PCollection<KV<String, Iterable<SpeechTask>>>, PCollection<SpeechOutcome>> speak,
    PTransform<PCollection<WorkTakes>, PCollection<BookReport>> assemble) {
  public NarrationStages {
    requireNonNull(read, "read is null");
    requireNonNull(speak, "speak is null");
    requireNonNull(assemble, "assemble is null");
  }
}
