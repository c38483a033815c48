package io.rhapsode.synth.family.pocket;

import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.compute.demand.ModelDemand;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.family.Conditionings;
import io.rhapsode.synth.family.VoiceMaker;
import io.rhapsode.synth.family.VoiceRules;
import io.rhapsode.synth.family.pocket.model.PocketModel;
import io.rhapsode.synth.frame.FrameSpeaker;
import io.rhapsode.synth.frame.GenerationSettings;
import io.rhapsode.synth.frame.SampleModel;
import io.rhapsode.synth.generate.engine.FrameFamily;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.tokenizer.TextTokenizer;
import io.rhapsode.synth.voice.VoiceException;
import io.rhapsode.synth.voice.VoiceProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The Pocket TTS family. */
public final class PocketFamily implements FrameFamily {
  static final String ID = "pocket-tts";

  @Override
  public String id() {
    return ID;
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
  public VoiceRules voiceRules() {
    return new PocketVoiceRules();
  }

  @Override
  public void selfTest(TorchDevice device) {
    PocketSelfTest.run(device);
  }

  @Override
  public Optional<ModelDemand> demand(InstalledModel model, WeightPrecision precision)
      throws IOException {
    return Optional.of(PocketModelFolder.open(model.folder()).demand(precision));
  }

  @Override
  public FrameSpeaker load(
      InstalledModel installed, Conditionings voices, TorchDevice device, NeuralRuntime runtime)
      throws IOException {
    PocketModelFolder folder = PocketModelFolder.open(installed.folder());
    GenerationSettings settings =
        PocketSettings.published(folder.config(), runtime.slots()).withWorkers(runtime.workers());
    TextTokenizer tokenizer = folder.openTokenizer();
    try {
      PocketModel model = folder.load(device, runtime.precision());
      return new PocketSpeaker(model, tokenizer, voices, settings);
    } catch (IOException | RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  @Override
  public Optional<SampleModel> sampleModel(SampleModel.Size size, NeuralRuntime runtime) {
    return Optional.of(PocketSampleModel.load(size, runtime));
  }

  @Override
  public Optional<VoiceMaker> openVoiceMaker(InstalledModel model, NeuralRuntime runtime)
      throws IOException, VoiceException {
    PocketModelFolder folder = PocketModelFolder.open(model.folder());
    VoiceProfile.Model identity = folder.identity(model.id());
    PocketModel loaded = folder.load(runtime.requireDevice(), runtime.precision());
    return Optional.of(new PocketVoiceMaker(loaded, identity));
  }

  @Override
  public Optional<VoiceProfile.Model> voiceIdentity(InstalledModel model) throws IOException {
    return Optional.of(PocketModelFolder.open(model.folder()).identity(model.id()));
  }
}
