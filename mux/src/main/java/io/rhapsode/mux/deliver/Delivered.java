package io.rhapsode.mux.deliver;

import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.report.audio.DeliveryReport;
import java.util.List;
import java.util.stream.Stream;

/**
 * What there is to say of things that were made.
 *
 * @param audio of audio files, what they are and measure; one for each profile
 * @param warnings what a user ought to know
 * @param failures what is not as it has to be
 */
public record Delivered(List<DeliveryReport> audio, List<String> warnings, List<Failure> failures) {
  static final Delivered NOTHING_TO_SAY = new Delivered(List.of(), List.of(), List.of());

  public Delivered {
    audio = List.copyOf(audio);
    warnings = List.copyOf(warnings);
    failures = List.copyOf(failures);
  }

  Delivered and(Delivered other) {
    return new Delivered(
        joined(audio, other.audio),
        joined(warnings, other.warnings),
        joined(failures, other.failures));
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
