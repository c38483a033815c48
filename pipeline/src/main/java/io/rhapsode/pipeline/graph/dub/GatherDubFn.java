package io.rhapsode.pipeline.graph.dub;

import io.rhapsode.pipeline.script.UtteranceOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/** Puts a film and the lines that were said again together. */
final class GatherDubFn extends DoFn<KV<String, CoGbkResult>, DubTakes> {
  private static final long serialVersionUID = 1L;

  static final TupleTag<FittedTakes> FITTED = new TupleTag<>("fitted") {};
  static final TupleTag<UtteranceOutcome> AGAIN = new TupleTag<>("again") {};

  @ProcessElement
  public void processElement(@Element KV<String, CoGbkResult> film, OutputReceiver<DubTakes> out) {
    List<UtteranceOutcome> again = new ArrayList<>();
    film.getValue().getAll(AGAIN).forEach(again::add);
    again.sort(Comparator.comparingInt(UtteranceOutcome::ordinal));
    out.output(new DubTakes(film.getValue().getOnly(FITTED), again));
  }
}
