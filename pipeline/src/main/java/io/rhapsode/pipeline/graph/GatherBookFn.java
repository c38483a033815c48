package io.rhapsode.pipeline.graph;

import io.rhapsode.pipeline.failure.Failure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/** Puts a plan and the outcomes of its utterances together. */
final class GatherBookFn extends DoFn<KV<String, CoGbkResult>, BookTakes> {
  private static final long serialVersionUID = 1L;

  static final TupleTag<NamedPlan> PLANS = new TupleTag<>("plans") {};
  static final TupleTag<UtteranceOutcome> OUTCOMES = new TupleTag<>("outcomes") {};

  @ProcessElement
  public void processElement(@Element KV<String, CoGbkResult> book, OutputReceiver<BookTakes> out) {
    List<UtteranceOutcome> outcomes = new ArrayList<>();
    book.getValue().getAll(OUTCOMES).forEach(outcomes::add);
    out.output(gather(book.getValue().getOnly(PLANS), outcomes));
  }

  static BookTakes gather(NamedPlan named, List<UtteranceOutcome> outcomes) {
    outcomes.sort(Comparator.comparingInt(UtteranceOutcome::ordinal));
    List<UtteranceTake> takes = new ArrayList<>();
    List<UtteranceFailure> failures = new ArrayList<>();
    for (UtteranceOutcome outcome : outcomes) {
      outcome.take().ifPresent(take -> takes.add(new UtteranceTake(outcome.ordinal(), take)));
      outcome
          .failure()
          .map(failure -> withSource(failure, named.plan().source()))
          .ifPresent(failure -> failures.add(new UtteranceFailure(outcome.ordinal(), failure)));
    }
    int made = (int) outcomes.stream().filter(UtteranceOutcome::made).count();
    return new BookTakes(
        named.plan(),
        named.outputName(),
        takes,
        failures,
        made,
        takes.size() - made,
        outcomes.stream().mapToLong(UtteranceOutcome::synthesisNanos).sum());
  }

  /** A failed take may serve several books; each is told about its own document. */
  private static Failure withSource(Failure failure, String source) {
    return new Failure(
        failure.code(),
        failure.stage(),
        source,
        Optional.empty(),
        failure.message(),
        failure.details());
  }
}
