package io.rhapsode.synth.family;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.store.Sha256;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.ModelException;
import io.rhapsode.synth.model.ModelStore;
import io.rhapsode.synth.model.PresetVoice;
import io.rhapsode.synth.voice.VoiceException;
import io.rhapsode.synth.voice.VoiceFolder;
import io.rhapsode.synth.voice.VoiceHeader;
import io.rhapsode.synth.voice.VoiceProfile;
import io.rhapsode.synth.voice.VoiceProfileFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which model speaks with which voice. May be used by several threads. */
final class VoiceRealisations {
  private static final String PRECISION = "precision";

  private final String family;
  private final VoiceRules rules;
  private final ModelStore models;
  private final VoiceFolder profiles;
  private final WeightPrecision precision;

  /** A voice in a model. */
  record Realisation(
      Voice voice,
      InstalledModel model,
      Optional<VoiceHeader> profile,
      Optional<PresetVoice> preset) {}

  VoiceRealisations(
      String family,
      VoiceRules rules,
      ModelStore models,
      VoiceFolder profiles,
      WeightPrecision precision) {
    this.family = family;
    this.rules = rules;
    this.models = requireNonNull(models, "models is null");
    this.profiles = profiles;
    this.precision = requireNonNull(precision, "precision is null");
  }

  /**
   * Those of a name: one for each model that it needs for its languages.
   *
   * @return empty if this family has none of that name
   * @throws IOException if it is there and cannot be used; the message says why
   */
  List<Realisation> named(String name) throws IOException {
    List<InstalledModel> installed = installed();
    try {
      Optional<VoiceHeader> header = profiles.header(name);
      return header.isPresent() ? ofProfile(header.get(), installed) : ofPreset(name, installed);
    } catch (VoiceException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /**
   * That of a voice.
   *
   * @throws IOException when it is not there any more, or not the same
   */
  Realisation of(Voice voice) throws IOException {
    List<Realisation> present = named(voice.name());
    if (present.isEmpty()) {
      throw new IOException("voice '%s' is gone".formatted(voice.name()));
    }
    return present.stream()
        .filter(other -> other.voice().fingerprint().equals(voice.fingerprint()))
        .findFirst()
        .orElseThrow(
            () ->
                new IOException(
                    "voice '%s' was replaced since the job began: start it again"
                        .formatted(voice.name())));
  }

  /** Models of the family, the preferred first. */
  List<InstalledModel> installed() throws IOException {
    try {
      return models.models().stream()
          .filter(model -> model.record().family().equals(family))
          .sorted(
              Comparator.comparing((InstalledModel model) -> -model.record().preference())
                  .thenComparing(InstalledModel::id))
          .toList();
    } catch (ModelException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  List<Realisation> ofProfile(VoiceHeader profile, List<InstalledModel> installed)
      throws VoiceException, IOException {
    if (isOfAnotherFamily(profile)) {
      return List.of();
    }
    List<InstalledModel> speaking = new ArrayList<>();
    for (InstalledModel model : installed) {
      if (isOf(profile, model)) {
        speaking.add(model);
      }
    }
    Optional<String> first = profile.origin().map(origin -> origin.model().id());
    speaking.sort(Comparator.comparing(model -> !Optional.of(model.id()).equals(first)));
    boolean told = profile.origin().isPresent();
    if (!told && speaking.size() > 1) {
      throw new VoiceException(
          "voice '%s' does not say which model it is for, and %d installed models have its shape"
              .formatted(profile.name(), speaking.size()));
    }
    if (speaking.isEmpty() && !installed.isEmpty()) {
      throw new VoiceException(without(profile));
    }
    List<Realisation> voices = new ArrayList<>();
    Set<String> covered = new HashSet<>();
    for (InstalledModel model : speaking) {
      List<String> added =
          model.record().languages().stream().filter(tag -> !covered.contains(tag)).toList();
      if (!added.isEmpty()) {
        covered.addAll(added);
        Voice voice =
            voice(profile.name(), fingerprint(profile, model), added.get(0), added, model);
        voices.add(new Realisation(voice, model, Optional.of(profile), Optional.empty()));
      }
    }
    return voices;
  }

  private Voice voice(
      String name,
      String fingerprint,
      String language,
      List<String> languages,
      InstalledModel model) {
    return new Voice(
        name,
        family,
        rules.engineVersion(),
        fingerprint,
        language,
        languages,
        Map.of(FrameVoices.MODEL, model.id(), PRECISION, precision.toString()),
        rules.maximumCharacters());
  }

  private boolean isOfAnotherFamily(VoiceHeader profile) throws IOException {
    if (profile.recording().isPresent() || profile.origin().isEmpty()) {
      return false;
    }
    try {
      return models
          .find(profile.origin().get().model().id())
          .filter(model -> !model.record().family().equals(family))
          .isPresent();
    } catch (ModelException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private boolean isOf(VoiceHeader profile, InstalledModel model)
      throws IOException, VoiceException {
    if (profile.recording().isPresent()) {
      return rules.clones(model);
    }
    if (profile.origin().isPresent()) {
      String weights = profile.origin().get().model().weights();
      return model.record().files().values().stream()
          .anyMatch(file -> file.sha256().equals(weights));
    }
    return rules.fits(profiles.load(profile.name()).conditioning().orElseThrow(), model);
  }

  private static String without(VoiceHeader profile) {
    if (profile.recording().isPresent()) {
      return "no installed model makes voices from recordings such as that of voice '%s': 'rhapsode models list' shows those there are"
          .formatted(profile.name());
    }
    if (profile.origin().isEmpty()) {
      return "voice '%s' does not say which model it is for, and 0 installed models have its shape"
          .formatted(profile.name());
    }
    VoiceProfile.Model maker = profile.origin().get().model();
    return ("voice '%s' was made for model %s with weights %s..., which is not installed: get it"
            + " with 'rhapsode models pull %s', or make the voice again")
        .formatted(profile.name(), maker.id(), maker.weights().substring(0, 12), maker.id());
  }

  Set<String> presetNames(List<InstalledModel> installed) {
    Set<String> names = new TreeSet<>();
    for (InstalledModel model : installed) {
      rules.presets(model).forEach(preset -> names.add(preset.name()));
    }
    return names;
  }

  List<Realisation> ofPreset(String name, List<InstalledModel> installed) {
    List<Realisation> voices = new ArrayList<>();
    Set<String> covered = new HashSet<>();
    for (InstalledModel model : installed) {
      for (PresetVoice preset : rules.presets(model)) {
        String language = primary(preset.language());
        boolean spoken =
            model.record().languages().stream().anyMatch(tag -> primary(tag).equals(language));
        if (preset.name().equals(name) && spoken && covered.add(language)) {
          Voice voice =
              voice(
                  name,
                  Sha256.hex(
                      (preset.preset() + modelFingerprint(model, preset.file()))
                          .getBytes(StandardCharsets.UTF_8)),
                  preset.language(),
                  List.of(language),
                  model);
          voices.add(new Realisation(voice, model, Optional.empty(), Optional.of(preset)));
        }
      }
    }
    return voices;
  }

  /** Of all that decides how the voice sounds: recording or conditioning, and the model's files. */
  private String fingerprint(VoiceHeader profile, InstalledModel model) throws IOException {
    String voice =
        profile.recording().isPresent()
            ? profile.recording().get().samplesSha256()
                + profile.recording().get().transcript().orElse("")
            : VoiceProfileFile.conditioningFingerprint(profile.file());
    return Sha256.hex((voice + modelFingerprint(model, "")).getBytes(StandardCharsets.UTF_8));
  }

  /** Names and SHA-256 of a model's files, but for those that only other voices need. */
  String modelFingerprint(InstalledModel model, String voiceFile) {
    Set<String> ofOthers = new HashSet<>();
    rules.presets(model).forEach(preset -> ofOthers.add(preset.file()));
    ofOthers.remove(voiceFile);
    StringBuilder all = new StringBuilder();
    model
        .record()
        .files()
        .forEach(
            (name, content) -> {
              if (!ofOthers.contains(name)) {
                all.append(name).append(content.sha256());
              }
            });
    return all.toString();
  }

  private static String primary(String tag) {
    return Locale.forLanguageTag(tag).getLanguage();
  }
}
