package io.rhapsode.pipeline.graph.dub;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.script.UtteranceOutcome;
import java.util.List;
import java.util.stream.Stream;

/**
 * A film with all its lines spoken or failed: ready to be assembled.
 *
 * @param fitted the lines at the voices' own pace
 * @param again one outcome for each line that was said at another pace, in their order
 */
public record DubTakes(FittedTakes fitted, List<UtteranceOutcome> again) {
  public DubTakes {
    requireNonNull(fitted, "fitted is null");
    again = List.copyOf(again);
  }

  /** How many takes were synthesised in this job. */
  public int made() {
    return fitted.natural().made() + (int) spokenAgain().filter(take -> take.made()).count();
  }

  /** How many lines were served without synthesis. */
  public int reused() {
    return fitted.natural().reused() + (int) spokenAgain().filter(take -> !take.made()).count();
  }

  /** Time spent making takes, in nanoseconds, added up over all workers. */
  public long synthesisNanos() {
    return fitted.natural().synthesisNanos()
        + spokenAgain().mapToLong(UtteranceOutcome.Spoken::synthesisNanos).sum();
  }

  private Stream<UtteranceOutcome.Spoken> spokenAgain() {
    return again.stream()
        .filter(UtteranceOutcome.Spoken.class::isInstance)
        .map(UtteranceOutcome.Spoken.class::cast);
  }
}
