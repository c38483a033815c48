package io.rhapsode.pipeline.graph;

import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.book.PlanReference;
import io.rhapsode.pipeline.speech.SpeechRequest;
import io.rhapsode.pipeline.speech.SpeechTask;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.store.BlobStore;
import io.rhapsode.pipeline.text.Utterance;
import io.rhapsode.pipeline.text.UtteranceId;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Turns a plan into one task an utterance, each under its content address. */
final class ListUtterancesFn extends DoFn<PlanReference, KV<String, SpeechTask>> {
  private static final long serialVersionUID = 1L;

  private final BlobStore blobs;
  private final SpeakingOrder order;

  ListUtterancesFn(BlobStore blobs, SpeakingOrder order) {
    this.blobs = blobs;
    this.order = order;
  }

  @ProcessElement
  public void processElement(
      @Element PlanReference reference, OutputReceiver<KV<String, SpeechTask>> out)
      throws IOException {
    BookPlan plan = blobs.getJson(reference.blob(), BookPlan.class);
    for (Utterance utterance : plan.utterances()) {
      SpeechRequest request =
          SpeechRequest.of(
              utterance.spoken(),
              utterance.language(),
              voice(utterance.voice(), reference),
              order.baseSeed());
      UtteranceId use = new UtteranceId(reference.bookId(), utterance.ordinal());
      out.output(
          KV.of(
              request.address().sha256(),
              new SpeechTask(request, reference.source(), List.of(use))));
    }
  }

  private Voice voice(String name, PlanReference reference) {
    Voice voice = order.voices().get(name);
    if (voice == null) {
      // Whoever starts a job looks every voice up first, so this is a fault of the program.
      throw new IllegalStateException(
          "the job has no voice '%s', named by the plan of %s".formatted(name, reference.source()));
    }
    return voice;
  }
}
