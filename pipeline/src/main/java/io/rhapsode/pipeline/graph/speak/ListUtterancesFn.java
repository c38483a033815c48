package io.rhapsode.pipeline.graph.speak;

import io.rhapsode.pipeline.script.Script;
import io.rhapsode.pipeline.script.ScriptReference;
import io.rhapsode.pipeline.script.UtteranceId;
import io.rhapsode.pipeline.speech.Delivery;
import io.rhapsode.pipeline.speech.SpeechContext;
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
      SpeechRequest request =
          SpeechRequest.of(
              utterance.words(),
              utterance.language(),
              order.voices().named(utterance.voice(), utterance.language()),
              Delivery.PLAIN,
              context(script, utterance),
              order.baseSeed());
      UtteranceId use = new UtteranceId(script.id(), utterance.ordinal());
      out.output(
          KV.of(
              request.address().sha256(), new SpeechTask(request, script.source(), List.of(use))));
    }
  }

  private static SpeechContext context(Script script, Utterance utterance) {
    return new SpeechContext(
        neighbour(script, utterance, utterance.ordinal() - 1),
        neighbour(script, utterance, utterance.ordinal() + 1));
  }

  /** The text beside an utterance, unless another chapter or another speaker begins there. */
  private static String neighbour(Script script, Utterance utterance, int ordinal) {
    if (ordinal < 0 || ordinal >= script.utterances().size()) {
      return "";
    }
    Utterance neighbour = script.utterances().get(ordinal);
    boolean same =
        neighbour.chapter() == utterance.chapter()
            && neighbour.speaker().equals(utterance.speaker());
    return same ? neighbour.spoken() : "";
  }
}
