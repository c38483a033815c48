package io.rhapsode.synth.registry;

import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.family.FamilyVoices;
import io.rhapsode.synth.model.DataHome;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.ModelException;
import io.rhapsode.synth.model.ModelStore;
import io.rhapsode.synth.model.PresetVoice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses a voice for each language among those that come with the installed models: of the
 * preferred model, by grade, then as the model lists them. The same models installed give the same
 * choice. Voices of users are not chosen: who allowed what is for people to say.
 */
public final class NaturalVoices {
  /** Grades as authors give them; a voice without one stands between C and D. */
  private static final List<String> GRADES =
      List.of("A+", "A", "A-", "B+", "B", "B-", "C+", "C", "C-", "", "D+", "D", "D-", "F+", "F");

  private NaturalVoices() {}

  /**
   * The best voice for each language, and after them the draft voice, which speaks all others.
   *
   * @param draft name of a voice of the engines
   * @throws UncheckedIOException when the models cannot be read
   */
  public static List<Voice> automatic(SpeechEngines engines, String draft) {
    List<Voice> voices =
        new ArrayList<>(best(engines, new ModelStore(DataHome.ofThisUser().models())));
    engines.voice(draft).ifPresent(voices::add);
    return voices;
  }

  /**
   * The best voice for each language that an installed model speaks with a voice of its own.
   *
   * @throws UncheckedIOException when the models cannot be read
   */
  static List<Voice> best(SpeechEngines engines, ModelStore models) {
    List<Voice> voices = new ArrayList<>();
    Set<String> covered = new HashSet<>();
    for (InstalledModel model : preferred(models)) {
      List<PresetVoice> presets = new ArrayList<>(model.record().voices());
      presets.sort(Comparator.comparingInt(NaturalVoices::rank));
      for (PresetVoice preset : presets) {
        String language = Locale.forLanguageTag(preset.language()).getLanguage();
        Optional<Voice> voice =
            covered.contains(language) ? Optional.empty() : voice(engines, preset, model);
        if (voice.isPresent()) {
          covered.add(language);
          voices.add(voice.get());
        }
      }
    }
    return voices;
  }

  private static Optional<Voice> voice(
      SpeechEngines engines, PresetVoice preset, InstalledModel model) {
    return engines.realisations(preset.name()).stream()
        .filter(voice -> model.id().equals(voice.parameters().get(FamilyVoices.MODEL)))
        .filter(voice -> voice.language().equals(preset.language()))
        .findFirst();
  }

  static int rank(PresetVoice preset) {
    int rank = GRADES.indexOf(preset.grade());
    return rank < 0 ? GRADES.size() : rank;
  }

  static List<InstalledModel> preferred(ModelStore models) {
    try {
      return models.models().stream()
          .filter(model -> model.record().preference() > 0)
          .sorted(
              Comparator.comparing((InstalledModel model) -> -model.record().preference())
                  .thenComparing(InstalledModel::id))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    } catch (ModelException e) {
      throw new UncheckedIOException(e.getMessage(), new IOException(e));
    }
  }
}
