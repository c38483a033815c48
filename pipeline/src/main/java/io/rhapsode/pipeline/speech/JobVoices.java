package io.rhapsode.pipeline.speech;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The voices of a job, looked up once before it begins. One name may be several voices, each of
 * other languages.
 *
 * @param byName every voice that a work of the job names, by that name; the first that speaks a
 *     language is the one for it
 * @param remedies how a voice of an engine is made to speak a language that it does not, by engine
 *     and BCP 47 primary tag with a space between
 */
public record JobVoices(SortedMap<String, List<Voice>> byName, SortedMap<String, String> remedies)
    implements Serializable {
  /** The name that stands for the best voice there is for each language. */
  public static final String AUTO = "auto";

  private static final String ENGLISH = "en";

  public JobVoices {
    SortedMap<String, List<Voice>> copy = new TreeMap<>();
    byName.forEach((name, voices) -> copy.put(name, List.copyOf(voices)));
    byName = Collections.unmodifiableSortedMap(copy);
    remedies = Collections.unmodifiableSortedMap(new TreeMap<>(remedies));
  }

  /** Voices under their own names. */
  public static JobVoices of(Collection<Voice> voices) {
    SortedMap<String, List<Voice>> byName = new TreeMap<>();
    voices.forEach(
        voice -> byName.computeIfAbsent(voice.name(), name -> new ArrayList<>()).add(voice));
    return new JobVoices(byName, new TreeMap<>());
  }

  /** Every voice once, in order of name. */
  public List<Voice> all() {
    return byName.values().stream().flatMap(List::stream).distinct().toList();
  }

  /** The voice of a name in its own language, or empty when the job has none. */
  public Optional<Voice> find(String name) {
    List<Voice> voices = byName.getOrDefault(name, List.of());
    Optional<Voice> usual =
        name.equals(AUTO) ? speaking(AUTO, ENGLISH) : voices.stream().findFirst();
    return usual.or(() -> voices.stream().findFirst());
  }

  /** The voice of a name that speaks a language, or empty when none of them does. */
  public Optional<Voice> speaking(String name, String language) {
    List<Voice> voices = byName.getOrDefault(name, List.of());
    return voices.stream()
        .filter(voice -> voice.language().equalsIgnoreCase(language))
        .findFirst()
        .or(() -> voices.stream().filter(voice -> speaks(voice, language)).findFirst());
  }

  /**
   * The voice of a name and a language that a plan holds.
   *
   * @throws NoSuchElementException when the job has no such voice, which is a fault of the program:
   *     whoever starts a job looks all voices up first
   */
  public Voice named(String name, String language) {
    return speaking(name, language)
        .or(() -> find(name))
        .orElseThrow(() -> new NoSuchElementException("the job has no voice '" + name + "'"));
  }

  /** What a user can do so that voices of an engine speak a language; empty if nothing is known. */
  public Optional<String> remedy(String engine, String language) {
    return Optional.ofNullable(remedies.get(remedyKey(engine, language)));
  }

  /** Key of {@link #remedies}. */
  public static String remedyKey(String engine, String language) {
    return engine + " " + primary(language);
  }

  private static boolean speaks(Voice voice, String language) {
    String wanted = primary(language);
    return primary(voice.language()).equals(wanted)
        || voice.languages().stream().anyMatch(spoken -> primary(spoken).equals(wanted));
  }

  private static String primary(String tag) {
    return Locale.forLanguageTag(tag).getLanguage();
  }
}
