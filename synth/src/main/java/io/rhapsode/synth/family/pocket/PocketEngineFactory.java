package io.rhapsode.synth.family.pocket;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.engine.EngineFactory;
import io.rhapsode.synth.engine.SpeechEngine;
import io.rhapsode.synth.model.ModelStore;
import io.rhapsode.synth.voice.VoiceFolder;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the neural engine on the models and voices of this machine. Its voices are those made by
 * their users; without a model, or without a voice, there is nothing to speak with and no native
 * library is loaded. Thread-safe.
 */
public final class PocketEngineFactory implements EngineFactory {
  /** Id of the engine. */
  public static final String ID = "pocket-tts";

  private static final Logger LOG = LoggerFactory.getLogger(PocketEngineFactory.class);

  private final ModelStore models;
  private final PocketVoiceTable voices;
  private final NeuralRuntime runtime;

  /**
   * @param models the installed models
   * @param profiles the voices
   * @param runtime where and how to compute
   */
  public PocketEngineFactory(ModelStore models, VoiceFolder profiles, NeuralRuntime runtime) {
    this.models = requireNonNull(models, "models is null");
    this.runtime = requireNonNull(runtime, "runtime is null");
    this.voices = new PocketVoiceTable(models, profiles, runtime.precision());
  }

  @Override
  public String id() {
    return ID;
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

  /**
   * Chooses the device, tests it with a tiny model and opens the engine.
   *
   * @throws IOException if the device is not there, the precision is not for it, or the self-test
   *     fails
   */
  @Override
  public SpeechEngine open() throws IOException {
    try {
      TorchDevice device = runtime.requireDevice();
      PocketSelfTest.run(device);
      LOG.info(
          "neural engine on {} in {}, {} slots, {} workers",
          device,
          runtime.precision(),
          runtime.slots(),
          runtime.workers());
      return new PocketFamilyEngine(models, voices, device, runtime);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
