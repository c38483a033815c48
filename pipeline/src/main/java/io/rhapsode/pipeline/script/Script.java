package io.rhapsode.pipeline.script;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rhapsode.pipeline.speech.Delivery;
import io.rhapsode.pipeline.text.Utterance;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is spoken for one work: a book, or the dialogue of a film.
 *
 * @param id the work
 * @param source path of the document or film
 * @param utterances in order; each has its place in the list as its ordinal
 * @param deliveries how utterances are to be said, by ordinal; the others are said plainly
 */
public record Script(
    String id,
    String source,
    List<Utterance> utterances,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedMap<Integer, Delivery> deliveries) {
  public Script {
    requireNonNull(id, "id is null");
    requireNonNull(source, "source is null");
    utterances = List.copyOf(utterances);
    deliveries =
        deliveries == null
            ? Collections.emptySortedMap()
            : Collections.unmodifiableSortedMap(new TreeMap<>(deliveries));
    if (!deliveries.isEmpty()
        && (deliveries.firstKey() < 0 || deliveries.lastKey() >= utterances.size())) {
      throw new IllegalArgumentException("a delivery of %s is of no utterance".formatted(source));
    }
    for (int i = 0; i < utterances.size(); i++) {
      if (utterances.get(i).ordinal() != i) {
        throw new IllegalArgumentException(
            "utterance %d of %s has the ordinal %d"
                .formatted(i, source, utterances.get(i).ordinal()));
      }
    }
  }

  /** A script that is said plainly. */
  public Script(String id, String source, List<Utterance> utterances) {
    this(id, source, utterances, Collections.emptySortedMap());
  }

  /** How an utterance is to be said. */
  public Delivery deliveryOf(Utterance utterance) {
    return deliveries.getOrDefault(utterance.ordinal(), Delivery.PLAIN);
  }
}
