package io.rhapsode.workflows.command.model;

import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.family.pocket.PocketModel;
import io.rhapsode.synth.family.pocket.PocketModelFolder;
import io.rhapsode.synth.family.pocket.PocketVoiceMaker;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.ModelException;
import io.rhapsode.synth.model.ModelStore;
import io.rhapsode.synth.voice.VoiceException;
import io.rhapsode.synth.voice.VoiceProfile;
import java.io.IOException;
import java.util.List;

/** Makes a voice with a model that is loaded for the purpose. */
@FunctionalInterface
interface VoiceMaking {
  VoiceProfile make(PocketVoiceMaker maker) throws VoiceException;

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
      throws IOException, VoiceException {
    TorchDevice chosen = device(device);
    PocketModelFolder files = PocketModelFolder.open(installed.folder());
    VoiceProfile.Model identity = files.identity(installed.id());
    try (PocketModel model = files.load(chosen, WeightPrecision.FLOAT32)) {
      return making.make(new PocketVoiceMaker(model, identity));
    }
  }

  private static TorchDevice device(String name) throws VoiceException {
    try {
      return TorchDevice.named(name);
    } catch (IllegalArgumentException e) {
      throw new VoiceException(e.getMessage(), e);
    }
  }
}
