package io.rhapsode.synth.voice.conditioning;

import io.rhapsode.synth.checkpoint.CheckpointException;
import io.rhapsode.synth.checkpoint.ElementType;
import io.rhapsode.synth.checkpoint.Safetensors;
import io.rhapsode.synth.checkpoint.SafetensorsWriter;
import io.rhapsode.synth.checkpoint.TensorEntry;
import io.rhapsode.synth.checkpoint.fingerprint.TensorFingerprint;
import io.rhapsode.synth.voice.conditioning.Conditioning.PromptCache;
import io.rhapsode.synth.voice.conditioning.Conditioning.ReferenceCodes;
import io.rhapsode.synth.voice.conditioning.Conditioning.ReferenceSpeech;
import io.rhapsode.synth.voice.conditioning.Conditioning.SpeakerEmbedding;
import io.rhapsode.synth.voice.conditioning.Conditioning.StyleTable;
import io.rhapsode.synth.voice.conditioning.Conditioning.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A conditioning as tensors of a safetensors file. The kind stands in the metadata; a file without
 * it holds a prompt cache, as the Pocket TTS reference exports it and reads it.
 */
public final class ConditioningTensors {
  private static final String KIND = "conditioning.kind";
  private static final String TRANSCRIPT = "conditioning.transcript";
  private static final String PRESET = "conditioning.preset";
  private static final String LATENTS = "latents";
  private static final String EMBEDDING = "speaker_embedding";
  private static final String CODES = "reference_codes";
  private static final String STYLES = "styles";

  private ConditioningTensors() {}

  public static void write(Conditioning conditioning, SafetensorsWriter writer) {
    writer.metadata(KIND, conditioning.kind());
    if (conditioning instanceof PromptCache prompt) {
      prompt.state().write(writer);
      prompt
          .latents()
          .ifPresent(
              latents ->
                  writer.floats(LATENTS, latents.values(), latents.frames(), latents.channels()));
    } else if (conditioning instanceof SpeakerEmbedding embedding) {
      write(EMBEDDING, embedding.values(), writer);
    } else if (conditioning instanceof ReferenceCodes codes) {
      write(codes, writer);
    } else if (conditioning instanceof ReferenceSpeech speech) {
      write(EMBEDDING, speech.embedding(), writer);
      write(speech.codes(), writer);
      writer.metadata(TRANSCRIPT, speech.transcript());
    } else if (conditioning instanceof StyleTable table) {
      write(STYLES, table.styles(), writer);
    } else if (conditioning instanceof Conditioning.Preset preset) {
      writer.metadata(PRESET, preset.value());
    }
  }

  /** Kind by the metadata alone. */
  public static String kind(Safetensors file) {
    return file.metadata().getOrDefault(KIND, PromptCache.KIND);
  }

  /**
   * Reads what {@link #write} wrote, or a published prompt cache.
   *
   * @param foreign names of further tensors of the file
   * @throws CheckpointException if it is none, or the file has other tensors besides
   */
  public static Conditioning read(Safetensors file, Set<String> foreign)
      throws CheckpointException {
    Set<String> own = new HashSet<>(foreign);
    Conditioning conditioning;
    try {
      conditioning =
          switch (kind(file)) {
            case PromptCache.KIND -> promptCache(file, own);
            case SpeakerEmbedding.KIND -> new SpeakerEmbedding(table(file, EMBEDDING, own));
            case ReferenceCodes.KIND -> codes(file, own);
            case ReferenceSpeech.KIND ->
                new ReferenceSpeech(
                    table(file, EMBEDDING, own),
                    codes(file, own),
                    file.metadata().getOrDefault(TRANSCRIPT, ""));
            case StyleTable.KIND -> new StyleTable(table(file, STYLES, own));
            case Conditioning.Preset.KIND ->
                new Conditioning.Preset(file.metadata().getOrDefault(PRESET, ""));
            default ->
                throw new CheckpointException(
                    file.file(), "conditioning of the unknown kind '" + kind(file) + "'");
          };
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(file.file(), "conditioning is wrong: " + e.getMessage(), e);
    }
    for (String name : file.names()) {
      if (!own.contains(name)) {
        throw CheckpointException.ofTensor(file.file(), name, "does not belong in a voice");
      }
    }
    return conditioning;
  }

  /**
   * SHA-256 of what decides the sound.
   *
   * @throws CheckpointException if the file is unsound
   */
  public static String fingerprint(Safetensors file) throws CheckpointException {
    return TensorFingerprint.sha256(file, name -> !name.equals(LATENTS))
        + file.metadata().getOrDefault(PRESET, "")
        + file.metadata().getOrDefault(TRANSCRIPT, "");
  }

  private static Conditioning promptCache(Safetensors file, Set<String> own)
      throws CheckpointException {
    PromptState state = PromptState.read(file);
    own.addAll(PromptState.tensorNames(state.layerCount()));
    boolean published = file.metadata().isEmpty();
    if (published || !file.names().contains(LATENTS)) {
      return new PromptCache(state, Optional.empty());
    }
    own.add(LATENTS);
    List<Long> shape = shape(file, LATENTS);
    return new PromptCache(
        state,
        Optional.of(
            new Latents(
                file.floats(LATENTS),
                Math.toIntExact(shape.get(0)),
                Math.toIntExact(shape.get(1)))));
  }

  private static ReferenceCodes codes(Safetensors file, Set<String> own)
      throws CheckpointException {
    own.add(CODES);
    List<Long> shape = shape(file, CODES);
    if (file.entry(CODES).type() != ElementType.I64) {
      throw new CheckpointException(file.file(), CODES + " must be I64");
    }
    return new ReferenceCodes(
        file.integers(CODES), Math.toIntExact(shape.get(0)), Math.toIntExact(shape.get(1)));
  }

  private static Table table(Safetensors file, String name, Set<String> own)
      throws CheckpointException {
    own.add(name);
    List<Long> shape = shape(file, name);
    return new Table(
        file.floats(name), Math.toIntExact(shape.get(0)), Math.toIntExact(shape.get(1)));
  }

  private static void write(ReferenceCodes codes, SafetensorsWriter writer) {
    writer.integers(CODES, codes.codes(), codes.frames(), codes.codebooks());
  }

  private static void write(String name, Table table, SafetensorsWriter writer) {
    writer.floats(name, table.values(), table.rows(), table.columns());
  }

  /** Two extents, neither of them 0. */
  private static List<Long> shape(Safetensors file, String name) throws CheckpointException {
    TensorEntry entry = file.entry(name);
    if (entry.shape().size() != 2 || entry.elements() < 1) {
      throw new CheckpointException(
          file.file(), name + " must have two extents above 0, is " + entry.shape());
    }
    return entry.shape();
  }
}
