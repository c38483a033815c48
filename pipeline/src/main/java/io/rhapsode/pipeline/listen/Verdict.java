package io.rhapsode.pipeline.listen;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What somebody who listened to a take says of it.
 *
 * @param listener who listened and how, such as "signal/1"; another listener may judge otherwise
 * @param faults what is wrong; none when the take is good
 * @param badness how bad it is, from 0: the best of several takes is that with the least
 */
public record Verdict(String listener, List<Fault> faults, double badness, Measures measures) {
  public Verdict {
    requireNonNull(listener, "listener is null");
    requireNonNull(measures, "measures is null");
    faults = List.copyOf(faults);
    if (!(badness >= 0)) {
      throw new IllegalArgumentException("badness is not a number from 0: " + badness);
    }
  }

  public boolean good() {
    return faults.isEmpty();
  }

  /** This and what else was heard of the same take. */
  public Verdict and(List<Fault> others, double more, String otherListener) {
    return new Verdict(
        listener + "+" + otherListener,
        Stream.concat(faults.stream(), others.stream()).toList(),
        badness + more,
        measures);
  }

  /** Every fault in one line. */
  public String describe() {
    return faults.stream().map(Fault::detail).collect(Collectors.joining("; "));
  }
}
