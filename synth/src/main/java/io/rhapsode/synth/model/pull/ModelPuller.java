package io.rhapsode.synth.model.pull;

import static java.util.Objects.requireNonNull;

import io.rhapsode.synth.checkpoint.fingerprint.FileFingerprint;
import io.rhapsode.synth.model.ContentHash;
import io.rhapsode.synth.model.InstalledModel;
import io.rhapsode.synth.model.InstalledModel.Trust;
import io.rhapsode.synth.model.ModelChecks;
import io.rhapsode.synth.model.ModelDescription;
import io.rhapsode.synth.model.ModelDescription.ModelFile;
import io.rhapsode.synth.model.ModelException;
import io.rhapsode.synth.model.ModelStore;
import io.rhapsode.synth.model.source.FileSource;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Gets models into the store: file by file from the first of its sources that has it, each going on
 * where an interrupted attempt ended, checked before use, and published together.
 */
public final class ModelPuller {
  private static final Duration SILENCE = Duration.ofSeconds(60);

  private final ModelStore store;
  private final Hub hub;
  private final ModelChecks families;
  private final Progress progress;
  private final SourceFetcher fetcher;

  /** Told how far a download is. */
  public interface Progress {
    /**
     * A file is asked for at one of its sources.
     *
     * @param source for people
     * @param bytes of the file, if the catalogue says
     */
    void begins(String file, String source, OptionalLong bytes);

    /**
     * @param file name of the file
     * @param bytes of it that are here
     */
    void received(String file, long bytes);

    /** A source did not give a file, and the next one is tried. */
    void failed(String file, String source, String reason);
  }

  /** Waits before another attempt; tests need not. */
  @FunctionalInterface
  interface Pause {
    void before(int attempt) throws InterruptedException;
  }

  /**
   * How long to bear with a hub.
   *
   * @param silence a connection from which nothing comes for so long is given up
   * @param pause before another attempt
   */
  record Patience(Duration silence, Pause pause) {}

  /**
   * What the user agreed to.
   *
   * @param acceptUnverified take files for which the catalogue has no hash, and record what came
   * @param withoutCloning take the variant for which no terms need be accepted; it cannot clone
   *     voices
   * @param acceptLicence take what comes under a licence that forbids sale too
   */
  public record Consent(boolean acceptUnverified, boolean withoutCloning, boolean acceptLicence) {
    public static final Consent NONE = new Consent(false, false, false);
  }

  /**
   * @param environment of the process: where the clients of package registries are
   */
  public ModelPuller(
      ModelStore store,
      Hub hub,
      ModelChecks families,
      Map<String, String> environment,
      Progress progress) {
    this(
        store,
        hub,
        families,
        environment,
        progress,
        new Patience(
            SILENCE, attempt -> Thread.sleep(Duration.ofSeconds(2L * attempt).toMillis())));
  }

  public ModelPuller(
      ModelStore store,
      Hub hub,
      ModelChecks families,
      Map<String, String> environment,
      Progress progress,
      Patience patience) {
    this.store = requireNonNull(store, "store is null");
    this.hub = requireNonNull(hub, "hub is null");
    this.families = requireNonNull(families, "families is null");
    this.progress = requireNonNull(progress, "progress is null");
    this.fetcher = new SourceFetcher(hub, environment, progress, patience);
  }

  /**
   * Installs a model, replacing an installed one of the same id.
   *
   * @throws ModelException if it cannot be had; it says why and what to do
   */
  public InstalledModel pull(ModelDescription description, Consent consent)
      throws ModelException, IOException, InterruptedException {
    ModelDescription model =
        consent.acceptLicence() ? description : description.withoutRestrictedVoices();
    requireObtainable(model, consent);
    Path downloads = store.downloads(model.id() + (consent.withoutCloning() ? "-open" : ""));
    Path lockFile = downloads.resolveSibling(downloads.getFileName() + ".lock");
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        throw new ModelException(
            "model '%s' is being fetched by another process; wait for it".formatted(model.id()));
      }
      return pullInto(downloads, model, consent);
    }
  }

  private InstalledModel pullInto(Path downloads, ModelDescription model, Consent consent)
      throws ModelException, IOException, InterruptedException {
    Map<String, InstalledModel.File> files = new HashMap<>();
    Set<String> origins = new LinkedHashSet<>();
    for (ModelFile file : model.files()) {
      try {
        files.put(file.name(), fetch(model, file, consent, downloads, origins));
      } catch (ModelException e) {
        if (!model.isOfOneVoice(file)) {
          throw e;
        }
        // A model is sound without one of its voices.
        progress.failed(file.name(), "the last source", e.getMessage());
      }
    }
    Path prepared = store.prepare(model.id());
    try {
      for (String name : files.keySet()) {
        Path place = prepared.resolve(name);
        Files.createDirectories(place.getParent());
        Files.move(downloads.resolve(name), place);
      }
      if (model.config().isPresent()) {
        Path config = prepared.resolve(InstalledModel.CONFIG_FILE);
        Files.copy(model.config().get(), config);
        files.put(
            InstalledModel.CONFIG_FILE,
            new InstalledModel.File(
                FileFingerprint.sha256(config), Files.size(config), Trust.CATALOGUE));
      }
      families.check(model.family(), prepared);
      String variant = consent.withoutCloning() ? InstalledModel.WITHOUT_CLONING : "";
      String origin = (origins.isEmpty() ? hub.address() : String.join(", ", origins)) + variant;
      return store.publish(prepared, InstalledModel.Record.of(model, origin, files));
    } finally {
      ModelStore.delete(prepared);
      ModelStore.delete(downloads);
    }
  }

  private void requireObtainable(ModelDescription model, Consent consent) throws ModelException {
    families.known(model.family());
    if (!model.licence().commercial() && !consent.acceptLicence()) {
      throw new ModelException(
          "model '%s' (licence: %s) is fetched only with --accept-licence, if its terms suit you: %s"
              .formatted(model.id(), model.licence().id(), model.licence().page()));
    }
    if (!model.isObtainable()) {
      throw new ModelException(
          "model '%s' is on no hub: 'rhapsode models import FOLDER --id %s' takes it from a folder. %s"
              .formatted(model.id(), model.id(), model.remark())
              .strip());
    }
    if (hub.offline()) {
      throw new ModelException(
          "offline mode is on (HF_HUB_OFFLINE, RHAPSODE_OFFLINE or --offline), so '%s' cannot be"
                  .formatted(model.id())
              + " fetched; "
              + fetcher.byHand(model));
    }
    List<ModelFile> files = model.files();
    if (consent.withoutCloning() && files.stream().allMatch(file -> file.openSources().isEmpty())) {
      throw new ModelException(
          "model '%s' has no variant without voice cloning".formatted(model.id()));
    }
    List<String> unverified =
        files.stream()
            .filter(file -> expected(file, consent).isEmpty())
            .map(ModelFile::name)
            .toList();
    if (!unverified.isEmpty() && !consent.acceptUnverified()) {
      throw new ModelException(
          ("the catalogue has no hash of %s of model '%s', so what comes could not be checked"
                  + " against anything but the pinned revision. With --accept-unverified it is"
                  + " fetched all the same, and its SHA-256 recorded for later checks")
              .formatted(someOf(unverified), model.id()));
    }
  }

  /** The first names, and how many more. */
  private static String someOf(List<String> names) {
    int most = 3;
    return names.size() <= most
        ? String.join(" and ", names)
        : names.stream().limit(most).collect(Collectors.joining(", "))
            + " and %d more files".formatted(names.size() - most);
  }

  private InstalledModel.File fetch(
      ModelDescription model, ModelFile file, Consent consent, Path downloads, Set<String> origins)
      throws ModelException, IOException, InterruptedException {
    Path complete = downloads.resolve(file.name());
    Optional<ContentHash> expected = expected(file, consent);
    Trust trust = expected.isPresent() ? Trust.CATALOGUE : Trust.UNVERIFIED;
    if (Files.exists(complete) && unexpected(file, consent, complete).isEmpty()) {
      return new InstalledModel.File(FileFingerprint.sha256(complete), Files.size(complete), trust);
    }
    Files.createDirectories(complete.getParent());
    Files.deleteIfExists(complete);
    List<FileSource> sources = sources(file, consent);
    List<ModelException> failures = new ArrayList<>();
    for (FileSource source : sources) {
      boolean last = failures.size() == sources.size() - 1;
      try {
        Path part =
            downloads.resolve(
                file.name() + (failures.isEmpty() ? "" : "." + failures.size()) + ".part");
        fetcher.fetch(model, file, source, part, last);
        Optional<String> problem = unexpected(file, consent, part);
        if (problem.isPresent()) {
          Files.delete(part);
          throw new ModelException(
              "%s of model '%s' is not what the catalogue describes: %s. It was thrown away; try again, and if it happens again do not use what %s sends"
                  .formatted(file.name(), model.id(), problem.get(), fetcher.describe(source)));
        }
        Files.move(part, complete, StandardCopyOption.ATOMIC_MOVE);
        origins.add(fetcher.describe(source));
        return new InstalledModel.File(
            FileFingerprint.sha256(complete), Files.size(complete), trust);
      } catch (ModelException failure) {
        failures.add(failure);
        if (!last) {
          progress.failed(file.name(), fetcher.describe(source), failure.getMessage());
        }
      }
    }
    throw failures.size() == 1 ? failures.get(0) : noneOf(model, file, failures);
  }

  private ModelException noneOf(
      ModelDescription model, ModelFile file, List<ModelException> failures) {
    String reasons =
        failures.stream().map(Throwable::getMessage).collect(Collectors.joining("\n  "));
    return new ModelException(
        "%s of model '%s' could not be had from any of its %d sources. What came is kept: the same command goes on there. Or %s\n  %s"
            .formatted(file.name(), model.id(), failures.size(), fetcher.byHand(model), reasons),
        failures.get(failures.size() - 1));
  }

  /** How a file differs from the catalogue; empty if it does not. */
  private static Optional<String> unexpected(ModelFile file, Consent consent, Path content)
      throws IOException {
    boolean open = consent.withoutCloning() && !file.openSources().isEmpty();
    long size = Files.size(content);
    if (!open && file.bytes().isPresent() && file.bytes().getAsLong() != size) {
      return Optional.of("it has %d bytes, must have %d".formatted(size, file.bytes().getAsLong()));
    }
    Optional<ContentHash> expected = expected(file, consent);
    if (expected.isEmpty()) {
      return Optional.empty();
    }
    ContentHash actual = expected.get().of(content);
    return actual.equals(expected.get())
        ? Optional.empty()
        : Optional.of(
            "%s is %s, must be %s"
                .formatted(actual.algorithm().title(), actual.digits(), expected.get().digits()));
  }

  private static List<FileSource> sources(ModelFile file, Consent consent) {
    return consent.withoutCloning() && !file.openSources().isEmpty()
        ? file.openSources()
        : file.sources();
  }

  private static Optional<ContentHash> expected(ModelFile file, Consent consent) {
    boolean open = consent.withoutCloning() && !file.openSources().isEmpty();
    return open ? file.openHash() : file.hash();
  }
}
