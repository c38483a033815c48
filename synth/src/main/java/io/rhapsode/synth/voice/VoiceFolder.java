package io.rhapsode.synth.voice;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.store.folder.DurableFiles;
import io.rhapsode.pipeline.text.NearestName;
import io.rhapsode.synth.checkpoint.CheckpointException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A folder of voice profiles, one file each. Safe for use by several threads and processes: files
 * appear and vanish whole.
 */
public final class VoiceFolder {
  /** Not the name of a voice. */
  private static final String DERIVED = ".derived";

  private final Path folder;
  private final DurableFiles files;

  /**
   * @param folder need not exist; it is made when the first voice is saved
   */
  public VoiceFolder(Path folder) {
    this(folder, DurableFiles.STANDARD);
  }

  public VoiceFolder(Path folder, DurableFiles files) {
    this.folder = requireNonNull(folder, "folder is null");
    this.files = requireNonNull(files, "files is null");
  }

  /**
   * One file of the folder.
   *
   * @param name of the voice
   * @param file where it is
   */
  public record Entry(String name, Path file) {}

  /** Entries sorted by name; files are not opened. */
  public List<Entry> list() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Entry> entries = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(file -> file.toString().endsWith(VoiceProfileFile.EXTENSION))
          .filter(Files::isRegularFile)
          .sorted()
          .forEach(file -> entries.add(new Entry(VoiceProfileFile.nameOf(file), file)));
    }
    return entries;
  }

  /**
   * The headers of all voices, sorted by name; nothing else of the files is read.
   *
   * @param damaged told of files that are no sound voices, which are left out
   */
  public List<VoiceHeader> headers(Consumer<CheckpointException> damaged) throws IOException {
    List<VoiceHeader> headers = new ArrayList<>();
    for (Entry entry : list()) {
      try {
        headers.add(VoiceProfileFile.readHeader(entry.file()));
      } catch (CheckpointException e) {
        damaged.accept(e);
      }
    }
    return headers;
  }

  /**
   * The header of a voice.
   *
   * @return empty if there is none of that name
   * @throws VoiceException if its file is unsound
   */
  public Optional<VoiceHeader> header(String name) throws VoiceException {
    Path file = folder.resolve(name + VoiceProfileFile.EXTENSION);
    if (!VoiceProfile.isName(name) || !Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(VoiceProfileFile.readHeader(file));
    } catch (CheckpointException e) {
      throw unusable(name, e);
    }
  }

  /** What models made of the recordings of these voices. */
  public DerivedConditionings derived() {
    return new DerivedConditionings(folder.resolve(DERIVED));
  }

  /**
   * The file of a voice.
   *
   * @throws VoiceException if there is none of that name; it lists those there are
   */
  public Path file(String name) throws VoiceException, IOException {
    Path file = path(name);
    if (Files.isRegularFile(file)) {
      return file;
    }
    List<String> known = list().stream().map(Entry::name).toList();
    String remedy =
        known.isEmpty()
            ? "the folder has none; make one with 'rhapsode voice create'"
            : NearestName.ifClose(name, known)
                .map(nearest -> "did you mean '" + nearest + "'?")
                .orElse("there are: " + String.join(", ", known));
    throw new VoiceException("no voice '%s' in %s: %s".formatted(name, folder, remedy));
  }

  /**
   * Reads a voice.
   *
   * @throws VoiceException if there is none of that name, or its file is unsound
   */
  public VoiceProfile load(String name) throws VoiceException, IOException {
    Path file = file(name);
    try {
      return VoiceProfileFile.read(file);
    } catch (CheckpointException exception) {
      throw unusable(name, exception);
    }
  }

  private static VoiceException unusable(String name, CheckpointException cause) {
    return new VoiceException(
        "voice '%s' cannot be used: %s".formatted(name, cause.getMessage()), cause);
  }

  /**
   * Saves a voice under its name.
   *
   * @param replace whether a voice of that name may be overwritten
   * @throws VoiceException if the name is not one, or taken
   */
  public Path save(VoiceProfile profile, boolean replace) throws VoiceException, IOException {
    Path file = free(profile.name(), replace);
    VoiceProfileFile.write(profile, file);
    return file;
  }

  /**
   * Copies a voice file into the folder: a profile, or a state as published.
   *
   * @param replace whether a voice of that name may be overwritten
   * @throws VoiceException if the name is not one, or taken
   * @throws CheckpointException if the file holds no sound voice
   */
  public Path add(Path source, String name, boolean replace) throws VoiceException, IOException {
    Path file = free(name, replace);
    VoiceProfileFile.read(source);
    Path part = Files.createTempFile(folder, ".", ".part");
    try {
      Files.copy(source, part, StandardCopyOption.REPLACE_EXISTING);
      files.sync(part);
      files.move(part, file);
      files.syncFolder(folder);
    } finally {
      Files.deleteIfExists(part);
    }
    return file;
  }

  /**
   * Removes a voice and all that was made of its recording.
   *
   * @throws VoiceException if there is none of that name
   */
  public void delete(String name) throws VoiceException, IOException {
    Path file = file(name);
    Optional<String> recording = recordingOf(file);
    Files.delete(file);
    boolean shared =
        headers(damaged -> {}).stream()
            .flatMap(header -> header.recording().stream())
            .anyMatch(other -> recording.equals(Optional.of(other.samplesSha256())));
    if (recording.isPresent() && !shared) {
      derived().forget(recording.get());
    }
  }

  /** Of a damaged voice nothing is known; it can be removed all the same. */
  private static Optional<String> recordingOf(Path file) {
    try {
      return VoiceProfileFile.readHeader(file).recording().map(Recording.Summary::samplesSha256);
    } catch (CheckpointException damaged) {
      return Optional.empty();
    }
  }

  private Path free(String name, boolean replace) throws VoiceException, IOException {
    Path file = path(name);
    Files.createDirectories(folder);
    if (!replace && Files.exists(file)) {
      throw new VoiceException(
          "there is a voice '%s' already: choose another name, or delete it first".formatted(name),
          new FileAlreadyExistsException(file.toString()));
    }
    return file;
  }

  private Path path(String name) throws VoiceException {
    return folder.resolve(VoiceProfile.requireName(name) + VoiceProfileFile.EXTENSION);
  }
}
