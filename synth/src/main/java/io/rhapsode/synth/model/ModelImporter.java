package io.rhapsode.synth.model;

import static java.util.Objects.requireNonNull;

import io.rhapsode.synth.checkpoint.fingerprint.FileFingerprint;
import io.rhapsode.synth.model.InstalledModel.Trust;
import io.rhapsode.synth.model.ModelDescription.ModelFile;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes a model from a folder into the store. Files are checked before anything appears there. For
 * a model of the catalogue the folder needs no {@code config.yaml}, and files must have the SHA-256
 * that the catalogue records.
 */
public final class ModelImporter {
  private final ModelStore store;
  private final ModelCatalogue catalogue;
  private final ModelChecks families;

  /** How files get into the store. */
  public enum Transfer {
    /** Copied: the folder may be removed afterwards. */
    COPY,
    /**
     * Hard-linked, or copied where the disk is another: takes no space, the files must never be
     * changed.
     */
    LINK
  }

  public ModelImporter(ModelStore store, ModelCatalogue catalogue, ModelChecks families) {
    this.store = requireNonNull(store, "store is null");
    this.catalogue = requireNonNull(catalogue, "catalogue is null");
    this.families = requireNonNull(families, "families is null");
  }

  /** As below, for a model of the usual family where the catalogue does not know it. */
  public InstalledModel importFolder(
      Path folder, String id, List<String> languages, Transfer transfer)
      throws ModelException, IOException {
    return importFolder(folder, id, families.usual(), languages, transfer);
  }

  /**
   * Installs a model, replacing an installed one of the same id.
   *
   * @param folder with the model's files
   * @param id of the model; of the catalogue, or a new one for a model with settings of its own
   * @param family of a model that is not in the catalogue
   * @throws ModelException if a file is missing or unsound, or is not the catalogue's; it says
   *     which
   */
  public InstalledModel importFolder(
      Path folder, String id, String family, List<String> languages, Transfer transfer)
      throws ModelException, IOException {
    if (!ModelCatalogue.isId(id)) {
      throw new ModelException(
          "'%s' cannot be the id of a model: use letters, digits, '.', '-' and '_'".formatted(id));
    }
    if (!Files.isDirectory(folder)) {
      throw new ModelException(folder + " is no folder");
    }
    Optional<ModelDescription> known = catalogue.find(id);
    List<String> spoken = known.map(ModelDescription::languages).orElse(languages);
    if (spoken.isEmpty()) {
      throw new ModelException(
          "'%s' is not in the catalogue: say with --language what it speaks".formatted(id));
    }
    String architecture = known.map(ModelDescription::family).orElse(family);
    Path prepared = store.prepare(id);
    try {
      if (known.isPresent()) {
        takeKnown(folder, known.get(), transfer, prepared);
      } else {
        takeOwn(folder, architecture, transfer, prepared);
      }
      Set<String> names = new TreeSet<>(families.check(architecture, prepared));
      known.ifPresent(model -> names.addAll(present(model, prepared)));
      Map<String, InstalledModel.File> files = new HashMap<>();
      for (String name : names) {
        files.put(name, describe(name, prepared.resolve(name), known));
      }
      String origin = folder.toAbsolutePath().normalize().toString();
      return store.publish(
          prepared,
          known.isPresent()
              ? InstalledModel.Record.of(known.get(), origin, files)
              : InstalledModel.Record.own(id, architecture, spoken, origin, files));
    } finally {
      ModelStore.delete(prepared);
    }
  }

  /** Files of a model that were taken, those of its voices too. */
  private static List<String> present(ModelDescription model, Path prepared) {
    return model.files().stream()
        .map(ModelFile::name)
        .filter(name -> Files.isRegularFile(prepared.resolve(name)))
        .toList();
  }

  /** Takes all but the voices that forbid sale: those a user must ask for, by a pull. */
  private void takeKnown(Path folder, ModelDescription model, Transfer transfer, Path prepared)
      throws ModelException, IOException {
    for (ModelFile file : model.files()) {
      Path source = folder.resolve(file.name());
      boolean optional = model.isOfOneVoice(file);
      if (optional && (!Files.isRegularFile(source) || model.isRestricted(file))) {
        continue;
      }
      if (!Files.isRegularFile(source)) {
        throw new ModelException(
            "%s has no %s, which model '%s' needs".formatted(folder, file.name(), model.id()));
      }
      requireCatalogued(model, file, source);
      take(source, prepared.resolve(file.name()), transfer);
    }
    if (model.config().isPresent()) {
      Files.copy(model.config().get(), prepared.resolve(InstalledModel.CONFIG_FILE));
    }
  }

  /** A model of one's own: checked where it is, then the files that it consists of are taken. */
  private void takeOwn(Path folder, String family, Transfer transfer, Path prepared)
      throws ModelException, IOException {
    for (String name : families.check(family, folder)) {
      take(folder.resolve(name), prepared.resolve(name), transfer);
    }
  }

  private static void requireCatalogued(ModelDescription model, ModelFile file, Path source)
      throws ModelException, IOException {
    Optional<String> difference = file.difference(source);
    if (difference.isPresent()) {
      throw new ModelException(
          "%s is not the file of model '%s': it has %s"
              .formatted(source, model.id(), difference.get()));
    }
  }

  private static void take(Path source, Path target, Transfer transfer) throws IOException {
    Files.createDirectories(target.getParent());
    if (transfer == Transfer.LINK) {
      try {
        Files.createLink(target, source.toRealPath());
        return;
      } catch (UnsupportedOperationException | FileSystemException unlinkable) {
        Files.deleteIfExists(target);
      }
    }
    Files.copy(source, target);
  }

  private static InstalledModel.File describe(
      String name, Path file, Optional<ModelDescription> known) throws IOException {
    Optional<ModelFile> entry =
        known.stream()
            .flatMap(model -> model.files().stream())
            .filter(candidate -> candidate.name().equals(name))
            .findFirst();
    boolean catalogued = entry.isPresent() && entry.get().isRecordedAs(file);
    boolean ownConfig = known.isPresent() && name.equals(InstalledModel.CONFIG_FILE);
    Trust trust = catalogued || ownConfig ? Trust.CATALOGUE : Trust.UNVERIFIED;
    return new InstalledModel.File(FileFingerprint.sha256(file), Files.size(file), trust);
  }
}
