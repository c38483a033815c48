package io.rhapsode.pipeline.graph.speak;

import io.rhapsode.pipeline.script.UtteranceId;
import io.rhapsode.pipeline.script.UtteranceOutcome;
import io.rhapsode.pipeline.speech.SpeechOutcome;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Gives each utterance that shares a take its outcome; the first of them counts as made. */
final class ReturnToScriptsFn extends DoFn<SpeechOutcome, KV<String, UtteranceOutcome>> {
  private static final long serialVersionUID = 1L;

  @ProcessElement
  public void processElement(
      @Element SpeechOutcome outcome, OutputReceiver<KV<String, UtteranceOutcome>> out) {
    boolean first = true;
    for (UtteranceId use : outcome.uses()) {
      out.output(KV.of(use.scriptId(), outcomeOf(use.ordinal(), outcome, first)));
      first = false;
    }
  }

  private static UtteranceOutcome outcomeOf(int ordinal, SpeechOutcome outcome, boolean first) {
    if (outcome instanceof SpeechOutcome.Spoken spoken) {
      boolean made = first && !spoken.reused();
      long nanos = made ? spoken.synthesisNanos() : 0;
      return new UtteranceOutcome.Spoken(ordinal, spoken.take(), made, nanos, spoken.listened());
    }
    return new UtteranceOutcome.Unspoken(ordinal, ((SpeechOutcome.Unspoken) outcome).failure());
  }
}
