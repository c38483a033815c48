package io.rhapsode.pipeline.speech;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.WeakHashMap;

/**
 * A voice that was looked up: all that decides how it sounds, and so part of the address of
 * everything it says.
 *
 * @param name what users call it, such as "en-gb"
 * @param engine id of its engine, such as "espeak-ng"
 * @param engineVersion version of the engine's code and data
 * @param fingerprint hash of the voice data, lower-case hexadecimal
 * @param language BCP 47 tag of its own language
 * @param languages BCP 47 primary languages it can speak
 * @param parameters engine settings such as speed; ordered by name
 * @param maximumCharacters longest normalised text the engine takes at once, in UTF-16 units
 * @param honours the parts of a request that its engine follows; it is never sent others
 */
public record Voice(
    String name,
    String engine,
    String engineVersion,
    String fingerprint,
    String language,
    List<String> languages,
    Map<String, String> parameters,
    int maximumCharacters,
    Set<RequestPart> honours)
    implements Serializable {
  /** Those that were read: each utterance of a long book names its own. */
  private static final Map<Voice, WeakReference<Voice>> READ = new WeakHashMap<>();

  public Voice {
    requireNonNull(name, "name is null");
    requireNonNull(engine, "engine is null");
    requireNonNull(engineVersion, "engineVersion is null");
    requireNonNull(fingerprint, "fingerprint is null");
    requireNonNull(language, "language is null");
    languages = List.copyOf(languages);
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    Set<RequestPart> parts = EnumSet.noneOf(RequestPart.class);
    parts.addAll(honours);
    honours = Collections.unmodifiableSet(parts);
    if (maximumCharacters < 1) {
      throw new IllegalArgumentException("maximum characters is below 1: " + maximumCharacters);
    }
  }

  /**
   * A voice as it was written; as long as one of equal voices is in use, all that are read are it.
   */
  @JsonCreator
  static Voice read(
      @JsonProperty("name") String name,
      @JsonProperty("engine") String engine,
      @JsonProperty("engineVersion") String engineVersion,
      @JsonProperty("fingerprint") String fingerprint,
      @JsonProperty("language") String language,
      @JsonProperty("languages") List<String> languages,
      @JsonProperty("parameters") Map<String, String> parameters,
      @JsonProperty("maximumCharacters") int maximumCharacters,
      @JsonProperty("honours") Set<RequestPart> honours) {
    Voice voice =
        new Voice(
            name,
            engine,
            engineVersion,
            fingerprint,
            language,
            languages,
            parameters,
            maximumCharacters,
            honours);
    synchronized (READ) {
      WeakReference<Voice> known = READ.get(voice);
      Voice same = known == null ? null : known.get();
      if (same != null) {
        return same;
      }
      READ.put(voice, new WeakReference<>(voice));
      return voice;
    }
  }

  /** A voice that says text as it is, with randomness that a seed decides. */
  public Voice(
      String name,
      String engine,
      String engineVersion,
      String fingerprint,
      String language,
      List<String> languages,
      Map<String, String> parameters,
      int maximumCharacters) {
    this(
        name,
        engine,
        engineVersion,
        fingerprint,
        language,
        languages,
        parameters,
        maximumCharacters,
        EnumSet.of(RequestPart.SEED));
  }
}
