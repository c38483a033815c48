package io.rhapsode.synth.family.qwen;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.family.FamilyVoices;
import io.rhapsode.synth.family.qwen.config.QwenConfig;
import io.rhapsode.synth.family.qwen.model.QwenModelFolder;
import io.rhapsode.synth.generate.engine.FrameVoices;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.ModelStore;
import io.rhapsode.synth.model.PresetVoice;
import io.rhapsode.synth.voice.VoiceFolder;
import io.rhapsode.synth.voice.conditioning.Conditioning;
import io.rhapsode.synth.voice.conditioning.Conditioning.ReferenceSpeech;
import io.rhapsode.synth.voice.conditioning.Conditioning.SpeakerEmbedding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The voices of the installed models of the family: speakers that a model knows, and those of users
 * where it makes voices of recordings. May be used by several threads.
 */
final class QwenVoiceTable implements FrameVoices, FamilyVoices.Rules {
  /** A minute or so of speech. */
  private static final int MAXIMUM_CHARACTERS = 800;

  private static final String PRECISION = "precision";

  /** Changes whenever the same voice, text and seed would sound different. */
  private static final String ENGINE_VERSION = "1";

  private final FamilyVoices voices;
  private final WeightPrecision precision;

  QwenVoiceTable(
      QwenFamily family, ModelStore models, VoiceFolder profiles, WeightPrecision precision) {
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
   * What the model is to be told of a voice.
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
        QwenFamily.ID,
        ENGINE_VERSION,
        fingerprint,
        language,
        languages,
        Map.of(MODEL, model.id(), PRECISION, precision.toString()),
        MAXIMUM_CHARACTERS);
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

  @Override
  public Conditioning preset(InstalledModel model, PresetVoice preset) {
    return new Conditioning.Preset(preset.preset());
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
