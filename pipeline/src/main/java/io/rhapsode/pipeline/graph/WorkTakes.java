package io.rhapsode.pipeline.graph;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.script.PlanReference;
import io.rhapsode.pipeline.script.UtteranceOutcome;
import java.util.List;
import java.util.stream.Stream;

/**
 * A book with all its utterances spoken or failed: ready to be assembled.
 *
 * @param outputName name of the book's folder and files, safe on every file system
 * @param outcomes one for each utterance of the plan, in their order
 */
public record WorkTakes(PlanReference plan, String outputName, List<UtteranceOutcome> outcomes) {
  public WorkTakes {
    requireNonNull(plan, "plan is null");
    requireNonNull(outputName, "outputName is null");
    outcomes = List.copyOf(outcomes);
    if (outcomes.size() != plan.utterances()) {
      throw new IllegalArgumentException(
          "%d outcomes for %d utterances of %s"
              .formatted(outcomes.size(), plan.utterances(), plan.source()));
    }
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i).ordinal() != i) {
        throw new IllegalArgumentException(
            "outcome %d of %s is of utterance %d"
                .formatted(i, plan.source(), outcomes.get(i).ordinal()));
      }
    }
  }

  /** The utterances that have a take, in order. */
  public List<UtteranceOutcome.Spoken> takes() {
    return of(UtteranceOutcome.Spoken.class);
  }

  /** The utterances that have none, in order. */
  public List<UtteranceOutcome.Unspoken> failures() {
    return of(UtteranceOutcome.Unspoken.class);
  }

  /** What could not be read of this book, then what could not be spoken, each with its place. */
  public List<Failure> failuresIn(BookPlan book) {
    Stream<Failure> unspoken =
        failures().stream()
            .map(row -> row.failure().at(book.utterances().get(row.ordinal()).locator()));
    return Stream.concat(book.losses().stream(), unspoken).toList();
  }

  /** How many takes were synthesised in this job. */
  public int made() {
    return (int) takes().stream().filter(UtteranceOutcome.Spoken::made).count();
  }

  /** How many utterances were served without synthesis. */
  public int reused() {
    return takes().size() - made();
  }

  /** Time spent making takes, in nanoseconds, added up over all workers. */
  public long synthesisNanos() {
    return takes().stream().mapToLong(UtteranceOutcome.Spoken::synthesisNanos).sum();
  }

  private <T extends UtteranceOutcome> List<T> of(Class<T> type) {
    return outcomes.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
