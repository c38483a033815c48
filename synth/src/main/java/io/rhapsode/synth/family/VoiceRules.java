package io.rhapsode.synth.family;

import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.PresetVoice;
import io.rhapsode.synth.voice.conditioning.Conditioning;
import java.io.IOException;
import java.util.List;

/** What a family says of its voices. May be used by several threads. */
public interface VoiceRules {
  /**
   * The longest text that the engine takes at once, in UTF-16 units: it bounds the memory of a slot
   * where punctuation gives nowhere to cut.
   */
  int maximumCharacters();

  /** Changes whenever the same voice, text and seed would sound different. */
  String engineVersion();

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
