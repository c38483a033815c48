package io.rhapsode.synth.family.voxtral;

import io.rhapsode.synth.family.VoiceRules;
import io.rhapsode.synth.family.voxtral.model.VoxtralModelFolder;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.PresetVoice;
import io.rhapsode.synth.voice.conditioning.Conditioning;
import io.rhapsode.synth.voice.conditioning.Conditioning.ReferenceCodes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The voices of the installed models of the family: their presets, and those of users where the
 * weights have the codec's encoder. May be used by several threads.
 */
final class VoxtralVoiceRules implements VoiceRules {
  /** Texts of 125 words were spoken without error in one go; this is fewer. */
  private static final int MAXIMUM_CHARACTERS = 600;

  private static final String ENGINE_VERSION = "1";

  @Override
  public int maximumCharacters() {
    return MAXIMUM_CHARACTERS;
  }

  @Override
  public String engineVersion() {
    return ENGINE_VERSION;
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
