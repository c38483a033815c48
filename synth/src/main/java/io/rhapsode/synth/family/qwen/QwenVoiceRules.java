package io.rhapsode.synth.family.qwen;

import io.rhapsode.synth.family.VoiceRules;
import io.rhapsode.synth.family.qwen.config.QwenConfig;
import io.rhapsode.synth.family.qwen.model.QwenModelFolder;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.PresetVoice;
import io.rhapsode.synth.voice.conditioning.Conditioning;
import io.rhapsode.synth.voice.conditioning.Conditioning.ReferenceSpeech;
import io.rhapsode.synth.voice.conditioning.Conditioning.SpeakerEmbedding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The voices of the installed models of the family: speakers that a model knows, and those of users
 * where it makes voices of recordings. May be used by several threads.
 */
final class QwenVoiceRules implements VoiceRules {
  /** A minute or so of speech. */
  private static final int MAXIMUM_CHARACTERS = 800;

  private static final String ENGINE_VERSION = "1";

  @Override
  public int maximumCharacters() {
    return MAXIMUM_CHARACTERS;
  }

  @Override
  public String engineVersion() {
    return ENGINE_VERSION;
  }

  /**
   * Those of the description, or else all speakers whom the model knows; each in its own language
   * first and then in the others.
   */
  @Override
  public List<PresetVoice> presets(InstalledModel model) {
    List<PresetVoice> presets = new ArrayList<>();
    for (PresetVoice voice : own(model)) {
      presets.add(voice);
      for (String language : model.record().languages()) {
        if (!language.equals(voice.language())) {
          presets.add(
              new PresetVoice(
                  voice.name(),
                  language,
                  voice.sex(),
                  voice.grade(),
                  voice.description(),
                  voice.licence(),
                  voice.commercial(),
                  voice.preset(),
                  voice.file()));
        }
      }
    }
    return presets;
  }

  private static List<PresetVoice> own(InstalledModel model) {
    if (!model.record().voices().isEmpty()) {
      return model.record().voices();
    }
    String language = model.record().languages().get(0);
    return config(model).stream()
        .flatMap(config -> config.names().speakers().keySet().stream().sorted())
        .map(name -> new PresetVoice(name, language, "", "", "", "", true, name, ""))
        .toList();
  }

  @Override
  public boolean clones(InstalledModel model) {
    return config(model).filter(config -> config.kind() == QwenConfig.Kind.BASE).isPresent();
  }

  @Override
  public boolean fits(Conditioning conditioning, InstalledModel model) throws IOException {
    int width = QwenModelFolder.open(model.folder()).config().talker().transformer().width();
    return conditioning instanceof SpeakerEmbedding vector && vector.values().columns() == width
        || conditioning instanceof ReferenceSpeech speech && speech.embedding().columns() == width;
  }

  /** Empty if it cannot be read: whoever loads the model is told why. */
  private static Optional<QwenConfig> config(InstalledModel model) {
    try {
      return Optional.of(QwenModelFolder.open(model.folder()).config());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
