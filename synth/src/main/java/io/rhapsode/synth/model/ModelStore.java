package io.rhapsode.synth.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.rhapsode.pipeline.text.NearestName;
import io.rhapsode.synth.checkpoint.fingerprint.FileFingerprint;
import io.rhapsode.synth.model.ModelDescription.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The models on this machine: a folder with a folder for each. A model is made in a folder whose
 * name begins with a dot and renamed when complete, so others never see half a model. Safe for use
 * by several threads and processes.
 */
public final class ModelStore {
  private static final String INCOMING = ".incoming-";

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private final Path folder;

  /**
   * @param folder need not exist
   */
  public ModelStore(Path folder) {
    this.folder = requireNonNull(folder, "folder is null");
  }

  public Path folder() {
    return folder;
  }

  /** Installed models, sorted by id. */
  public List<InstalledModel> models() throws IOException, ModelException {
    List<InstalledModel> models = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return models;
    }
    try (Stream<Path> folders = Files.list(folder)) {
      for (Path model : folders.filter(ModelStore::holdsModel).sorted().toList()) {
        models.add(read(model));
      }
    }
    return models;
  }

  public Optional<InstalledModel> find(String id) throws IOException, ModelException {
    if (!ModelCatalogue.isId(id) || !holdsModel(folder.resolve(id))) {
      return Optional.empty();
    }
    return Optional.of(read(folder.resolve(id)));
  }

  /**
   * @throws ModelException if there is no such model; it says how to get it
   */
  public InstalledModel model(String id) throws IOException, ModelException {
    Optional<InstalledModel> found = find(id);
    if (found.isPresent()) {
      return found.get();
    }
    List<String> known = models().stream().map(InstalledModel::id).toList();
    String installed = known.isEmpty() ? "none is" : "installed are " + String.join(", ", known);
    throw new ModelException(
        "model '%s' is not installed in %s: %s"
            .formatted(
                id,
                folder,
                NearestName.ifClose(id, known)
                    .map(nearest -> "did you mean '" + nearest + "'?")
                    .orElse(
                        "%s; 'rhapsode models list' shows what there is, 'rhapsode models pull %s' gets it"
                            .formatted(installed, id))));
  }

  /**
   * Problems of an installed model, one line each; none if every file is as it was recorded and as
   * the catalogue says.
   *
   * @param known the catalogue's description, if it has one
   */
  public List<String> verify(InstalledModel model, Optional<ModelDescription> known)
      throws IOException {
    List<String> problems = new ArrayList<>();
    for (Map.Entry<String, InstalledModel.File> entry : model.record().files().entrySet()) {
      Path file = model.folder().resolve(entry.getKey());
      String recorded = entry.getValue().sha256();
      if (!Files.isRegularFile(file)) {
        problems.add(entry.getKey() + ": missing");
        continue;
      }
      String actual = FileFingerprint.sha256(file);
      if (!actual.equals(recorded)) {
        problems.add(
            "%s: changed since it was installed: SHA-256 is %s, was %s"
                .formatted(entry.getKey(), actual, recorded));
      }
      Optional<ModelFile> published =
          known.stream()
              .flatMap(description -> description.files().stream())
              .filter(candidate -> candidate.name().equals(entry.getKey()))
              .findFirst();
      if (published.isPresent()) {
        published
            .get()
            .difference(file)
            .ifPresent(what -> problems.add("%s: it has %s".formatted(entry.getKey(), what)));
      }
    }
    return problems;
  }

  /** A new folder in which a model may be put together; {@link #publish} moves it into place. */
  public Path prepare(String id) throws IOException {
    Files.createDirectories(folder);
    return Files.createTempDirectory(folder, INCOMING + id + "-");
  }

  /** The folder in which downloads of a model are kept until they are complete, over runs. */
  public Path downloads(String id) throws IOException {
    return Files.createDirectories(folder.resolve(".downloads").resolve(id));
  }

  /**
   * Writes the record and moves a prepared folder into place; an older model of the id makes way.
   */
  public InstalledModel publish(Path prepared, InstalledModel.Record record) throws IOException {
    JSON.writeValue(prepared.resolve(InstalledModel.RECORD_FILE).toFile(), record);
    Path place = folder.resolve(record.id());
    Path former = folder.resolve(INCOMING + "former-" + record.id());
    delete(former);
    if (Files.exists(place)) {
      Files.move(place, former, StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(prepared, place, StandardCopyOption.ATOMIC_MOVE);
    delete(former);
    return new InstalledModel(place, record);
  }

  /** Removes a model and what was fetched of it so far. */
  public void delete(InstalledModel model) throws IOException {
    // Under the other name first, so that nobody opens half a model.
    Path former = folder.resolve(INCOMING + "former-" + model.id());
    delete(former);
    Files.move(model.folder(), former, StandardCopyOption.ATOMIC_MOVE);
    delete(former);
    delete(folder.resolve(".downloads").resolve(model.id()));
  }

  /** Removes a folder and all in it, if it is there; links are removed, not followed. */
  public static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (NoSuchFileException absent) {
      return;
    }
  }

  private static boolean holdsModel(Path model) {
    return !model.getFileName().toString().startsWith(".")
        && Files.isRegularFile(model.resolve(InstalledModel.RECORD_FILE));
  }

  private static InstalledModel read(Path model) throws ModelException {
    Path record = model.resolve(InstalledModel.RECORD_FILE);
    try {
      return new InstalledModel(
          model, JSON.readValue(record.toFile(), InstalledModel.Record.class));
    } catch (IOException exception) {
      throw new ModelException(
          record + " cannot be read: delete the folder and install the model again", exception);
    }
  }
}
