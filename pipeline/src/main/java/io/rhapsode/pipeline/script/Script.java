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
 * @param attempts which reading of an utterance is taken, by ordinal, from 1; of the others the
 *     first
 */
public record Script(
    String id,
    String source,
    List<Utterance> utterances,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedMap<Integer, Integer> paces,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedMap<Integer, Integer> attempts) {
  public Script {
    requireNonNull(id, "id is null");
    requireNonNull(source, "source is null");
    utterances = List.copyOf(utterances);
    paces = byOrdinal(paces, utterances.size(), source);
    attempts = byOrdinal(attempts, utterances.size(), source);
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
    this(id, source, utterances, Collections.emptySortedMap(), Collections.emptySortedMap());
  }

  private static SortedMap<Integer, Integer> byOrdinal(
      SortedMap<Integer, Integer> numbers, int utterances, String source) {
    if (numbers == null) {
      return Collections.emptySortedMap();
    }
    if (!numbers.isEmpty() && (numbers.firstKey() < 0 || numbers.lastKey() >= utterances)) {
      throw new IllegalArgumentException(
          "a pace or an attempt of %s is of no utterance".formatted(source));
    }
    return Collections.unmodifiableSortedMap(new TreeMap<>(numbers));
  }

  /**
   * How quickly an utterance is to be said, in percent of the voice's own pace, where it matters.
   */
  public Optional<Integer> paceOf(Utterance utterance) {
    return Optional.ofNullable(paces.get(utterance.ordinal()));
  }

  /** Which reading of an utterance is taken; 0 is the first. */
  public int attemptOf(Utterance utterance) {
    return attempts.getOrDefault(utterance.ordinal(), 0);
  }
}
