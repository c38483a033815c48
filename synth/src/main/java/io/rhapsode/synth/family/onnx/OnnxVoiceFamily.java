package io.rhapsode.synth.family.onnx;

import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.compute.onnx.OnnxDevice;
import io.rhapsode.synth.engine.EngineFactory;
import io.rhapsode.synth.family.ModelFamily;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.ModelStore;
import io.rhapsode.synth.voice.VoiceFolder;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A family whose models are one ONNX graph each, with voices of their own. */
public interface OnnxVoiceFamily extends ModelFamily {
  /** Key of a voice's parameters: id of its model. */
  String MODEL = "model";

  /**
   * The voices of a model, in order of name; reads no weights.
   *
   * @throws IOException if a file of the model is missing or wrong
   */
  List<Voice> voices(InstalledModel model) throws IOException;

  /**
   * A voice of a model by name, also one that is not listed, such as a blend.
   *
   * @return empty when the model has no such voice
   * @throws IOException if a file of the model is missing or wrong, or the name is
   */
  default Optional<Voice> voice(InstalledModel model, String name) throws IOException {
    return voices(model).stream().filter(voice -> voice.name().equals(name)).findFirst();
  }

  /**
   * Loads a model; the caller closes it.
   *
   * @throws IOException if a file of the model is missing or wrong
   */
  OnnxVoiceModel load(InstalledModel model, OnnxDevice device) throws IOException;

  @Override
  default EngineFactory engine(ModelStore models, VoiceFolder voices, NeuralRuntime runtime) {
    return new OnnxEngineFactory(this, models, runtime);
  }
}
