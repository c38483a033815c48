package io.rhapsode.synth.generate.engine;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.compute.demand.ModelDemand;
import io.rhapsode.synth.compute.demand.SlowProcessor;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.engine.EngineFactory;
import io.rhapsode.synth.engine.SpeechEngine;
import io.rhapsode.synth.family.FrameVoices;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.ModelException;
import io.rhapsode.synth.model.ModelStore;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the engine of a family on the models and voices of this machine; without a model, or
 * without a voice, there is nothing to speak with and no native library is loaded. Thread-safe.
 */
public final class FrameEngineFactory implements EngineFactory {
  private static final Logger LOG = LoggerFactory.getLogger(FrameEngineFactory.class);

  private final FrameFamily family;
  private final ModelStore models;
  private final FrameVoices voices;
  private final NeuralRuntime runtime;

  /**
   * @param models the installed models, of any family
   * @param voices the family's voices
   * @param runtime where and how to compute
   */
  public FrameEngineFactory(
      FrameFamily family, ModelStore models, FrameVoices voices, NeuralRuntime runtime) {
    this.family = requireNonNull(family, "family is null");
    this.models = requireNonNull(models, "models is null");
    this.voices = requireNonNull(voices, "voices is null");
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

  @Override
  public List<Voice> voices() throws IOException {
    return voices.voices();
  }

  @Override
  public Optional<Voice> voice(String name) throws IOException {
    return voices.voice(name);
  }

  @Override
  public List<Voice> realisations(String name) throws IOException {
    return voices.realisations(name);
  }

  @Override
  public Optional<String> caution(Voice voice) throws IOException {
    try {
      InstalledModel model = models.model(voice.parameters().getOrDefault(FrameVoices.MODEL, ""));
      Optional<ModelDemand> demand = family.demand(model, runtime.precision());
      return demand.isPresent() && runtime.requireDevice().kind() == TorchDevice.Kind.CPU
          ? SlowProcessor.caution(model.id(), demand.get(), runtime.precision())
          : Optional.empty();
    } catch (ModelException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /**
   * Chooses the devices, tests the family on each and opens the engine.
   *
   * @throws IOException if the device is not there, the precision is not for it, or the self-test
   *     fails
   */
  @Override
  public SpeechEngine open() throws IOException {
    try {
      List<TorchDevice> devices = runtime.requireDevices();
      devices.forEach(family::selfTest);
      LOG.info(
          "engine {} on {} in {}, {} slots, {} workers",
          family.id(),
          devices,
          runtime.precision(),
          runtime.slots(),
          runtime.workers());
      return new FrameFamilyEngine(family, models, voices, devices, runtime);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
