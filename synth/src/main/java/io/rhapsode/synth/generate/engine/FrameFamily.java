package io.rhapsode.synth.generate.engine;

import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.engine.EngineFactory;
import io.rhapsode.synth.family.ModelFamily;
import io.rhapsode.synth.frame.FrameSpeaker;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.ModelStore;
import io.rhapsode.synth.voice.VoiceFolder;
import java.io.IOException;

/** A family whose models make speech frame by frame; the engine over them is general. */
public interface FrameFamily extends ModelFamily {
  /**
   * The voices of this machine that an installed model of the family can speak with.
   *
   * @param models the installed models, of any family
   * @param profiles the voices made by users
   * @param runtime where and how to compute
   */
  FrameVoices voices(ModelStore models, VoiceFolder profiles, NeuralRuntime runtime);

  /**
   * One tiny inference through every part of the family, compared with known numbers: tells a
   * broken native library or driver before it narrates a book. Takes about a second.
   *
   * @throws IllegalStateException if the numbers are wrong
   */
  void selfTest(TorchDevice device);

  /**
   * Loads a model.
   *
   * @param voices those of {@link #voices}
   * @return the model; the caller closes it
   * @throws IOException if a file cannot be read, is unsound, or does not fit the others
   */
  FrameSpeaker load(
      InstalledModel model, FrameVoices voices, TorchDevice device, NeuralRuntime runtime)
      throws IOException;

  @Override
  default EngineFactory engine(ModelStore models, VoiceFolder voices, NeuralRuntime runtime) {
    return new FrameEngineFactory(this, models, voices(models, voices, runtime), runtime);
  }
}
