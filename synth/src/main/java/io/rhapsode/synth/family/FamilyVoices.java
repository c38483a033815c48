package io.rhapsode.synth.family;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.store.Sha256;
import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.compute.SynthesisSettings;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.ModelException;
import io.rhapsode.synth.model.ModelStore;
import io.rhapsode.synth.model.PresetVoice;
import io.rhapsode.synth.voice.DerivedConditionings;
import io.rhapsode.synth.voice.Recording;
import io.rhapsode.synth.voice.VoiceException;
import io.rhapsode.synth.voice.VoiceFolder;
import io.rhapsode.synth.voice.VoiceHeader;
import io.rhapsode.synth.voice.VoiceProfile;
import io.rhapsode.synth.voice.VoiceProfileFile;
import io.rhapsode.synth.voice.conditioning.Conditioning;
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
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The voices that the installed models of a family can speak with: those of users, from their
 * recordings in every model that makes voices of recordings, and the presets of the models. One
 * name may be several {@link Voice voices}, each of other languages: of the models that speak a
 * language the voice has that which it was made for first, else the one that is preferred.
 *
 * <p>May be used by several threads.
 */
public final class FamilyVoices {
  /** Key of a voice's parameters: id of its model. */
  public static final String MODEL = "model";

  private static final Logger LOG = LoggerFactory.getLogger(FamilyVoices.class);

  private final ModelFamily family;
  private final Rules rules;
  private final ModelStore models;
  private final VoiceFolder profiles;

  /** What a family says of its voices. */
  public interface Rules {
    /**
     * A voice of a model as the engine is told of it.
     *
     * @param language its own language, a BCP 47 tag
     * @param languages BCP 47 primary tags it speaks
     */
    Voice voice(
        String name,
        String fingerprint,
        String language,
        List<String> languages,
        InstalledModel model,
        Optional<PresetVoice> preset);

    /** Whether the model makes voices of recordings. */
    default boolean clones(InstalledModel model) {
      return false;
    }

    /** What a user may do whose model makes no voices of recordings. */
    default String insteadOfCloning(InstalledModel model) {
      return "choose another with --model, or one of its own voices, which 'rhapsode voices' lists";
    }

    /** Changes whenever a model would make something else of the same recording than before. */
    default String derivation() {
      return "";
    }

    /**
     * Whether a voice without recording and history is of a model.
     *
     * @throws IOException if a file of the model cannot be read
     */
    default boolean fits(Conditioning conditioning, InstalledModel model) throws IOException {
      return false;
    }

    /** The voices that come with a model: those of its description, or what its files tell. */
    default List<PresetVoice> presets(InstalledModel model) {
      return model.record().voices();
    }

    /**
     * The conditioning of a preset.
     *
     * @throws IOException if its file cannot be read
     */
    default Conditioning preset(InstalledModel model, PresetVoice preset) throws IOException {
      return new Conditioning.Preset(preset.preset());
    }
  }

  /** A voice in a model. */
  private record Realisation(
      Voice voice,
      InstalledModel model,
      Optional<VoiceHeader> profile,
      Optional<PresetVoice> preset) {}

  /**
   * @param models the installed models, of any family
   * @param profiles the voices made by users
   */
  public FamilyVoices(ModelFamily family, Rules rules, ModelStore models, VoiceFolder profiles) {
    this.family = requireNonNull(family, "family is null");
    this.rules = requireNonNull(rules, "rules is null");
    this.models = requireNonNull(models, "models is null");
    this.profiles = requireNonNull(profiles, "profiles is null");
  }

  /**
   * Every usable voice, in order of name; what is wrong with the others is logged.
   *
   * @throws IOException when models or voices cannot be listed
   */
  public List<Voice> voices() throws IOException {
    List<InstalledModel> installed = installed();
    Map<String, List<Realisation>> byName = new TreeMap<>();
    for (VoiceHeader header :
        profiles.headers(damaged -> LOG.warn("left out: {}", damaged.getMessage()))) {
      try {
        byName.put(header.name(), ofProfile(header, installed));
      } catch (VoiceException e) {
        LOG.warn("voice {} left out: {}", header.name(), e.getMessage());
      }
    }
    for (String name : presetNames(installed)) {
      if (!byName.containsKey(name)) {
        byName.put(name, ofPreset(name, installed));
      }
    }
    return byName.values().stream().flatMap(List::stream).map(Realisation::voice).toList();
  }

  /**
   * The voices of a name: one for each model that it needs for its languages.
   *
   * @return empty if this family has none of that name
   * @throws IOException if it is there and cannot be used; the message says why
   */
  public List<Voice> named(String name) throws IOException {
    return realisations(name).stream().map(Realisation::voice).toList();
  }

  /**
   * What the model of a voice is to be told of it, made now if it was not before.
   *
   * @throws IOException when it cannot be had, or the voice is another than when it was looked up
   */
  public Conditioning conditioning(Voice voice) throws IOException {
    List<Realisation> present = realisations(voice.name());
    if (present.isEmpty()) {
      throw new IOException("voice '%s' is gone".formatted(voice.name()));
    }
    Realisation same =
        present.stream()
            .filter(other -> other.voice().fingerprint().equals(voice.fingerprint()))
            .findFirst()
            .orElseThrow(
                () ->
                    new IOException(
                        "voice '%s' was replaced since the job began: start it again"
                            .formatted(voice.name())));
    if (same.preset().isPresent()) {
      return rules.preset(same.model(), same.preset().get());
    }
    VoiceHeader profile = same.profile().orElseThrow();
    try {
      return profile.recording().isPresent()
          ? derived(profiles.load(profile.name()).recording().orElseThrow(), same.model())
          : profiles.load(profile.name()).conditioning().orElseThrow();
    } catch (VoiceException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Whether a model of the family makes voices from recordings. */
  public boolean clones(InstalledModel model) {
    return rules.clones(model);
  }

  /**
   * Makes a conditioning of a recording that is not kept anywhere.
   *
   * @throws VoiceException if the model makes no voices
   * @throws IOException if the recording or the model cannot be read
   */
  public Conditioning make(Recording recording, InstalledModel model)
      throws IOException, VoiceException {
    try (VoiceMaker maker = openMaker(model)) {
      return maker.derive(recording.decode(), recording.summary().transcript());
    }
  }

  /** As {@link #make}, from the cache or else into it. */
  public Conditioning derived(Recording recording, InstalledModel model)
      throws IOException, VoiceException {
    DerivedConditionings cache = profiles.derived();
    String key = recording.summary().samplesSha256();
    Optional<Conditioning> known = cache.find(key, derivation(recording.summary(), model));
    if (known.isPresent()) {
      return known.get();
    }
    Conditioning made = make(recording, model);
    cache.keep(key, derivation(recording.summary(), model), made);
    return made;
  }

  /** Whether a conditioning is in the cache. */
  public boolean isDerived(Recording.Summary recording, InstalledModel model) throws IOException {
    return profiles
        .derived()
        .find(recording.samplesSha256(), derivation(recording, model))
        .isPresent();
  }

  /**
   * Loads a model to make voices, always on the processor and in full precision, so that a voice
   * does not depend on the settings of who needed it first.
   *
   * @throws VoiceException if it makes none
   */
  public VoiceMaker openMaker(InstalledModel model) throws IOException, VoiceException {
    NeuralRuntime runtime =
        new NeuralRuntime(new SynthesisSettings("cpu", WeightPrecision.FLOAT32, 1), 1);
    Optional<VoiceMaker> maker =
        rules.clones(model) ? family.openVoiceMaker(model, runtime) : Optional.empty();
    return maker.orElseThrow(
        () ->
            new VoiceException(
                "model %s makes no voices from recordings: %s"
                    .formatted(model.id(), rules.insteadOfCloning(model))));
  }

  private List<Realisation> realisations(String name) throws IOException {
    List<InstalledModel> installed = installed();
    try {
      Optional<VoiceHeader> header = profiles.header(name);
      return header.isPresent() ? ofProfile(header.get(), installed) : ofPreset(name, installed);
    } catch (VoiceException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Models of the family, the preferred first. */
  private List<InstalledModel> installed() throws IOException {
    try {
      return models.models().stream()
          .filter(model -> model.record().family().equals(family.id()))
          .sorted(
              Comparator.comparing((InstalledModel model) -> -model.record().preference())
                  .thenComparing(InstalledModel::id))
          .toList();
    } catch (ModelException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private List<Realisation> ofProfile(VoiceHeader profile, List<InstalledModel> installed)
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
            rules.voice(
                profile.name(),
                fingerprint(profile, model),
                added.get(0),
                added,
                model,
                Optional.empty());
        voices.add(new Realisation(voice, model, Optional.of(profile), Optional.empty()));
      }
    }
    return voices;
  }

  private boolean isOfAnotherFamily(VoiceHeader profile) throws IOException {
    if (profile.recording().isPresent() || profile.origin().isEmpty()) {
      return false;
    }
    try {
      return models
          .find(profile.origin().get().model().id())
          .filter(model -> !model.record().family().equals(family.id()))
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

  private Set<String> presetNames(List<InstalledModel> installed) {
    Set<String> names = new TreeSet<>();
    for (InstalledModel model : installed) {
      rules.presets(model).forEach(preset -> names.add(preset.name()));
    }
    return names;
  }

  private List<Realisation> ofPreset(String name, List<InstalledModel> installed) {
    List<Realisation> voices = new ArrayList<>();
    Set<String> covered = new HashSet<>();
    for (InstalledModel model : installed) {
      for (PresetVoice preset : rules.presets(model)) {
        String language = primary(preset.language());
        boolean spoken =
            model.record().languages().stream().anyMatch(tag -> primary(tag).equals(language));
        if (preset.name().equals(name) && spoken && covered.add(language)) {
          Voice voice =
              rules.voice(
                  name,
                  Sha256.hex(
                      (preset.preset() + modelFingerprint(model, preset.file()))
                          .getBytes(StandardCharsets.UTF_8)),
                  preset.language(),
                  List.of(language),
                  model,
                  Optional.of(preset));
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

  /** What decides, besides the samples, what is made of a recording. */
  private String derivation(Recording.Summary recording, InstalledModel model) {
    return rules.derivation() + recording.transcript().orElse("") + modelFingerprint(model, "");
  }

  /** Names and SHA-256 of a model's files, but for those that only other voices need. */
  private String modelFingerprint(InstalledModel model, String voiceFile) {
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
