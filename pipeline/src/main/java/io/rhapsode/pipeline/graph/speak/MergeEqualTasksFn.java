package io.rhapsode.pipeline.graph.speak;

import io.rhapsode.pipeline.script.UtteranceId;
import io.rhapsode.pipeline.speech.SpeechTask;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/**
 * Makes one task of all that share an address, so that nothing is spoken twice, and keys it so that
 * a batch holds texts of about the same length for the same voice and language.
 */
final class MergeEqualTasksFn
    extends DoFn<KV<String, Iterable<SpeechTask>>, KV<String, SpeechTask>> {
  private static final long serialVersionUID = 1L;
  private static final Comparator<UtteranceId> BY_PLACE =
      Comparator.comparing(UtteranceId::scriptId).thenComparingInt(UtteranceId::ordinal);

  private final int shards;

  MergeEqualTasksFn(int shards) {
    this.shards = shards;
  }

  @ProcessElement
  public void processElement(
      @Element KV<String, Iterable<SpeechTask>> equals,
      OutputReceiver<KV<String, SpeechTask>> out) {
    List<SpeechTask> tasks = new ArrayList<>();
    equals.getValue().forEach(tasks::add);
    tasks.sort(Comparator.comparing(task -> task.uses().get(0), BY_PLACE));
    List<UtteranceId> uses =
        tasks.stream().flatMap(task -> task.uses().stream()).sorted(BY_PLACE).toList();
    SpeechTask merged = tasks.get(0).withUses(uses);
    out.output(KV.of(batchKey(merged), merged));
  }

  /** Voice, language, length to the next power of two, and a share of the addresses. */
  private String batchKey(SpeechTask task) {
    int lengthBits = Integer.SIZE - Integer.numberOfLeadingZeros(task.request().text().length());
    int shard = Integer.parseInt(task.address().sha256().substring(0, 6), 16) % shards;
    return String.join(
        "|",
        task.request().voice().name(),
        task.request().language(),
        Integer.toString(lengthBits),
        Integer.toString(shard));
  }
}
