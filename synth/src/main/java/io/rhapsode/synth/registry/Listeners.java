package io.rhapsode.synth.registry;

import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.compute.torch.TorchDevice;
import io.rhapsode.synth.engine.Phonemizer;
import io.rhapsode.synth.family.espeak.EspeakEngineFactory;
import io.rhapsode.synth.listen.ListenSettings;
import io.rhapsode.synth.listen.Listener;
import io.rhapsode.synth.listen.QualityMode;
import io.rhapsode.synth.listen.sound.SoundListener;
import io.rhapsode.synth.listen.voice.VoiceListener;
import io.rhapsode.synth.listen.whisper.WhisperModels;
import io.rhapsode.synth.listen.word.Recogniser;
import io.rhapsode.synth.listen.word.WordListener;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.ModelException;
import io.rhapsode.synth.model.ModelStore;
import io.rhapsode.synth.speaker.SpeakerEncoder;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

/** Opens whoever listens to takes. */
public final class Listeners {
  private Listeners() {}

  /**
   * The model of this user that listens to words.
   *
   * @throws IOException if it is not installed or is no recogniser; the message says what to do
   */
  public static InstalledModel recogniser(ListenSettings settings) throws IOException {
    return recogniser(settings, RuntimeFiles.models(NeuralRuntime.STANDARD));
  }

  private static InstalledModel recogniser(ListenSettings settings, ModelStore models)
      throws IOException {
    InstalledModel model;
    try {
      model =
          models
              .find(settings.model())
              .orElseThrow(
                  () ->
                      new IOException(
                          "there is no model '%s' to listen with: rhapsode models pull %s, or --qa"
                                  .formatted(settings.model(), settings.model())
                              + " signal"));
    } catch (ModelException e) {
      throw new IOException(e.getMessage(), e);
    }
    if (!model.record().family().equals(WhisperModels.ID)) {
      throw new IOException(
          "model '%s' is of the family '%s', which recognises no speech"
              .formatted(model.id(), model.record().family()));
    }
    return model;
  }

  /**
   * Opens the listener that settings ask for. With asr it also notes who speaks, where a speaker
   * encoder is installed.
   *
   * @param settings whose mode is not off
   * @param engines to tell neural voices from others
   * @return the listener; the caller closes it
   * @throws IOException as {@link #recogniser}, or if its files cannot be read
   */
  public static Listener open(ListenSettings settings, NeuralRuntime runtime, SpeechEngines engines)
      throws IOException {
    if (settings.mode() != QualityMode.ASR) {
      return new SoundListener();
    }
    Predicate<Voice> neural = voice -> engines.usesDevice(voice.engine());
    ModelStore models = RuntimeFiles.models(runtime);
    Recogniser recogniser = open(recogniser(settings, models), runtime);
    Listener words = new WordListener(settings, recogniser, phonemizer(), neural);
    Optional<SpeakerEncoder> encoder = encoder(models);
    return encoder.isEmpty() ? words : new VoiceListener(words, encoder.get(), neural);
  }

  private static Optional<SpeakerEncoder> encoder(ModelStore models) throws IOException {
    try {
      return SpeakerEncoders.installed(models);
    } catch (ModelException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /**
   * Opens an installed recogniser.
   *
   * @return the recogniser; the caller closes it
   * @throws IOException if its files cannot be read
   */
  public static Recogniser open(InstalledModel model, NeuralRuntime runtime) throws IOException {
    return WhisperModels.open(model, TorchDevice.named(runtime.device()));
  }

  /** What turns texts into the sounds that are compared. */
  public static Phonemizer phonemizer() throws IOException {
    return new EspeakEngineFactory().phonemizer();
  }
}
