package io.rhapsode.pipeline.graph.speak;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.coder.JsonCoder;
import io.rhapsode.pipeline.script.ScriptReference;
import io.rhapsode.pipeline.script.UtteranceOutcome;
import io.rhapsode.pipeline.speech.SpeechOutcome;
import io.rhapsode.pipeline.speech.SpeechTask;
import io.rhapsode.pipeline.store.BlobStore;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.GroupIntoBatches;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Speaks scripts, whatever they were read from and whatever is made of them:
 *
 * <pre>
 * scripts -> utterances -> one task per content address -> batches -> speak -> outcomes by script
 * </pre>
 *
 * <p>Gives one outcome for each utterance of each script, under the script's id. Utterances that
 * sound the same are spoken once, whatever scripts they are in. The order of elements decides
 * nothing.
 */
public final class SpeakScripts
    extends PTransform<PCollection<ScriptReference>, PCollection<KV<String, UtteranceOutcome>>> {
  private static final long serialVersionUID = 1L;

  private final transient PTransform<
          PCollection<KV<String, Iterable<SpeechTask>>>, PCollection<SpeechOutcome>>
      speak;
  private final BlobStore blobs;
  private final SpeakingOrder order;

  /**
   * @param speak makes the takes of each batch; no outcome may be missing
   * @param blobs where the plans of the scripts are
   */
  public SpeakScripts(
      PTransform<PCollection<KV<String, Iterable<SpeechTask>>>, PCollection<SpeechOutcome>> speak,
      BlobStore blobs,
      SpeakingOrder order) {
    this.speak = requireNonNull(speak, "speak is null");
    this.blobs = requireNonNull(blobs, "blobs is null");
    this.order = requireNonNull(order, "order is null");
  }

  @Override
  public PCollection<KV<String, UtteranceOutcome>> expand(PCollection<ScriptReference> scripts) {
    return scripts
        .apply("List utterances", ParDo.of(new ListUtterancesFn(blobs, order)))
        .setCoder(keyed(SpeechTask.class))
        .apply("Group by address", GroupByKey.create())
        .apply("Merge equal tasks", ParDo.of(new MergeEqualTasksFn(order.shards())))
        .setCoder(keyed(SpeechTask.class))
        // Runners bundle as they like, from one element to all of them: batches are made here.
        .apply("Batch", GroupIntoBatches.ofSize(order.batchSize()))
        .apply("Synthesise", speak)
        .setCoder(JsonCoder.of(SpeechOutcome.class))
        .apply("Return to scripts", ParDo.of(new ReturnToScriptsFn()))
        .setCoder(keyed(UtteranceOutcome.class));
  }

  public static <T> Coder<KV<String, T>> keyed(Class<T> type) {
    return KvCoder.of(StringUtf8Coder.of(), JsonCoder.of(type));
  }
}
