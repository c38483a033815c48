package io.rhapsode.pipeline.graph;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.book.BookPlan;
import io.rhapsode.pipeline.book.PlanReference;
import io.rhapsode.pipeline.failure.Failure;
import java.util.List;
import java.util.stream.Stream;

/**
 * A book with all its utterances spoken or failed: ready to be assembled. Together the two lists
 * name every utterance of the plan once, each in order of ordinal.
 *
 * @param outputName name of the book's folder and files, safe on every file system
 * @param made how many takes were synthesised in this job
 * @param reused how many utterances were served without synthesis
 * @param synthesisNanos time spent making takes, in nanoseconds, added up over all workers
 */
public record BookTakes(
    PlanReference plan,
    String outputName,
    List<UtteranceTake> takes,
    List<UtteranceFailure> failures,
    int made,
    int reused,
    long synthesisNanos) {
  public BookTakes {
    requireNonNull(plan, "plan is null");
    requireNonNull(outputName, "outputName is null");
    takes = List.copyOf(takes);
    failures = List.copyOf(failures);
    if (takes.size() + failures.size() != plan.utterances()) {
      throw new IllegalArgumentException(
          "%d takes and %d failures for %d utterances of %s"
              .formatted(takes.size(), failures.size(), plan.utterances(), plan.source()));
    }
  }

  /** What could not be read of this book, then what could not be spoken, each with its place. */
  public List<Failure> failuresIn(BookPlan book) {
    Stream<Failure> unspoken =
        failures.stream()
            .map(row -> row.failure().at(book.utterances().get(row.ordinal()).locator()));
    return Stream.concat(book.losses().stream(), unspoken).toList();
  }
}
