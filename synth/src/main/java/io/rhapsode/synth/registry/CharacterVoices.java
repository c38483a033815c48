package io.rhapsode.synth.registry;

import io.rhapsode.pipeline.cast.Sex;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.family.FamilyVoices;
import io.rhapsode.synth.family.espeak.EspeakEngineFactory;
import io.rhapsode.synth.model.DataHome;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.ModelStore;
import io.rhapsode.synth.model.PresetVoice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The voices for the characters of a book, the most fitting first: those that come with installed
 * models, of the narrator's engine before others and of his accent before others; variants of
 * espeak-ng where there are none. The same models installed give the same list. Voices of users are
 * not among them: who allowed what is for people to say.
 */
public final class CharacterVoices {
  /** Speaker variants of espeak-ng that are understood well, the most distinct first. */
  private static final Map<Sex, List<String>> VARIANTS =
      Map.of(
          Sex.FEMALE, List.of("f2", "f5", "f3", "f1", "f4"),
          Sex.MALE, List.of("m3", "m7", "m2", "m5", "m1", "m4", "m6", "m8"));

  private final SpeechEngines engines;
  private final ModelStore models;

  public CharacterVoices(SpeechEngines engines) {
    this(engines, new ModelStore(DataHome.ofThisUser().models()));
  }

  CharacterVoices(SpeechEngines engines, ModelStore models) {
    this.engines = engines;
    this.models = models;
  }

  /**
   * Voices for characters beside a narrator, who is not among them.
   *
   * @param language BCP 47 tag of the book
   * @throws java.io.UncheckedIOException when the models cannot be read
   */
  public List<CharacterVoice> beside(Voice narrator, String language) {
    Map<String, CharacterVoice> byName = new LinkedHashMap<>();
    if (!narrator.engine().equals(EspeakEngineFactory.ID)) {
      natural(language).stream()
          .sorted(
              Comparator.comparing(
                      (CharacterVoice other) -> !other.voice().engine().equals(narrator.engine()))
                  .thenComparing(
                      other -> !other.voice().language().equalsIgnoreCase(narrator.language())))
          .forEach(other -> byName.putIfAbsent(other.voice().name(), other));
      byName.remove(narrator.name());
    }
    if (byName.isEmpty()) {
      variants(narrator, language).forEach(other -> byName.put(other.voice().name(), other));
    }
    return List.copyOf(byName.values());
  }

  private List<CharacterVoice> natural(String language) {
    String wanted = Locale.forLanguageTag(language).getLanguage();
    List<CharacterVoice> voices = new ArrayList<>();
    for (InstalledModel model : NaturalVoices.preferred(models)) {
      model.record().voices().stream()
          .filter(preset -> Locale.forLanguageTag(preset.language()).getLanguage().equals(wanted))
          .sorted(Comparator.comparingInt(NaturalVoices::rank))
          .forEach(preset -> voice(preset, model).ifPresent(voices::add));
    }
    return voices;
  }

  private Optional<CharacterVoice> voice(PresetVoice preset, InstalledModel model) {
    Optional<Sex> sex =
        preset.sex().isEmpty()
            ? Optional.empty()
            : Optional.of(Sex.valueOf(preset.sex().toUpperCase(Locale.ROOT)));
    return engines.realisations(preset.name()).stream()
        .filter(voice -> model.id().equals(voice.parameters().get(FamilyVoices.MODEL)))
        .filter(voice -> voice.language().equals(preset.language()))
        .findFirst()
        .map(voice -> new CharacterVoice(voice, sex));
  }

  private List<CharacterVoice> variants(Voice narrator, String language) {
    String base = base(narrator, language);
    List<CharacterVoice> voices = new ArrayList<>();
    int most = VARIANTS.values().stream().mapToInt(List::size).max().orElse(0);
    for (int i = 0; i < most; i++) {
      for (Sex sex : Sex.values()) {
        List<String> names = VARIANTS.get(sex);
        if (i < names.size()) {
          String name = base + "+" + names.get(i);
          if (!name.equals(narrator.name())) {
            engines
                .voice(name)
                .ifPresent(voice -> voices.add(new CharacterVoice(voice, Optional.of(sex))));
          }
        }
      }
    }
    return voices;
  }

  /** The plain voice of espeak-ng: the narrator's own, or the first of the language. */
  private String base(Voice narrator, String language) {
    if (narrator.engine().equals(EspeakEngineFactory.ID)) {
      return narrator.name().split("\\+")[0];
    }
    String primary = Locale.forLanguageTag(language).getLanguage();
    List<Voice> own =
        engines.voices().stream()
            .filter(voice -> voice.engine().equals(EspeakEngineFactory.ID))
            .filter(voice -> Locale.forLanguageTag(voice.language()).getLanguage().equals(primary))
            .toList();
    return own.stream()
        .filter(voice -> voice.language().equalsIgnoreCase(language))
        .findFirst()
        .or(() -> own.stream().findFirst())
        .map(Voice::name)
        .orElse(primary);
  }
}
