package io.rhapsode.workflows.casting;

import static java.util.Objects.requireNonNull;

import io.rhapsode.ingest.NamedVoices;
import io.rhapsode.ingest.settings.IngestSettings;
import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.cast.Sex;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.registry.CharacterVoice;
import io.rhapsode.synth.registry.CharacterVoices;
import io.rhapsode.synth.registry.SpeechEngines;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Looks the voices up that documents name in their markup. */
public final class DocumentVoices {
  private final IngestSettings settings;
  private final SpeechEngines engines;

  public DocumentVoices(IngestSettings settings, SpeechEngines engines) {
    this.settings = requireNonNull(settings, "settings is null");
    this.engines = requireNonNull(engines, "engines is null");
  }

  /**
   * The voices that there are of those that a document names, by that name. "female" and "male" are
   * names of the first voice of that sex beside the narrator.
   *
   * @param narrator reads the rest
   */
  public Map<String, List<Voice>> of(BookSource source, Voice narrator) {
    Map<String, List<Voice>> found = new TreeMap<>();
    for (String written : NamedVoices.of(source, settings)) {
      Stream.concat(Stream.of(written), Arrays.stream(written.split("\\s+")))
          .forEach(
              name -> {
                List<Voice> voices = voices(name, narrator);
                if (!voices.isEmpty()) {
                  found.put(name, voices);
                }
              });
    }
    return found;
  }

  private List<Voice> voices(String name, Voice narrator) {
    Optional<Sex> sex =
        Arrays.stream(Sex.values())
            .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(name))
            .findFirst();
    if (sex.isEmpty()) {
      return engines.realisations(name);
    }
    return new CharacterVoices(engines)
        .beside(narrator, narrator.language()).stream()
            .filter(character -> character.sex().equals(sex))
            .findFirst()
            .map(CharacterVoice::voice)
            .map(List::of)
            .orElse(List.of());
  }
}
