package io.rhapsode.synth.registry;

import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.model.DataHome;
import io.rhapsode.synth.model.ModelStore;
import io.rhapsode.synth.voice.VoiceFolder;
import java.nio.file.Path;

/** The models and the users' voices that a {@link NeuralRuntime} speaks with. */
public final class RuntimeFiles {
  private RuntimeFiles() {}

  public static ModelStore models(NeuralRuntime runtime) {
    return new ModelStore(
        runtime.models().isEmpty() ? DataHome.ofThisUser().models() : Path.of(runtime.models()));
  }

  public static VoiceFolder voices(NeuralRuntime runtime) {
    return new VoiceFolder(
        runtime.voices().isEmpty() ? DataHome.ofThisUser().voices() : Path.of(runtime.voices()));
  }
}
