package io.rhapsode.pipeline.speech;

import java.io.Serializable;
import java.util.Collection;
import java.util.Collections;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The voices of a job, looked up once before it begins.
 *
 * @param byName every voice that a work of the job names, by its name
 */
public record JobVoices(SortedMap<String, Voice> byName) implements Serializable {
  public JobVoices {
    byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
  }

  /** Voices under their own names. */
  public static JobVoices of(Collection<Voice> voices) {
    SortedMap<String, Voice> byName = new TreeMap<>();
    voices.forEach(voice -> byName.put(voice.name(), voice));
    return new JobVoices(byName);
  }

  /** The voice of a name, or empty when the job has none. */
  public Optional<Voice> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * The voice of a name that a plan holds.
   *
   * @throws NoSuchElementException when the job has no such voice, which is a fault of the program:
   *     whoever starts a job looks all voices up first
   */
  public Voice named(String name) {
    return find(name)
        .orElseThrow(() -> new NoSuchElementException("the job has no voice '" + name + "'"));
  }
}
