package io.rhapsode.synth.family.onnx;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.compute.onnx.OnnxDevice;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.engine.EngineFactory;
import io.rhapsode.synth.engine.SpeechEngine;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.ModelException;
import io.rhapsode.synth.model.ModelStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the engine of a family over its installed models. Thread-safe. */
final class OnnxEngineFactory implements EngineFactory {
  private static final Logger LOG = LoggerFactory.getLogger(OnnxEngineFactory.class);

  private final OnnxVoiceFamily family;
  private final ModelStore models;
  private final NeuralRuntime runtime;

  OnnxEngineFactory(OnnxVoiceFamily family, ModelStore models, NeuralRuntime runtime) {
    this.family = requireNonNull(family, "family is null");
    this.models = requireNonNull(models, "models is null");
    this.runtime = requireNonNull(runtime, "runtime is null");
  }

  @Override
  public String id() {
    return family.id();
  }

  @Override
  public boolean usesDevice() {
    return true;
  }

  /** The voices of every usable model; what is wrong with the others is logged. */
  @Override
  public List<Voice> voices() throws IOException {
    List<Voice> voices = new ArrayList<>();
    for (InstalledModel model : installed()) {
      try {
        voices.addAll(family.voices(model));
      } catch (IOException e) {
        LOG.warn("model {} left out: {}", model.id(), e.getMessage());
      }
    }
    voices.sort(Comparator.comparing(Voice::name));
    return voices;
  }

  @Override
  public Optional<Voice> voice(String name) throws IOException {
    for (InstalledModel model : installed()) {
      Optional<Voice> voice = family.voice(model, name);
      if (voice.isPresent()) {
        return voice;
      }
    }
    return Optional.empty();
  }

  /**
   * @throws IOException if the device is not there, or the precision is not the models' own
   */
  @Override
  public SpeechEngine open() throws IOException {
    if (runtime.precision() != WeightPrecision.FLOAT32) {
      throw new IOException(
          "voices of %s are computed as their file has them: leave --precision out"
              .formatted(family.id()));
    }
    try {
      OnnxDevice device = OnnxDevice.named(runtime.device());
      LOG.info("{} on {}", family.id(), device);
      return new OnnxEngine(family, models, device, this);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private List<InstalledModel> installed() throws IOException {
    try {
      return models.models().stream()
          .filter(model -> model.record().family().equals(family.id()))
          .toList();
    } catch (ModelException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
