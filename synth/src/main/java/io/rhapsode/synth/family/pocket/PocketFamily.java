package io.rhapsode.synth.family.pocket;

import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.engine.EngineFactory;
import io.rhapsode.synth.family.ModelFamily;
import io.rhapsode.synth.family.VoiceMaker;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.ModelStore;
import io.rhapsode.synth.voice.VoiceException;
import io.rhapsode.synth.voice.VoiceFolder;
import io.rhapsode.synth.voice.VoiceProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The Pocket TTS family. */
public final class PocketFamily implements ModelFamily {
  @Override
  public String id() {
    return PocketEngineFactory.ID;
  }

  @Override
  public List<String> check(Path folder) throws IOException {
    PocketModelFolder model = PocketModelFolder.open(folder);
    model.check();
    return List.of(
        InstalledModel.CONFIG_FILE,
        model.weights().getFileName().toString(),
        model.tokenizer().getFileName().toString());
  }

  @Override
  public EngineFactory engine(ModelStore models, VoiceFolder voices, NeuralRuntime runtime) {
    return new PocketEngineFactory(models, voices, runtime);
  }

  @Override
  public Optional<VoiceMaker> openVoiceMaker(InstalledModel model, NeuralRuntime runtime)
      throws IOException, VoiceException {
    PocketModelFolder folder = PocketModelFolder.open(model.folder());
    VoiceProfile.Model identity = folder.identity(model.id());
    PocketModel loaded = folder.load(device(runtime), runtime.precision());
    return Optional.of(new PocketVoiceMaker(loaded, identity));
  }

  private static TorchDevice device(NeuralRuntime runtime) throws VoiceException {
    try {
      return runtime.requireDevice();
    } catch (IllegalArgumentException e) {
      throw new VoiceException(e.getMessage(), e);
    }
  }

  @Override
  public Optional<VoiceProfile.Model> voiceIdentity(InstalledModel model) throws IOException {
    return Optional.of(PocketModelFolder.open(model.folder()).identity(model.id()));
  }
}
