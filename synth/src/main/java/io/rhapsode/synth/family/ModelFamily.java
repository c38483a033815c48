package io.rhapsode.synth.family;

import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.engine.EngineFactory;
import io.rhapsode.synth.frame.SampleModel;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.ModelCheck;
import io.rhapsode.synth.model.ModelStore;
import io.rhapsode.synth.voice.VoiceException;
import io.rhapsode.synth.voice.VoiceFolder;
import io.rhapsode.synth.voice.VoiceProfile;
import io.rhapsode.synth.voice.conditioning.Conditioning;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An architecture of models: all that the product asks of it. Its id is that of its models in the
 * catalogue and of its engine. May be called from any thread.
 */
public interface ModelFamily extends ModelCheck {
  /**
   * The engine over the installed models of the family.
   *
   * @param models the installed models, of any family
   * @param voices the voices made by users
   * @param runtime where and how to compute
   */
  EngineFactory engine(ModelStore models, VoiceFolder voices, NeuralRuntime runtime);

  /**
   * Loads a model to make voices with it.
   *
   * @param runtime where and how to compute
   * @return empty when the family makes no voices from recordings; the caller closes it
   * @throws IOException if a file of the model cannot be read or does not fit
   * @throws VoiceException if the device is not there
   */
  default Optional<VoiceMaker> openVoiceMaker(InstalledModel model, NeuralRuntime runtime)
      throws IOException, VoiceException {
    return Optional.empty();
  }

  /**
   * The voices of the family's models, for those who make and manage them.
   *
   * @param models the installed models, of any family
   * @param profiles the voices made by users
   * @return empty when the family makes no voices from recordings
   */
  default Optional<FamilyVoices> familyVoices(ModelStore models, VoiceFolder profiles) {
    return Optional.empty();
  }

  /**
   * What the voices made with a model say of it; reads its weights once.
   *
   * @return empty when the family makes no voices from recordings
   * @throws IOException if a file of the model cannot be read
   */
  default Optional<VoiceProfile.Model> voiceIdentity(InstalledModel model) throws IOException {
    return Optional.empty();
  }

  /**
   * Reads a voice that others made for models of the family, from a file without history.
   *
   * @param name what the voice is to be called
   * @return empty when the file is of no form that the family knows
   * @throws IOException if it is of such a form and unsound
   * @throws VoiceException if the name does not fit
   */
  default Optional<Conditioning> readVoice(Path file, String name)
      throws IOException, VoiceException {
    return Optional.empty();
  }

  /**
   * Makes a model with random weights, for measurements.
   *
   * @param runtime where and how to compute
   * @return empty when the family has none; the caller closes it
   * @throws IllegalArgumentException if the device is not there, or cannot do the precision
   */
  default Optional<SampleModel> sampleModel(SampleModel.Size size, NeuralRuntime runtime) {
    return Optional.empty();
  }
}
