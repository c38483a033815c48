package io.rhapsode.pipeline.graph.speak;

import io.rhapsode.pipeline.script.Script;
import io.rhapsode.pipeline.script.ScriptReference;
import io.rhapsode.pipeline.script.UtteranceId;
import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.pipeline.speech.SpeechTask;
import io.rhapsode.pipeline.store.BlobStore;
import io.rhapsode.pipeline.text.Utterance;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Turns a script into one task an utterance, each under its content address. */
final class ListUtterancesFn extends DoFn<ScriptReference, KV<String, SpeechTask>> {
  private static final long serialVersionUID = 1L;

  private final BlobStore blobs;
  private final SpeakingOrder order;

  ListUtterancesFn(BlobStore blobs, SpeakingOrder order) {
    this.blobs = blobs;
    this.order = order;
  }

  @ProcessElement
  public void processElement(
      @Element ScriptReference reference, OutputReceiver<KV<String, SpeechTask>> out)
      throws IOException {
    Script script = reference.read(blobs);
    for (Utterance utterance : script.utterances()) {
      SpeechRequest request = order.request(script, utterance);
      UtteranceId use = new UtteranceId(script.id(), utterance.ordinal());
      out.output(
          KV.of(
              request.address().sha256(), new SpeechTask(request, script.source(), List.of(use))));
    }
  }
}
