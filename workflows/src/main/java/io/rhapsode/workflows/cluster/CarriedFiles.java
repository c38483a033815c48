package io.rhapsode.workflows.cluster;

import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.store.Sha256;
import io.rhapsode.synth.checkpoint.CheckpointException;
import io.rhapsode.synth.checkpoint.fingerprint.FileFingerprint;
import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.family.FrameVoices;
import io.rhapsode.synth.listen.ListenSettings;
import io.rhapsode.synth.listen.QualityMode;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.ModelException;
import io.rhapsode.synth.model.ModelStore;
import io.rhapsode.synth.registry.Listeners;
import io.rhapsode.synth.registry.RuntimeFiles;
import io.rhapsode.synth.registry.SpeakerEncoders;
import io.rhapsode.synth.registry.SpeechEngines;
import io.rhapsode.synth.voice.VoiceException;
import io.rhapsode.synth.voice.VoiceFolder;
import io.rhapsode.synth.voice.VoiceHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models and the users' voices that a job needs of its workers, and their copies in its work
 * folder. Voices always travel; models do when a worker has not the very same.
 */
public final class CarriedFiles {
  private static final Logger LOGGER = LoggerFactory.getLogger(CarriedFiles.class);

  private final Map<String, InstalledModel> models = new TreeMap<>();
  private final List<VoiceHeader> profiles = new ArrayList<>();

  private CarriedFiles() {}

  /**
   * What a job needs, as it is installed here.
   *
   * @param voices who speaks
   * @throws IOException when a model or a voice cannot be read
   */
  public static CarriedFiles of(
      Collection<Voice> voices, ListenSettings listen, NeuralRuntime runtime) throws IOException {
    CarriedFiles needed = new CarriedFiles();
    ModelStore models = RuntimeFiles.models(runtime);
    VoiceFolder profiles = RuntimeFiles.voices(runtime);
    try {
      List<Voice> speakers = new ArrayList<>(voices);
      if (!listen.fallbackVoice().isEmpty()) {
        speakers.addAll(SpeechEngines.standard(runtime).realisations(listen.fallbackVoice()));
      }
      for (Voice voice : speakers) {
        String model = voice.parameters().get(FrameVoices.MODEL);
        if (model != null) {
          needed.add(models.model(model));
          profiles.header(voice.name()).ifPresent(needed.profiles::add);
        }
      }
      if (Listeners.settled(listen).mode() == QualityMode.ASR) {
        needed.add(models.model(listen.model()));
        SpeakerEncoders.model(models).ifPresent(needed::add);
      }
      return needed;
    } catch (ModelException | VoiceException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private void add(InstalledModel model) {
    models.put(model.id(), model);
  }

  /** A hash over the names and contents of the files of each model, by its id. */
  Map<String, String> fingerprints() throws IOException {
    Map<String, String> fingerprints = new TreeMap<>();
    for (InstalledModel model : models.values()) {
      fingerprints.put(model.id(), fingerprint(model));
    }
    return fingerprints;
  }

  static String fingerprint(InstalledModel model) throws IOException {
    return Sha256.hex(Json.MAPPER.writeValueAsBytes(model.record().files()));
  }

  /** Whether workers need models at all. */
  public boolean needsModels() {
    return !models.isEmpty();
  }

  /**
   * Copies the voices into a folder, those that are not there already.
   *
   * @return the runtime that speaks with them; the same where no user's voice speaks
   * @throws IOException when the folder cannot be used
   */
  public NeuralRuntime carryVoices(NeuralRuntime runtime, Path folder) throws IOException {
    if (profiles.isEmpty()) {
      return runtime;
    }
    VoiceFolder carried = new VoiceFolder(folder);
    for (VoiceHeader profile : profiles) {
      Path there = folder.resolve(profile.file().getFileName());
      try {
        if (!Files.exists(there) || Files.mismatch(profile.file(), there) >= 0) {
          carried.add(profile.file(), profile.name(), true);
        }
      } catch (VoiceException | CheckpointException e) {
        throw new IOException(e.getMessage(), e);
      }
    }
    return runtime.withVoices(folder.toString());
  }

  /**
   * Copies the models into a folder, those that are not there already.
   *
   * @return the runtime that speaks with them
   * @throws IOException when the folder cannot be used, or a file here is not what was installed
   */
  public NeuralRuntime carryModels(NeuralRuntime runtime, Path folder) throws IOException {
    ModelStore carried = new ModelStore(folder);
    for (InstalledModel model : models.values()) {
      Optional<InstalledModel> there;
      try {
        there = carried.find(model.id());
      } catch (ModelException e) {
        // Half of a copy is none.
        there = Optional.empty();
      }
      if (there.isEmpty() || !there.get().record().equals(model.record())) {
        LOGGER.info("model {} is copied to {}", model.id(), folder);
        copy(model, carried);
      }
    }
    return runtime.withModels(folder.toString());
  }

  private static void copy(InstalledModel model, ModelStore store) throws IOException {
    Path prepared = store.prepare(model.id());
    try {
      for (Map.Entry<String, InstalledModel.File> file : model.record().files().entrySet()) {
        Path copy = prepared.resolve(file.getKey());
        Files.createDirectories(copy.getParent());
        Files.copy(model.folder().resolve(file.getKey()), copy);
        if (!FileFingerprint.sha256(copy).equals(file.getValue().sha256())) {
          throw new IOException(
              "%s of model %s is not what was installed; `rhapsode models verify %s` says more"
                  .formatted(file.getKey(), model.id(), model.id()));
        }
      }
      store.publish(prepared, model.record());
    } finally {
      ModelStore.delete(prepared);
    }
  }
}
