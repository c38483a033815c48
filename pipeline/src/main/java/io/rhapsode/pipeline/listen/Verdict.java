package io.rhapsode.pipeline.listen;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What somebody who listened to a take says of it.
 *
 * @param listener who listened and how, such as "signal/1"; another listener may judge otherwise
 * @param faults what is wrong; none when the take is good
 * @param badness how bad it is, from 0: the best of several takes is that with the least
 * @param voice who speaks in it; absent where nobody listened for that, or it is too short
 */
public record Verdict(
    String listener,
    List<Fault> faults,
    double badness,
    Measures measures,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<VoicePrint> voice) {
  public Verdict {
    requireNonNull(voice, "voice is null");
    requireNonNull(listener, "listener is null");
    requireNonNull(measures, "measures is null");
    faults = List.copyOf(faults);
    if (!(badness >= 0)) {
      throw new IllegalArgumentException("badness is not a number from 0: " + badness);
    }
  }

  /** Of somebody who did not listen for who speaks. */
  public Verdict(String listener, List<Fault> faults, double badness, Measures measures) {
    this(listener, faults, badness, measures, Optional.empty());
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
        measures,
        voice);
  }

  /** This and who speaks in the take. */
  public Verdict and(Optional<VoicePrint> print, String otherListener) {
    return new Verdict(listener + "+" + otherListener, faults, badness, measures, print);
  }

  /** Every fault in one line. */
  public String describe() {
    return faults.stream().map(Fault::detail).collect(Collectors.joining("; "));
  }
}
