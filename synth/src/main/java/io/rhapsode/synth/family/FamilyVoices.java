package io.rhapsode.synth.family;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.compute.SynthesisSettings;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.family.VoiceRealisations.Realisation;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.ModelStore;
import io.rhapsode.synth.voice.DerivedConditionings;
import io.rhapsode.synth.voice.Recording;
import io.rhapsode.synth.voice.VoiceException;
import io.rhapsode.synth.voice.VoiceFolder;
import io.rhapsode.synth.voice.VoiceHeader;
import io.rhapsode.synth.voice.conditioning.Conditioning;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
public final class FamilyVoices implements FrameVoices {
  private static final Logger LOG = LoggerFactory.getLogger(FamilyVoices.class);

  private final ModelFamily family;
  private final VoiceRules rules;
  private final VoiceFolder profiles;
  private final VoiceRealisations realisations;

  /**
   * @param models the installed models, of any family
   * @param profiles the voices made by users
   * @param precision what the engine computes with
   */
  public FamilyVoices(
      ModelFamily family,
      VoiceRules rules,
      ModelStore models,
      VoiceFolder profiles,
      WeightPrecision precision) {
    this.family = requireNonNull(family, "family is null");
    this.rules = requireNonNull(rules, "rules is null");
    this.profiles = requireNonNull(profiles, "profiles is null");
    this.realisations = new VoiceRealisations(family.id(), rules, models, profiles, precision);
  }

  @Override
  public List<Voice> voices() throws IOException {
    List<InstalledModel> installed = realisations.installed();
    Map<String, List<Realisation>> byName = new TreeMap<>();
    for (VoiceHeader header :
        profiles.headers(damaged -> LOG.warn("left out: {}", damaged.getMessage()))) {
      try {
        byName.put(header.name(), realisations.ofProfile(header, installed));
      } catch (VoiceException e) {
        LOG.warn("voice {} left out: {}", header.name(), e.getMessage());
      }
    }
    for (String name : realisations.presetNames(installed)) {
      if (!byName.containsKey(name)) {
        byName.put(name, realisations.ofPreset(name, installed));
      }
    }
    return byName.values().stream().flatMap(List::stream).map(Realisation::voice).toList();
  }

  @Override
  public Optional<Voice> voice(String name) throws IOException {
    return realisations(name).stream().findFirst();
  }

  @Override
  public List<Voice> realisations(String name) throws IOException {
    return realisations.named(name).stream().map(Realisation::voice).toList();
  }

  @Override
  public Conditioning conditioning(Voice voice) throws IOException {
    Realisation realisation = realisations.of(voice);
    if (realisation.preset().isPresent()) {
      return rules.preset(realisation.model(), realisation.preset().get());
    }
    VoiceHeader profile = realisation.profile().orElseThrow();
    try {
      return profile.recording().isPresent()
          ? derived(profiles.load(profile.name()).recording().orElseThrow(), realisation.model())
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

  /** What decides, besides the samples, what is made of a recording. */
  private String derivation(Recording.Summary recording, InstalledModel model) {
    return rules.derivation()
        + recording.transcript().orElse("")
        + realisations.modelFingerprint(model, "");
  }
}
