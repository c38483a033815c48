package io.rhapsode.synth.voice;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.store.Sha256;
import io.rhapsode.synth.checkpoint.CheckpointException;
import io.rhapsode.synth.checkpoint.Safetensors;
import io.rhapsode.synth.checkpoint.SafetensorsWriter;
import io.rhapsode.synth.voice.conditioning.Conditioning;
import io.rhapsode.synth.voice.conditioning.ConditioningTensors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What models made of recordings: a cache that may be deleted at any time. Its files are found by
 * recording and model, so that a changed model or a replaced voice is another file. A file that
 * cannot be read is as good as none. Safe for use by several threads and processes.
 */
public final class DerivedConditionings {
  private static final String EXTENSION = ".safetensors";
  private static final String CONTENT = "content.sha256";

  private final Path folder;

  public DerivedConditionings(Path folder) {
    this.folder = requireNonNull(folder, "folder is null");
  }

  /**
   * What was made of a recording by a model.
   *
   * @param recording {@link Recording.Summary#samplesSha256}
   * @param model SHA-256 over what decides how the model speaks
   * @return empty if nothing was, or it was damaged
   */
  public Optional<Conditioning> find(String recording, String model) throws IOException {
    Path file = file(recording, model);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (Safetensors tensors = Safetensors.open(file)) {
      boolean whole =
          ConditioningTensors.fingerprint(tensors).equals(tensors.metadata().get(CONTENT));
      return whole ? Optional.of(ConditioningTensors.read(tensors, Set.of())) : Optional.empty();
    } catch (CheckpointException damaged) {
      return Optional.empty();
    }
  }

  /** Keeps what a model made of a recording. */
  public void keep(String recording, String model, Conditioning conditioning) throws IOException {
    Files.createDirectories(folder);
    Path part = Files.createTempFile(folder, ".", EXTENSION);
    try {
      SafetensorsWriter writer = new SafetensorsWriter();
      ConditioningTensors.write(conditioning, writer);
      writer.write(part);
      try (Safetensors written = Safetensors.open(part)) {
        writer.metadata(CONTENT, ConditioningTensors.fingerprint(written));
      }
      writer.write(file(recording, model));
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Forgets all that was made of a recording. */
  public void forget(String recording) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> made;
    try (Stream<Path> files = Files.list(folder)) {
      made = files.filter(file -> file.getFileName().toString().startsWith(recording)).toList();
    }
    for (Path file : made) {
      Files.deleteIfExists(file);
    }
  }

  private Path file(String recording, String model) {
    String key = Sha256.hex(model.getBytes(StandardCharsets.UTF_8)).substring(0, 32);
    return folder.resolve(recording + "-" + key + EXTENSION);
  }
}
