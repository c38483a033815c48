package io.rhapsode.pipeline.graph;

import io.rhapsode.pipeline.script.UtteranceOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/** Puts a plan and the outcomes of its utterances together. */
final class GatherWorkFn extends DoFn<KV<String, CoGbkResult>, WorkTakes> {
  private static final long serialVersionUID = 1L;

  static final TupleTag<NamedPlan> PLANS = new TupleTag<>("plans") {};
  static final TupleTag<UtteranceOutcome> OUTCOMES = new TupleTag<>("outcomes") {};

  @ProcessElement
  public void processElement(@Element KV<String, CoGbkResult> work, OutputReceiver<WorkTakes> out) {
    NamedPlan named = work.getValue().getOnly(PLANS);
    List<UtteranceOutcome> outcomes = new ArrayList<>();
    for (UtteranceOutcome outcome : work.getValue().getAll(OUTCOMES)) {
      outcomes.add(ofSource(outcome, named.plan().source()));
    }
    outcomes.sort(Comparator.comparingInt(UtteranceOutcome::ordinal));
    out.output(new WorkTakes(named.plan(), named.outputName(), outcomes));
  }

  /** A failed take may serve several works; each is told about its own document. */
  private static UtteranceOutcome ofSource(UtteranceOutcome outcome, String source) {
    if (!(outcome instanceof UtteranceOutcome.Unspoken unspoken)) {
      return outcome;
    }
    return new UtteranceOutcome.Unspoken(outcome.ordinal(), unspoken.failure().inSource(source));
  }
}
