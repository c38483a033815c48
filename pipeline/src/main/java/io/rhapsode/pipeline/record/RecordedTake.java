package io.rhapsode.pipeline.record;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.listen.Fault;
import io.rhapsode.pipeline.store.TakeAddress;
import io.rhapsode.pipeline.store.TakeReference;
import java.util.List;
import java.util.Optional;

/**
 * What is heard for an utterance.
 *
 * @param place where it stands in its work
 * @param request address of what was asked of the voice; the take may be that of another attempt or
 *     pace, when the first did not do
 * @param take what is heard; absent when it could not be spoken
 * @param faults what is wrong with the take, as far as anybody listened
 */
public record RecordedTake(
    Place place, TakeAddress request, Optional<TakeReference> take, List<Fault> faults) {
  public RecordedTake {
    requireNonNull(place, "place is null");
    requireNonNull(request, "request is null");
    requireNonNull(take, "take is null");
    faults = List.copyOf(faults);
  }
}
