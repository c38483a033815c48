package io.rhapsode.workflows.command.model;

import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.compute.SynthesisSettings;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.family.VoiceMaker;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.ModelException;
import io.rhapsode.synth.model.ModelStore;
import io.rhapsode.synth.registry.ModelFamilies;
import io.rhapsode.synth.voice.VoiceException;
import io.rhapsode.synth.voice.VoiceProfile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Makes a voice with a model that is loaded for the purpose. */
@FunctionalInterface
interface VoiceMaking {
  VoiceProfile make(VoiceMaker maker) throws VoiceException;

  /** The model of that id, or the only one installed if there is no id. */
  static InstalledModel chosen(ModelStore store, String id) throws ModelException, IOException {
    if (id != null) {
      return store.model(id);
    }
    List<InstalledModel> installed = store.models();
    if (installed.size() == 1) {
      return installed.get(0);
    }
    throw new ModelException(
        installed.isEmpty()
            ? "no model is installed: 'rhapsode models list' shows those there are, 'rhapsode"
                + " models pull' gets one"
            : "several models are installed, choose one with --model: "
                + String.join(", ", installed.stream().map(InstalledModel::id).toList()));
  }

  /**
   * Loads a model, makes the voice and frees the model.
   *
   * @param device auto, cpu or cuda:N
   */
  static VoiceProfile with(InstalledModel installed, String device, VoiceMaking making)
      throws IOException, ModelException, VoiceException {
    NeuralRuntime runtime =
        new NeuralRuntime(new SynthesisSettings(device, WeightPrecision.FLOAT32, 1), 1);
    Optional<VoiceMaker> opened = ModelFamilies.of(installed).openVoiceMaker(installed, runtime);
    try (VoiceMaker maker = opened.orElseThrow(() -> makesNoVoices(installed))) {
      return making.make(maker);
    }
  }

  /** What to say of a model that speaks with the voices it comes with and no others. */
  static VoiceException makesNoVoices(InstalledModel model) {
    return new VoiceException(
        "model %s makes no voices from recordings: choose another with --model, or one of its own"
                .formatted(model.id())
            + " voices, which 'rhapsode voices' lists");
  }
}
