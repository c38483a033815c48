package io.rhapsode.synth.generate.engine;

import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.compute.demand.ModelDemand;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.engine.EngineFactory;
import io.rhapsode.synth.family.Conditionings;
import io.rhapsode.synth.family.FamilyVoices;
import io.rhapsode.synth.family.FrameVoices;
import io.rhapsode.synth.family.ModelFamily;
import io.rhapsode.synth.family.VoiceRules;
import io.rhapsode.synth.frame.FrameSpeaker;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.ModelStore;
import io.rhapsode.synth.voice.VoiceFolder;
import java.io.IOException;
import java.util.Optional;

/** A family whose models make speech frame by frame; the engine over them is general. */
public interface FrameFamily extends ModelFamily {
  /** What the family says of its voices. */
  VoiceRules voiceRules();

  /**
   * One tiny inference through every part of the family, compared with known numbers: tells a
   * broken native library or driver before anybody hears it. Takes about a second.
   *
   * @throws IllegalStateException if the numbers are wrong
   */
  void selfTest(TorchDevice device);

  /**
   * What a model asks of a device, from its dimensions alone.
   *
   * @return empty where that is not worth asking
   * @throws IOException if a file of the model cannot be read
   */
  default Optional<ModelDemand> demand(InstalledModel model, WeightPrecision precision)
      throws IOException {
    return Optional.empty();
  }

  /**
   * Loads a model.
   *
   * @param voices those that the installed models of the family can speak with
   * @return the model; the caller closes it
   * @throws IOException if a file cannot be read, is unsound, or does not fit the others
   */
  FrameSpeaker load(
      InstalledModel model, Conditionings voices, TorchDevice device, NeuralRuntime runtime)
      throws IOException;

  @Override
  default EngineFactory engine(ModelStore models, VoiceFolder voices, NeuralRuntime runtime) {
    FrameVoices own = new FamilyVoices(this, voiceRules(), models, voices, runtime.precision());
    return new FrameEngineFactory(this, models, own, runtime);
  }

  @Override
  default Optional<FamilyVoices> familyVoices(ModelStore models, VoiceFolder profiles) {
    return Optional.of(
        new FamilyVoices(this, voiceRules(), models, profiles, NeuralRuntime.STANDARD.precision()));
  }
}
