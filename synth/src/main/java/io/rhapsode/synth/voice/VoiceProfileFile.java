package io.rhapsode.synth.voice;

import io.rhapsode.synth.checkpoint.CheckpointException;
import io.rhapsode.synth.checkpoint.Safetensors;
import io.rhapsode.synth.checkpoint.SafetensorsWriter;
import io.rhapsode.synth.checkpoint.TensorEntry;
import io.rhapsode.synth.checkpoint.TensorFingerprint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Profiles on disk: one safetensors file. The state stands in the tensors that the Pocket TTS
 * reference exports, so it reads our files; a further tensor {@code latents} [F, C] and the
 * metadata hold what it does not know. The same profile gives the same bytes.
 */
public final class VoiceProfileFile {
  /** File name extension, with the dot. */
  public static final String EXTENSION = ".safetensors";

  private static final String LATENTS = "latents";
  private static final String FORMAT_KEY = "rhapsode.voice";
  private static final String FORMAT = "1";
  private static final String MODEL_ID = "model.id";
  private static final String MODEL_WEIGHTS = "model.weights_sha256";
  private static final String MODEL_ENCODER = "model.encoder_sha256";
  private static final String REFERENCE_FILE = "reference.file";
  private static final String REFERENCE_SHA256 = "reference.sha256";
  private static final String REFERENCE_SECONDS = "reference.seconds";
  private static final String REFERENCE_FINDINGS = "reference.findings";
  private static final String CONSENT_STATEMENT = "consent.statement";
  private static final String CONSENT_RECORDED_AT = "consent.recorded_at";
  private static final String CREATED_AT = "created.at";
  private static final String CREATED_BY = "created.by";

  private VoiceProfileFile() {}

  /**
   * Reads a profile, or a voice state as published by the model's authors. The profile's name is
   * the file's.
   *
   * @throws CheckpointException if the file is unsound, or its tensors or metadata are not those of
   *     a voice
   */
  public static VoiceProfile read(Path file) throws CheckpointException {
    try (Safetensors tensors = Safetensors.open(file)) {
      PromptState state = PromptState.read(tensors);
      boolean own = tensors.metadata().containsKey(FORMAT_KEY);
      requireNothingElse(tensors, state, own);
      String name = nameOf(file);
      if (!own) {
        return new VoiceProfile(name, Optional.empty(), Optional.empty(), state);
      }
      return new VoiceProfile(
          name,
          Optional.of(origin(file, tensors.metadata())),
          Optional.of(latents(tensors)),
          state);
    }
  }

  /**
   * The history of a profile, without the rest of it; empty for a published state.
   *
   * @throws CheckpointException if the file is unsound or the metadata is not that of a voice
   */
  public static Optional<VoiceProfile.Origin> readOrigin(Path file) throws CheckpointException {
    try (Safetensors tensors = Safetensors.open(file)) {
      return tensors.metadata().containsKey(FORMAT_KEY)
          ? Optional.of(origin(file, tensors.metadata()))
          : Optional.empty();
    }
  }

  /**
   * SHA-256 of what a voice sounds like: the state, not its history.
   *
   * @return 64 lower-case hexadecimal digits
   * @throws CheckpointException if the file is unsound
   */
  public static String stateFingerprint(Path file) throws CheckpointException {
    try (Safetensors tensors = Safetensors.open(file)) {
      return TensorFingerprint.sha256(tensors, name -> !name.equals(LATENTS));
    }
  }

  /**
   * Writes a profile with its history; the file appears whole or not at all.
   *
   * @throws IllegalArgumentException if the profile has no origin or no latents
   * @throws IOException if it cannot be written
   */
  public static void write(VoiceProfile profile, Path file) throws IOException {
    VoiceProfile.Origin origin =
        profile.origin().orElseThrow(() -> new IllegalArgumentException("profile has no origin"));
    VoiceProfile.Latents latents =
        profile.latents().orElseThrow(() -> new IllegalArgumentException("profile has no latents"));
    SafetensorsWriter writer = new SafetensorsWriter();
    profile.state().write(writer);
    writer.floats(LATENTS, latents.values(), latents.frames(), latents.channels());
    writer
        .metadata(FORMAT_KEY, FORMAT)
        .metadata(MODEL_ID, origin.model().id())
        .metadata(MODEL_WEIGHTS, origin.model().weights())
        .metadata(MODEL_ENCODER, origin.model().encoder())
        .metadata(REFERENCE_FILE, origin.reference().fileName())
        .metadata(REFERENCE_SHA256, origin.reference().fingerprint())
        .metadata(REFERENCE_SECONDS, Double.toString(origin.reference().seconds()))
        .metadata(REFERENCE_FINDINGS, origin.reference().findings())
        .metadata(CONSENT_STATEMENT, origin.consent().statement())
        .metadata(CONSENT_RECORDED_AT, toSecond(origin.consent().recordedAt()))
        .metadata(CREATED_AT, toSecond(origin.createdAt()))
        .metadata(CREATED_BY, origin.createdBy())
        .write(file);
  }

  /** Name of the voice a file holds: the file's without its extension. */
  static String nameOf(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(EXTENSION) ? name.substring(0, name.length() - EXTENSION.length()) : name;
  }

  private static void requireNothingElse(Safetensors tensors, PromptState state, boolean own)
      throws CheckpointException {
    Set<String> extra = new TreeSet<>(tensors.names());
    extra.removeAll(PromptState.tensorNames(state.layerCount()));
    if (own) {
      extra.remove(LATENTS);
    }
    if (!extra.isEmpty()) {
      throw CheckpointException.ofTensor(
          tensors.file(), extra.iterator().next(), "does not belong in a voice");
    }
  }

  private static VoiceProfile.Latents latents(Safetensors tensors) throws CheckpointException {
    TensorEntry entry = tensors.entry(LATENTS);
    List<Long> shape = entry.shape();
    if (shape.size() != 2 || entry.elements() < 1) {
      throw new CheckpointException(
          tensors.file(), LATENTS + " must be [frames, channels], is " + shape);
    }
    return new VoiceProfile.Latents(
        tensors.floats(LATENTS), Math.toIntExact(shape.get(0)), Math.toIntExact(shape.get(1)));
  }

  private static VoiceProfile.Origin origin(Path file, Map<String, String> metadata)
      throws CheckpointException {
    String format = text(file, metadata, FORMAT_KEY);
    if (!format.equals(FORMAT)) {
      throw new CheckpointException(
          file, "voice format " + format + " is newer than this program, which reads " + FORMAT);
    }
    try {
      return new VoiceProfile.Origin(
          new VoiceProfile.Model(
              text(file, metadata, MODEL_ID),
              text(file, metadata, MODEL_WEIGHTS),
              text(file, metadata, MODEL_ENCODER)),
          new VoiceProfile.Reference(
              text(file, metadata, REFERENCE_FILE),
              text(file, metadata, REFERENCE_SHA256),
              Double.parseDouble(text(file, metadata, REFERENCE_SECONDS)),
              text(file, metadata, REFERENCE_FINDINGS)),
          new VoiceProfile.Consent(
              text(file, metadata, CONSENT_STATEMENT),
              Instant.parse(text(file, metadata, CONSENT_RECORDED_AT))),
          Instant.parse(text(file, metadata, CREATED_AT)),
          text(file, metadata, CREATED_BY));
    } catch (IllegalArgumentException | DateTimeParseException exception) {
      throw new CheckpointException(
          file, "voice metadata is wrong: " + exception.getMessage(), exception);
    }
  }

  private static String text(Path file, Map<String, String> metadata, String key)
      throws CheckpointException {
    String value = metadata.get(key);
    if (value == null) {
      throw new CheckpointException(file, "voice metadata '" + key + "' is missing");
    }
    return value;
  }

  private static String toSecond(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
