package io.rhapsode.synth.family.pocket;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.store.Sha256;
import io.rhapsode.synth.checkpoint.Safetensors;
import io.rhapsode.synth.checkpoint.TensorFingerprint;
import io.rhapsode.synth.compute.torch.WeightPrecision;
import io.rhapsode.synth.generate.engine.FrameVoices;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.ModelException;
import io.rhapsode.synth.model.ModelStore;
import io.rhapsode.synth.voice.PromptState;
import io.rhapsode.synth.voice.VoiceException;
import io.rhapsode.synth.voice.VoiceFolder;
import io.rhapsode.synth.voice.VoiceProfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The voices of this machine that one of its models can speak with. A voice belongs to the model
 * with the weights it was made with; one published without its history belongs to the only model
 * that its shape fits. May be used by several threads.
 */
final class PocketVoiceTable implements FrameVoices, PocketSpeaker.Prompts {
  /**
   * Longest text taken at once, in UTF-16 units: some hundred tokens, which bounds the memory of a
   * slot where punctuation gives nowhere to cut.
   */
  static final int MAXIMUM_CHARACTERS = 500;

  private static final Logger LOG = LoggerFactory.getLogger(PocketVoiceTable.class);
  private static final String PRECISION = "precision";

  /** Changes whenever the same voice, text and seed would sound different. */
  private static final String ENGINE_VERSION = "1";

  private final ModelStore models;
  private final VoiceFolder profiles;
  private final WeightPrecision precision;

  PocketVoiceTable(ModelStore models, VoiceFolder profiles, WeightPrecision precision) {
    this.models = requireNonNull(models, "models is null");
    this.profiles = requireNonNull(profiles, "profiles is null");
    this.precision = requireNonNull(precision, "precision is null");
  }

  @Override
  public List<Voice> voices() throws IOException {
    List<VoiceFolder.Entry> entries = profiles.list();
    List<Voice> voices = new ArrayList<>();
    for (VoiceFolder.Entry entry : entries) {
      try {
        voices.add(describe(entry));
      } catch (VoiceException | ModelException | IOException e) {
        LOG.warn("voice {} left out: {}", entry.name(), e.getMessage());
      }
    }
    return voices;
  }

  @Override
  public Optional<Voice> voice(String name) throws IOException {
    for (VoiceFolder.Entry entry : profiles.list()) {
      if (entry.name().equals(name)) {
        try {
          return Optional.of(describe(entry));
        } catch (VoiceException | ModelException e) {
          throw new IOException(e.getMessage(), e);
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public PromptState prompt(Voice voice) throws IOException {
    Voice present =
        voice(voice.name())
            .orElseThrow(() -> new IOException("voice '%s' is gone".formatted(voice.name())));
    if (!present.fingerprint().equals(voice.fingerprint())) {
      throw new IOException(
          "voice '%s' was replaced since the job began: start it again".formatted(voice.name()));
    }
    try {
      return profiles.load(voice.name()).state();
    } catch (VoiceException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private Voice describe(VoiceFolder.Entry entry)
      throws VoiceException, ModelException, IOException {
    VoiceProfile profile = profiles.load(entry.name());
    InstalledModel model = modelOf(profile);
    List<String> languages = model.record().languages();
    return new Voice(
        entry.name(),
        PocketFamily.ID,
        ENGINE_VERSION,
        fingerprint(entry.file(), model),
        languages.get(0),
        languages,
        Map.of(MODEL, model.id(), PRECISION, precision.toString()),
        MAXIMUM_CHARACTERS);
  }

  private InstalledModel modelOf(VoiceProfile profile)
      throws VoiceException, ModelException, IOException {
    List<InstalledModel> fitting = new ArrayList<>();
    for (InstalledModel model : models.models()) {
      if (model.record().family().equals(PocketFamily.ID) && fits(profile, model)) {
        fitting.add(model);
      }
    }
    if (fitting.size() == 1) {
      return fitting.get(0);
    }
    if (profile.origin().isPresent()) {
      VoiceProfile.Model maker = profile.origin().get().model();
      if (!fitting.isEmpty()) {
        // The same weights under several names.
        return fitting.stream()
            .filter(model -> model.id().equals(maker.id()))
            .findFirst()
            .orElse(fitting.get(0));
      }
      throw new VoiceException(
          "voice '%s' was made for model %s with weights %s..., which is not installed: get it with"
                  .formatted(profile.name(), maker.id(), maker.weights().substring(0, 12))
              + " 'rhapsode models pull %s', or make the voice again".formatted(maker.id()));
    }
    throw new VoiceException(
        "voice '%s' does not say which model it is for, and %d installed models have its shape"
            .formatted(profile.name(), fitting.size()));
  }

  private static boolean fits(VoiceProfile profile, InstalledModel model) throws IOException {
    if (profile.origin().isPresent()) {
      String weights = profile.origin().get().model().weights();
      return model.record().files().values().stream()
          .anyMatch(file -> file.sha256().equals(weights));
    }
    PocketConfig.Transformer transformer =
        PocketModelFolder.open(model.folder()).config().flowLanguageModel().transformer();
    PromptState state = profile.state();
    return state.layerCount() == transformer.layers()
        && state.heads() == transformer.heads()
        && state.features() == transformer.headDimension();
  }

  /** Of everything that decides how the voice sounds: its prompt and the model's files. */
  private static String fingerprint(Path file, InstalledModel model) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Safetensors tensors = Safetensors.open(file)) {
      all.append(TensorFingerprint.sha256(tensors, name -> name.startsWith("transformer.")));
    }
    model.record().files().forEach((name, content) -> all.append(name).append(content.sha256()));
    return Sha256.hex(all.toString().getBytes(StandardCharsets.UTF_8));
  }
}
