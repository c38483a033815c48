package io.rhapsode.synth.family.voxtral;

import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.family.FamilyVoices;
import io.rhapsode.synth.family.VoiceMaker;
import io.rhapsode.synth.frame.FrameSpeaker;
import io.rhapsode.synth.generate.engine.FrameFamily;
import io.rhapsode.synth.generate.engine.FrameVoices;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.ModelStore;
import io.rhapsode.synth.tokenizer.TekkenTokenizer;
import io.rhapsode.synth.voice.VoiceException;
import io.rhapsode.synth.voice.VoiceFolder;
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
  public FrameVoices voices(ModelStore models, VoiceFolder profiles, NeuralRuntime runtime) {
    return new VoxtralVoiceTable(this, models, profiles, runtime.precision());
  }

  @Override
  public void selfTest(TorchDevice device) {
    VoxtralSelfTest.run(device);
  }

  @Override
  public FrameSpeaker load(
      InstalledModel installed, FrameVoices voices, TorchDevice device, NeuralRuntime runtime)
      throws IOException {
    VoxtralModelFolder folder = VoxtralModelFolder.open(installed.folder());
    TekkenTokenizer tokenizer = folder.openTokenizer();
    return new VoxtralSpeaker(
        folder.load(device, runtime.precision()),
        folder,
        tokenizer,
        ((VoxtralVoiceTable) voices)::conditioning,
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
    VoxtralModel loaded = folder.load(device(runtime), runtime.precision());
    return Optional.of(new VoxtralVoiceMaker(loaded, identity));
  }

  private static TorchDevice device(NeuralRuntime runtime) throws VoiceException {
    try {
      return runtime.requireDevice();
    } catch (IllegalArgumentException e) {
      throw new VoiceException(e.getMessage(), e);
    }
  }

  @Override
  public Optional<FamilyVoices> familyVoices(ModelStore models, VoiceFolder profiles) {
    VoxtralVoiceTable rules =
        new VoxtralVoiceTable(this, models, profiles, NeuralRuntime.STANDARD.precision());
    return Optional.of(new FamilyVoices(this, rules, models, profiles));
  }

  @Override
  public Optional<VoiceProfile.Model> voiceIdentity(InstalledModel model) throws IOException {
    VoxtralModelFolder folder = VoxtralModelFolder.open(model.folder());
    return folder.hasEncoder() ? Optional.of(folder.identity(model.id())) : Optional.empty();
  }
}
