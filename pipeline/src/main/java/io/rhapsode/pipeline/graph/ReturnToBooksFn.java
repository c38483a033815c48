package io.rhapsode.pipeline.graph;

import io.rhapsode.pipeline.speech.SpeechOutcome;
import io.rhapsode.pipeline.text.UtteranceId;
import java.util.Optional;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Gives each utterance that shares a take its outcome; the first of them counts as made. */
final class ReturnToBooksFn extends DoFn<SpeechOutcome, KV<String, UtteranceOutcome>> {
  private static final long serialVersionUID = 1L;

  @ProcessElement
  public void processElement(
      @Element SpeechOutcome outcome, OutputReceiver<KV<String, UtteranceOutcome>> out) {
    boolean first = true;
    for (UtteranceId use : outcome.uses()) {
      out.output(KV.of(use.bookId(), outcomeOf(use, outcome, first)));
      first = false;
    }
  }

  private static UtteranceOutcome outcomeOf(UtteranceId use, SpeechOutcome outcome, boolean first) {
    if (outcome instanceof SpeechOutcome.Spoken spoken) {
      return new UtteranceOutcome(
          use.ordinal(),
          Optional.of(spoken.take()),
          Optional.empty(),
          first && !spoken.reused(),
          first ? spoken.synthesisNanos() : 0);
    }
    SpeechOutcome.Unspoken unspoken = (SpeechOutcome.Unspoken) outcome;
    return new UtteranceOutcome(
        use.ordinal(), Optional.empty(), Optional.of(unspoken.failure()), false, 0);
  }
}
