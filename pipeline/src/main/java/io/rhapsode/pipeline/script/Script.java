package io.rhapsode.pipeline.script;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rhapsode.pipeline.text.Utterance;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is spoken for one work: a book, or the dialogue of a film.
 *
 * @param id the work
 * @param source path of the document or film
 * @param utterances in order; each has its place in the list as its ordinal
 * @param paces how quickly utterances are to be said, by ordinal, in percent of the voice's own
 *     pace; the others are said as the voice does by itself
 */
public record Script(
    String id,
    String source,
    List<Utterance> utterances,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedMap<Integer, Integer> paces) {
  public Script {
    requireNonNull(id, "id is null");
    requireNonNull(source, "source is null");
    utterances = List.copyOf(utterances);
    paces =
        paces == null
            ? Collections.emptySortedMap()
            : Collections.unmodifiableSortedMap(new TreeMap<>(paces));
    if (!paces.isEmpty() && (paces.firstKey() < 0 || paces.lastKey() >= utterances.size())) {
      throw new IllegalArgumentException("a pace of %s is of no utterance".formatted(source));
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

  /**
   * How quickly an utterance is to be said, in percent of the voice's own pace, where it matters.
   */
  public Optional<Integer> paceOf(Utterance utterance) {
    return Optional.ofNullable(paces.get(utterance.ordinal()));
  }
}
