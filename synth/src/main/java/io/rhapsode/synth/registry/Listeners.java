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
   * The settings with what {@code auto} comes to on this machine. It is decided where a job is
   * begun, so that all its workers do the same.
   *
   * @throws IOException if the recogniser is installed and cannot be used
   */
  public static ListenSettings settled(ListenSettings settings) throws IOException {
    if (settings.mode() != QualityMode.AUTO) {
      return settings;
    }
    if (installed(settings, ofThisUser()).isEmpty()) {
      return settings.with(QualityMode.SIGNAL);
    }
    recogniser(settings);
    return settings.with(QualityMode.ASR);
  }

  /**
   * The model of this user that listens to words.
   *
   * @throws IOException if it is not installed or is no recogniser; the message says what to do
   */
  public static InstalledModel recogniser(ListenSettings settings) throws IOException {
    return recogniser(settings, ofThisUser());
  }

  private static ModelStore ofThisUser() {
    return RuntimeFiles.models(NeuralRuntime.STANDARD);
  }

  private static InstalledModel recogniser(ListenSettings settings, ModelStore models)
      throws IOException {
    InstalledModel model =
        installed(settings, models)
            .orElseThrow(
                () ->
                    new IOException(
                        "there is no model '%s' to listen with: rhapsode models pull %s, or --qa"
                                .formatted(settings.model(), settings.model())
                            + " signal"));
    if (!model.record().family().equals(WhisperModels.ID)) {
      throw new IOException(
          "model '%s' is of the family '%s', which recognises no speech"
              .formatted(model.id(), model.record().family()));
    }
    return model;
  }

  private static Optional<InstalledModel> installed(ListenSettings settings, ModelStore models)
      throws IOException {
    try {
      return models.find(settings.model());
    } catch (ModelException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /**
   * Opens the listener that settings ask for. With asr it also notes who speaks, where a speaker
   * encoder is installed.
   *
   * @param settings whose mode is signal or asr
   * @param engines to tell neural voices from others
   * @return the listener; the caller closes it
   * @throws IOException as {@link #recogniser}, or if its files cannot be read
   */
  public static Listener open(ListenSettings settings, NeuralRuntime runtime, SpeechEngines engines)
      throws IOException {
    switch (settings.mode()) {
      case ASR -> {
        return words(settings, runtime, engines);
      }
      case SIGNAL -> {
        return new SoundListener();
      }
      default -> throw new IllegalArgumentException("nobody listens with " + settings.mode());
    }
  }

  private static Listener words(
      ListenSettings settings, NeuralRuntime runtime, SpeechEngines engines) throws IOException {
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
