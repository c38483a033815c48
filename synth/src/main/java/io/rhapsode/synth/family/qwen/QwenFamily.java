package io.rhapsode.synth.family.qwen;

import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.compute.demand.ModelDemand;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.family.Conditionings;
import io.rhapsode.synth.family.VoiceMaker;
import io.rhapsode.synth.family.VoiceRules;
import io.rhapsode.synth.family.qwen.config.QwenConfig;
import io.rhapsode.synth.family.qwen.model.QwenDemand;
import io.rhapsode.synth.family.qwen.model.QwenModel;
import io.rhapsode.synth.family.qwen.model.QwenModelFolder;
import io.rhapsode.synth.family.qwen.model.QwenSampleModel;
import io.rhapsode.synth.family.qwen.model.QwenSelfTest;
import io.rhapsode.synth.family.qwen.text.QwenText;
import io.rhapsode.synth.frame.FrameSpeaker;
import io.rhapsode.synth.frame.SampleModel;
import io.rhapsode.synth.generate.engine.FrameFamily;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.voice.VoiceException;
import io.rhapsode.synth.voice.VoiceProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The Qwen3-TTS family. */
public final class QwenFamily implements FrameFamily {
  static final String ID = "qwen3-tts";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<String> check(Path folder) throws IOException {
    return QwenModelFolder.open(folder).check();
  }

  @Override
  public VoiceRules voiceRules() {
    return new QwenVoiceRules();
  }

  @Override
  public void selfTest(TorchDevice device) {
    QwenSelfTest.run(device);
  }

  @Override
  public Optional<ModelDemand> demand(InstalledModel model, WeightPrecision precision)
      throws IOException {
    QwenModelFolder folder = QwenModelFolder.open(model.folder());
    return Optional.of(
        QwenDemand.of(folder.config(), folder.codec(), precision, folder.weightBytes()));
  }

  @Override
  public FrameSpeaker load(
      InstalledModel installed, Conditionings voices, TorchDevice device, NeuralRuntime runtime)
      throws IOException {
    QwenModelFolder folder = QwenModelFolder.open(installed.folder());
    QwenText text = folder.openText();
    try {
      QwenModel model = folder.load(text, device, runtime.precision());
      return new QwenSpeaker(model, text, voices, runtime.slots(), runtime.workers());
    } catch (IOException | RuntimeException e) {
      text.close();
      throw e;
    }
  }

  @Override
  public Optional<VoiceMaker> openVoiceMaker(InstalledModel installed, NeuralRuntime runtime)
      throws IOException, VoiceException {
    QwenModelFolder folder = QwenModelFolder.open(installed.folder());
    if (folder.config().kind() != QwenConfig.Kind.BASE) {
      return Optional.empty();
    }
    VoiceProfile.Model identity = folder.identity(installed.id());
    try (QwenText text = folder.openText()) {
      QwenModel model = folder.load(text, runtime.requireDevice(), runtime.precision());
      return Optional.of(new QwenVoiceMaker(model, identity));
    }
  }

  @Override
  public Optional<VoiceProfile.Model> voiceIdentity(InstalledModel installed) throws IOException {
    QwenModelFolder folder = QwenModelFolder.open(installed.folder());
    return folder.config().kind() == QwenConfig.Kind.BASE
        ? Optional.of(folder.identity(installed.id()))
        : Optional.empty();
  }

  @Override
  public Optional<SampleModel> sampleModel(SampleModel.Size size, NeuralRuntime runtime) {
    return Optional.of(QwenSampleModel.load(size, runtime));
  }
}
