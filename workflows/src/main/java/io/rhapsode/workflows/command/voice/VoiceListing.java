package io.rhapsode.workflows.command.voice;

import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.family.FamilyVoices;
import io.rhapsode.synth.model.ModelDescription;
import io.rhapsode.synth.model.PresetVoice;
import io.rhapsode.workflows.command.model.ObtainableModels;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A voice that is here or could be had, as the list shows it. Texts are empty where nothing is
 * known.
 *
 * @param language BCP 47 tag
 * @param languages BCP 47 primary tags it speaks
 * @param engine the engine, which is the family of its models
 * @param model the model it comes with or speaks with
 * @param size of the model
 * @param state "installed", or the command that gets it
 */
record VoiceListing(
    String name,
    String language,
    List<String> languages,
    String engine,
    String model,
    String sex,
    String grade,
    String licence,
    String size,
    String state,
    String description) {
  private static final double BYTES_PER_MEGABYTE = 1e6;

  /** Voices that speak here; facts of presets are the catalogue's. */
  static List<VoiceListing> installed(List<Voice> voices) {
    List<ModelDescription> catalogue = ObtainableModels.preferred();
    return voices.stream().map(voice -> installed(voice, catalogue)).toList();
  }

  private static VoiceListing installed(Voice voice, List<ModelDescription> catalogue) {
    String model = voice.parameters().getOrDefault(FamilyVoices.MODEL, "");
    for (ModelDescription description : catalogue) {
      for (PresetVoice preset : description.voices()) {
        if (description.id().equals(model) && preset.name().equals(voice.name())) {
          return of(description, preset, voice.languages(), "installed");
        }
      }
    }
    return new VoiceListing(
        voice.name(),
        voice.language(),
        voice.languages(),
        voice.engine(),
        model,
        "",
        "",
        "",
        "",
        "installed",
        "");
  }

  /** Whether a model speaks it; the draft voices need none. */
  boolean isNatural() {
    return !model.isEmpty();
  }

  /** The voices of models that are not installed. */
  static List<VoiceListing> obtainable(List<Voice> installed) {
    Set<String> here = new HashSet<>();
    installed.forEach(
        voice ->
            here.add(voice.parameters().getOrDefault(FamilyVoices.MODEL, "") + " " + voice.name()));
    List<VoiceListing> voices = new ArrayList<>();
    for (ModelDescription model : ObtainableModels.preferred()) {
      for (PresetVoice preset : model.voices()) {
        String language = Locale.forLanguageTag(preset.language()).getLanguage();
        if (model.languages().contains(language)
            && !here.contains(model.id() + " " + preset.name())) {
          voices.add(of(model, preset, List.of(language), "models pull " + model.id()));
        }
      }
    }
    return voices;
  }

  private static VoiceListing of(
      ModelDescription model, PresetVoice preset, List<String> languages, String state) {
    OptionalLong bytes = model.bytes();
    return new VoiceListing(
        preset.name(),
        preset.language(),
        languages,
        model.family(),
        model.id(),
        preset.sex(),
        preset.grade(),
        preset.licence().isEmpty() ? model.licence().id() : preset.licence(),
        bytes.isPresent() ? "%,.0f MB".formatted(bytes.getAsLong() / BYTES_PER_MEGABYTE) : "?",
        state,
        preset.description());
  }
}
