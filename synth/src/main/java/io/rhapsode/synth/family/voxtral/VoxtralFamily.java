package io.rhapsode.synth.family.voxtral;

import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.compute.demand.ModelDemand;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.family.Conditionings;
import io.rhapsode.synth.family.VoiceMaker;
import io.rhapsode.synth.family.VoiceRules;
import io.rhapsode.synth.family.voxtral.model.VoxtralDemand;
import io.rhapsode.synth.family.voxtral.model.VoxtralModel;
import io.rhapsode.synth.family.voxtral.model.VoxtralModelFolder;
import io.rhapsode.synth.family.voxtral.model.VoxtralSampleModel;
import io.rhapsode.synth.family.voxtral.model.VoxtralSelfTest;
import io.rhapsode.synth.frame.FrameSpeaker;
import io.rhapsode.synth.frame.SampleModel;
import io.rhapsode.synth.generate.engine.FrameFamily;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.tokenizer.TekkenTokenizer;
import io.rhapsode.synth.voice.VoiceException;
import io.rhapsode.synth.voice.VoiceProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The Voxtral TTS family. */
public final class VoxtralFamily implements FrameFamily {
  static final String ID = "voxtral-tts";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<String> check(Path folder) throws IOException {
    return VoxtralModelFolder.open(folder).check();
  }

  @Override
  public VoiceRules voiceRules() {
    return new VoxtralVoiceRules();
  }

  @Override
  public void selfTest(TorchDevice device) {
    VoxtralSelfTest.run(device);
  }

  @Override
  public Optional<ModelDemand> demand(InstalledModel model, WeightPrecision precision)
      throws IOException {
    VoxtralModelFolder folder = VoxtralModelFolder.open(model.folder());
    return Optional.of(
        VoxtralDemand.of(
            folder.parameters(), folder.hasEncoder(), precision, folder.weightBytes()));
  }

  @Override
  public FrameSpeaker load(
      InstalledModel installed, Conditionings voices, TorchDevice device, NeuralRuntime runtime)
      throws IOException {
    VoxtralModelFolder folder = VoxtralModelFolder.open(installed.folder());
    TekkenTokenizer tokenizer = folder.openTokenizer();
    return new VoxtralSpeaker(
        folder.load(device, runtime.precision()),
        folder,
        tokenizer,
        voices,
        runtime.slots(),
        runtime.workers());
  }

  @Override
  public Optional<VoiceMaker> openVoiceMaker(InstalledModel model, NeuralRuntime runtime)
      throws IOException, VoiceException {
    VoxtralModelFolder folder = VoxtralModelFolder.open(model.folder());
    if (!folder.hasEncoder()) {
      return Optional.empty();
    }
    VoiceProfile.Model identity = folder.identity(model.id());
    VoxtralModel loaded = folder.load(runtime.requireDevice(), runtime.precision());
    return Optional.of(new VoxtralVoiceMaker(loaded, identity));
  }

  @Override
  public Optional<VoiceProfile.Model> voiceIdentity(InstalledModel model) throws IOException {
    VoxtralModelFolder folder = VoxtralModelFolder.open(model.folder());
    return folder.hasEncoder() ? Optional.of(folder.identity(model.id())) : Optional.empty();
  }

  @Override
  public Optional<SampleModel> sampleModel(SampleModel.Size size, NeuralRuntime runtime) {
    return Optional.of(VoxtralSampleModel.load(size, runtime));
  }
}
