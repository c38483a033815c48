package io.rhapsode.synth.voice;

import io.rhapsode.synth.checkpoint.CheckpointException;
import io.rhapsode.synth.checkpoint.ElementType;
import io.rhapsode.synth.checkpoint.Safetensors;
import io.rhapsode.synth.checkpoint.SafetensorsWriter;
import io.rhapsode.synth.checkpoint.TensorEntry;
import io.rhapsode.synth.voice.conditioning.ConditioningTensors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Profiles on disk: one safetensors file. Who, whence and by whose leave stands in the metadata, at
 * the begin of the file; the recording is a tensor of bytes. A voice without recording has its
 * conditioning instead: a prompt cache stands in the tensors that the Pocket TTS reference exports,
 * so that it reads our files and we read its. The same profile gives the same bytes. Files of
 * format 1 hold a prompt cache.
 */
public final class VoiceProfileFile {
  /** File name extension, with the dot. */
  public static final String EXTENSION = ".safetensors";

  private static final String RECORDING = "recording";
  private static final String FORMAT_KEY = "rhapsode.voice";
  private static final String FORMAT = "2";
  private static final Set<String> KNOWN_FORMATS = Set.of("1", FORMAT);
  private static final String MODEL_ID = "model.id";
  private static final String MODEL_WEIGHTS = "model.weights_sha256";
  private static final String MODEL_ENCODER = "model.encoder_sha256";
  private static final String REFERENCE_FILE = "reference.file";
  private static final String REFERENCE_SHA256 = "reference.sha256";
  private static final String REFERENCE_SECONDS = "reference.seconds";
  private static final String REFERENCE_FINDINGS = "reference.findings";
  private static final String CONSENT_STATEMENT = "consent.statement";
  private static final String CONSENT_RECORDED_AT = "consent.recorded_at";
  private static final String CONSENT_UNTIL = "consent.until";
  private static final String CONSENT_PURPOSES = "consent.purposes";
  private static final String SPOKEN_FILE = "consent.spoken.file";
  private static final String SPOKEN_SHA256 = "consent.spoken.sha256";
  private static final String SPOKEN_HEARD = "consent.spoken.heard";
  private static final String SPOKEN_SIMILARITY = "consent.spoken.similarity";
  private static final String CREATED_AT = "created.at";
  private static final String CREATED_BY = "created.by";
  private static final String RECORDING_SHA256 = "recording.samples_sha256";
  private static final String RECORDING_RATE = "recording.sample_rate_hz";
  private static final String RECORDING_SECONDS = "recording.seconds";
  private static final String RECORDING_TRANSCRIPT = "recording.transcript";

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
      VoiceHeader header = header(file, tensors);
      if (header.recording().isPresent()) {
        byte[] content = recording(tensors);
        return new VoiceProfile(
            header.name(),
            header.origin(),
            Optional.of(new Recording(content, header.recording().get())),
            Optional.empty());
      }
      return new VoiceProfile(
          header.name(),
          header.origin(),
          Optional.empty(),
          Optional.of(ConditioningTensors.read(tensors, Set.of())));
    }
  }

  /**
   * Reads the begin of a file; whether the rest is sound shows when it is used.
   *
   * @throws CheckpointException if the file is unsound or the metadata is not that of a voice
   */
  public static VoiceHeader readHeader(Path file) throws CheckpointException {
    try (Safetensors tensors = Safetensors.open(file)) {
      return header(file, tensors);
    }
  }

  /**
   * SHA-256 of what a voice without recording sounds like: its conditioning, not its history.
   *
   * @throws CheckpointException if the file is unsound
   */
  public static String conditioningFingerprint(Path file) throws CheckpointException {
    try (Safetensors tensors = Safetensors.open(file)) {
      return ConditioningTensors.fingerprint(tensors);
    }
  }

  /**
   * Writes a profile with its history; the file appears whole or not at all.
   *
   * @throws IllegalArgumentException if the profile has no origin
   * @throws IOException if it cannot be written
   */
  public static void write(VoiceProfile profile, Path file) throws IOException {
    VoiceProfile.Origin origin =
        profile.origin().orElseThrow(() -> new IllegalArgumentException("profile has no origin"));
    SafetensorsWriter writer = new SafetensorsWriter();
    profile.conditioning().ifPresent(made -> ConditioningTensors.write(made, writer));
    profile.recording().ifPresent(recording -> write(recording, writer));
    write(origin.consent(), writer);
    writer
        .metadata(FORMAT_KEY, FORMAT)
        .metadata(MODEL_ID, origin.model().id())
        .metadata(MODEL_WEIGHTS, origin.model().weights())
        .metadata(MODEL_ENCODER, origin.model().encoder())
        .metadata(REFERENCE_FILE, origin.reference().fileName())
        .metadata(REFERENCE_SHA256, origin.reference().fingerprint())
        .metadata(REFERENCE_SECONDS, Double.toString(origin.reference().seconds()))
        .metadata(REFERENCE_FINDINGS, origin.reference().findings())
        .metadata(CREATED_AT, toSecond(origin.createdAt()))
        .metadata(CREATED_BY, origin.createdBy())
        .write(file);
  }

  private static void write(Consent consent, SafetensorsWriter writer) {
    writer
        .metadata(CONSENT_STATEMENT, consent.statement())
        .metadata(CONSENT_RECORDED_AT, toSecond(consent.recordedAt()));
    consent.until().ifPresent(day -> writer.metadata(CONSENT_UNTIL, day.toString()));
    if (!consent.purposes().isEmpty()) {
      writer.metadata(CONSENT_PURPOSES, String.join(" ", consent.purposes()));
    }
    if (consent.spoken().isPresent()) {
      Consent.SpokenStatement spoken = consent.spoken().get();
      writer.metadata(SPOKEN_FILE, spoken.fileName()).metadata(SPOKEN_SHA256, spoken.sha256());
      spoken.heard().ifPresent(heard -> writer.metadata(SPOKEN_HEARD, heard));
      spoken
          .similarity()
          .ifPresent(value -> writer.metadata(SPOKEN_SIMILARITY, Double.toString(value)));
    }
  }

  private static Consent consent(Path file, Map<String, String> metadata)
      throws CheckpointException {
    Optional<Consent.SpokenStatement> spoken =
        metadata.containsKey(SPOKEN_FILE)
            ? Optional.of(
                new Consent.SpokenStatement(
                    metadata.get(SPOKEN_FILE),
                    text(file, metadata, SPOKEN_SHA256),
                    Optional.ofNullable(metadata.get(SPOKEN_HEARD)),
                    Optional.ofNullable(metadata.get(SPOKEN_SIMILARITY)).map(Double::valueOf)))
            : Optional.empty();
    String purposes = metadata.getOrDefault(CONSENT_PURPOSES, "");
    return new Consent(
        text(file, metadata, CONSENT_STATEMENT),
        Instant.parse(text(file, metadata, CONSENT_RECORDED_AT)),
        Optional.ofNullable(metadata.get(CONSENT_UNTIL)).map(LocalDate::parse),
        purposes.isEmpty() ? new TreeSet<>() : new TreeSet<>(List.of(purposes.split(" "))),
        spoken);
  }

  private static void write(Recording recording, SafetensorsWriter writer) {
    byte[] content = recording.content();
    Recording.Summary summary = recording.summary();
    writer
        .bytes(RECORDING, ElementType.U8, ByteBuffer.wrap(content), content.length)
        .metadata(RECORDING_SHA256, summary.samplesSha256())
        .metadata(RECORDING_RATE, Integer.toString(summary.sampleRateHz()))
        .metadata(RECORDING_SECONDS, Double.toString(summary.seconds()));
    summary.transcript().ifPresent(text -> writer.metadata(RECORDING_TRANSCRIPT, text));
  }

  /** Name of the voice a file holds: the file's without its extension. */
  static String nameOf(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(EXTENSION) ? name.substring(0, name.length() - EXTENSION.length()) : name;
  }

  private static VoiceHeader header(Path file, Safetensors tensors) throws CheckpointException {
    Map<String, String> metadata = tensors.metadata();
    boolean own = metadata.containsKey(FORMAT_KEY);
    Optional<VoiceProfile.Origin> origin =
        own ? Optional.of(origin(file, metadata)) : Optional.empty();
    boolean recorded = own && metadata.containsKey(RECORDING_SHA256);
    return new VoiceHeader(
        nameOf(file),
        file,
        origin,
        recorded ? Optional.of(summary(file, metadata)) : Optional.empty(),
        recorded ? Optional.empty() : Optional.of(ConditioningTensors.kind(tensors)));
  }

  private static Recording.Summary summary(Path file, Map<String, String> metadata)
      throws CheckpointException {
    try {
      return new Recording.Summary(
          text(file, metadata, RECORDING_SHA256),
          Integer.parseInt(text(file, metadata, RECORDING_RATE)),
          Double.parseDouble(text(file, metadata, RECORDING_SECONDS)),
          Optional.ofNullable(metadata.get(RECORDING_TRANSCRIPT)));
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(file, "voice metadata is wrong: " + e.getMessage(), e);
    }
  }

  private static byte[] recording(Safetensors tensors) throws CheckpointException {
    TensorEntry entry = tensors.entry(RECORDING);
    boolean bytes = entry.type() == ElementType.U8 && entry.shape().size() == 1;
    if (!bytes || entry.elements() > Recording.MOST_BYTES || tensors.names().size() > 1) {
      throw new CheckpointException(
          tensors.file(),
          "the recording must be the only tensor, of 1 to %d bytes, is %s %s"
              .formatted(Recording.MOST_BYTES, entry.type(), entry.shape()));
    }
    ByteBuffer content = tensors.bytes(RECORDING);
    byte[] copy = new byte[content.remaining()];
    content.get(copy);
    return copy;
  }

  private static VoiceProfile.Origin origin(Path file, Map<String, String> metadata)
      throws CheckpointException {
    String format = text(file, metadata, FORMAT_KEY);
    if (!KNOWN_FORMATS.contains(format)) {
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
          consent(file, metadata),
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
