package io.rhapsode.synth;

import io.rhapsode.pipeline.listen.Listened;
import io.rhapsode.pipeline.speech.SpeechOutcome;
import java.io.Serializable;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;

/** What a runner shows of listening: takes heard, refused and flagged. */
final class ListeningCounters implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String NAMESPACE = "listen";

  private final Counter heard = Metrics.counter(NAMESPACE, "takes-heard");
  private final Counter refused = Metrics.counter(NAMESPACE, "takes-refused");
  private final Counter flagged = Metrics.counter(NAMESPACE, "takes-flagged");

  void count(SpeechOutcome outcome) {
    if (outcome instanceof SpeechOutcome.Spoken spoken && spoken.listened().isPresent()) {
      Listened listened = spoken.listened().get();
      heard.inc();
      refused.inc(spoken.reused() ? 0 : listened.refused());
      flagged.inc(listened.verdict().good() ? 0 : 1);
    }
  }
}
