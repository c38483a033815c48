package io.rhapsode.synth.family.voxtral;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.family.FamilyVoices;
import io.rhapsode.synth.generate.engine.FrameVoices;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.ModelStore;
import io.rhapsode.synth.model.PresetVoice;
import io.rhapsode.synth.voice.VoiceFolder;
import io.rhapsode.synth.voice.conditioning.Conditioning;
import io.rhapsode.synth.voice.conditioning.Conditioning.ReferenceCodes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The voices of the installed models of the family: their presets, and those of users where the
 * weights have the codec's encoder. May be used by several threads.
 */
final class VoxtralVoiceTable implements FrameVoices, FamilyVoices.Rules {
  /** Texts of 125 words were spoken without error in one go; this is fewer. */
  private static final int MAXIMUM_CHARACTERS = 600;

  private static final String PRECISION = "precision";

  /** Changes whenever the same voice, text and seed would sound different. */
  private static final String ENGINE_VERSION = "1";

  private final FamilyVoices voices;
  private final WeightPrecision precision;

  VoxtralVoiceTable(
      VoxtralFamily family, ModelStore models, VoiceFolder profiles, WeightPrecision precision) {
    this.voices = new FamilyVoices(family, this, models, profiles);
    this.precision = requireNonNull(precision, "precision is null");
  }

  @Override
  public List<Voice> voices() throws IOException {
    return voices.voices();
  }

  @Override
  public Optional<Voice> voice(String name) throws IOException {
    return realisations(name).stream().findFirst();
  }

  @Override
  public List<Voice> realisations(String name) throws IOException {
    return voices.named(name);
  }

  /**
   * What the model is to be told of a voice: a preset's name, or codes.
   *
   * @throws IOException when it cannot be had
   */
  Conditioning conditioning(Voice voice) throws IOException {
    return voices.conditioning(voice);
  }

  @Override
  public Voice voice(
      String name,
      String fingerprint,
      String language,
      List<String> languages,
      InstalledModel model,
      Optional<PresetVoice> preset) {
    return new Voice(
        name,
        VoxtralFamily.ID,
        ENGINE_VERSION,
        fingerprint,
        language,
        languages,
        Map.of(MODEL, model.id(), PRECISION, precision.toString()),
        MAXIMUM_CHARACTERS);
  }

  /** Those of the description; of a model of one's own, each of its files in each language. */
  @Override
  public List<PresetVoice> presets(InstalledModel model) {
    if (!model.record().voices().isEmpty()) {
      return model.record().voices();
    }
    List<PresetVoice> presets = new ArrayList<>();
    for (String file : model.record().files().keySet()) {
      VoxtralModelFolder.voiceOf(file)
          .ifPresent(
              name -> {
                for (String language : model.record().languages()) {
                  presets.add(new PresetVoice(name, language, "", "", "", "", true, name, file));
                }
              });
    }
    return presets;
  }

  @Override
  public boolean clones(InstalledModel model) {
    try {
      return VoxtralModelFolder.open(model.folder()).hasEncoder();
    } catch (IOException e) {
      // Whoever loads the model is told what is wrong with it.
      return false;
    }
  }

  @Override
  public boolean fits(Conditioning conditioning, InstalledModel model) throws IOException {
    return conditioning instanceof ReferenceCodes codes
        && codes.codebooks()
            == VoxtralModelFolder.open(model.folder()).parameters().codes().count();
  }

  @Override
  public Conditioning preset(InstalledModel model, PresetVoice preset) {
    return new Conditioning.Preset(VoxtralModelFolder.voiceOf(preset.file()).orElse(preset.name()));
  }
}
