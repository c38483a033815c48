package io.rhapsode.synth.family.pocket;

import io.rhapsode.synth.family.VoiceRules;
import io.rhapsode.synth.family.pocket.config.PocketConfig;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.PresetVoice;
import io.rhapsode.synth.voice.VoiceProfileFile;
import io.rhapsode.synth.voice.conditioning.Conditioning;
import io.rhapsode.synth.voice.conditioning.Conditioning.PromptCache;
import io.rhapsode.synth.voice.conditioning.PromptState;
import java.io.IOException;

/**
 * The voices of the installed models of the family. A voice without recording belongs to the model
 * with the weights it was made with; one published without its history to the only model that its
 * shape fits. May be used by several threads.
 */
final class PocketVoiceRules implements VoiceRules {
  /**
   * Longest text taken at once, in UTF-16 units: some hundred tokens, which bounds the memory of a
   * slot where punctuation gives nowhere to cut.
   */
  static final int MAXIMUM_CHARACTERS = 500;

  private static final String ENGINE_VERSION = "2";

  @Override
  public int maximumCharacters() {
    return MAXIMUM_CHARACTERS;
  }

  @Override
  public String engineVersion() {
    return ENGINE_VERSION;
  }

  @Override
  public boolean clones(InstalledModel model) {
    return !model.record().withoutCloning() && !hasMuteEncoder(model);
  }

  /** What cannot be read is not mute: whoever uses it is told what is wrong. */
  private static boolean hasMuteEncoder(InstalledModel model) {
    try {
      return PocketModelFolder.open(model.folder()).hasMuteEncoder();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public String insteadOfCloning(InstalledModel model) {
    return ("its weights are those published without voice cloning, whose encoder is all zero;"
            + " accept the terms at https://huggingface.co/kyutai/pocket-tts, set HF_TOKEN and get"
            + " the others with 'rhapsode models pull %s', or take one of its own voices, which"
            + " 'rhapsode voices' lists")
        .formatted(model.id());
  }

  /** The clip, its end and the prompt are made into a voice by the engine's version. */
  @Override
  public String derivation() {
    return ENGINE_VERSION;
  }

  @Override
  public boolean fits(Conditioning conditioning, InstalledModel model) throws IOException {
    if (!(conditioning instanceof PromptCache prompt)) {
      return false;
    }
    PocketConfig.Transformer transformer =
        PocketModelFolder.open(model.folder()).config().flowLanguageModel().transformer();
    PromptState state = prompt.state();
    return state.layerCount() == transformer.layers()
        && state.heads() == transformer.keyValueHeads()
        && state.features() == transformer.headDimension();
  }

  /** The predefined voices are published as the state after their recordings. */
  @Override
  public Conditioning preset(InstalledModel model, PresetVoice preset) throws IOException {
    return VoiceProfileFile.read(model.folder().resolve(preset.file()))
        .conditioning()
        .orElseThrow();
  }
}
