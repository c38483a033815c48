package io.rhapsode.synth.model;

import static java.util.Objects.requireNonNull;

import io.rhapsode.synth.checkpoint.FileFingerprint;
import io.rhapsode.synth.model.FileDownload.StatusException;
import io.rhapsode.synth.model.InstalledModel.Trust;
import io.rhapsode.synth.model.ModelDescription.ModelFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Gets models from a hub into the store: file by file, each going on where an interrupted attempt
 * ended, checked before use, and published together.
 */
public final class ModelPuller {
  private static final int ATTEMPTS = 4;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration SILENCE = Duration.ofSeconds(60);

  private final ModelStore store;
  private final Hub hub;
  private final ModelChecks families;
  private final Progress progress;
  private final Pause pause;
  private final FileDownload download;

  /** Told how far a download is. */
  @FunctionalInterface
  public interface Progress {
    /**
     * @param file name of the file
     * @param bytes of it that are here
     */
    void received(String file, long bytes);
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
   * @param acceptUnverified take files for which the catalogue has no SHA-256, and record what came
   * @param withoutCloning take the variant for which no terms need be accepted; it cannot clone
   *     voices
   */
  public record Consent(boolean acceptUnverified, boolean withoutCloning) {}

  public ModelPuller(ModelStore store, Hub hub, ModelChecks families, Progress progress) {
    this(
        store,
        hub,
        families,
        progress,
        new Patience(
            SILENCE, attempt -> Thread.sleep(Duration.ofSeconds(2L * attempt).toMillis())));
  }

  ModelPuller(
      ModelStore store, Hub hub, ModelChecks families, Progress progress, Patience patience) {
    this.store = requireNonNull(store, "store is null");
    this.hub = requireNonNull(hub, "hub is null");
    this.families = requireNonNull(families, "families is null");
    this.progress = requireNonNull(progress, "progress is null");
    this.pause = patience.pause();
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    this.download = new FileDownload(client, hub.token(), patience.silence());
  }

  /**
   * Installs a model, replacing an installed one of the same id.
   *
   * @throws ModelException if it cannot be had; it says why and what to do
   */
  public InstalledModel pull(ModelDescription model, Consent consent)
      throws ModelException, IOException, InterruptedException {
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
    for (ModelFile file : model.files()) {
      files.put(file.name(), fetch(model, file, consent, downloads));
    }
    Path prepared = store.prepare(model.id());
    try {
      for (ModelFile file : model.files()) {
        Files.move(downloads.resolve(file.name()), prepared.resolve(file.name()));
      }
      Path config = prepared.resolve(InstalledModel.CONFIG_FILE);
      Files.copy(model.config(), config);
      files.put(
          InstalledModel.CONFIG_FILE,
          new InstalledModel.File(
              FileFingerprint.sha256(config), Files.size(config), Trust.CATALOGUE));
      families.check(model.family(), prepared);
      String variant = consent.withoutCloning() ? ", variant without voice cloning" : "";
      InstalledModel.Record record =
          new InstalledModel.Record(
              model.id(), model.family(), model.languages(), hub.address() + variant, files);
      return store.publish(prepared, record);
    } finally {
      ModelStore.delete(prepared);
      ModelStore.delete(downloads);
    }
  }

  private void requireObtainable(ModelDescription model, Consent consent) throws ModelException {
    if (!model.isOnHub()) {
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
              + byHand(model));
    }
    List<ModelFile> files = model.files();
    if (consent.withoutCloning() && files.stream().allMatch(file -> file.openSource().isEmpty())) {
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
          ("the catalogue has no SHA-256 for %s of model '%s', so what comes could not be checked"
                  + " against anything but the pinned revision. With --accept-unverified it is"
                  + " fetched all the same, and its SHA-256 recorded for later checks")
              .formatted(String.join(" and ", unverified), model.id()));
    }
  }

  private InstalledModel.File fetch(
      ModelDescription model, ModelFile file, Consent consent, Path downloads)
      throws ModelException, IOException, InterruptedException {
    Path complete = downloads.resolve(file.name());
    Optional<String> expected = expected(file, consent);
    if (!Files.exists(complete)) {
      Path part = downloads.resolve(file.name() + ".part");
      fetchWithRetries(model, file, location(file, consent), part);
      Files.move(part, complete, StandardCopyOption.ATOMIC_MOVE);
    }
    String actual = FileFingerprint.sha256(complete);
    if (expected.isPresent() && !expected.get().equals(actual)) {
      Files.delete(complete);
      throw new ModelException(
          ("%s of model '%s' is not what the catalogue describes: SHA-256 is %s, must be %s. It was"
               + " thrown away; try again, and if it happens again do not use what this hub sends")
              .formatted(file.name(), model.id(), actual, expected.get()));
    }
    Trust trust = expected.isPresent() ? Trust.CATALOGUE : Trust.UNVERIFIED;
    return new InstalledModel.File(actual, Files.size(complete), trust);
  }

  private void fetchWithRetries(
      ModelDescription model, ModelFile file, HubLocation location, Path part)
      throws ModelException, InterruptedException {
    URI address = location.address(hub.address());
    IOException last = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (attempt > 0) {
        pause.before(attempt);
      }
      try {
        download.fetch(address, part, bytes -> progress.received(file.name(), bytes));
        return;
      } catch (StatusException refusal) {
        if (!refusal.isPassing()) {
          throw refused(model, location, refusal);
        }
        last = refusal;
      } catch (IOException failure) {
        last = failure;
      }
    }
    throw new ModelException(
        ("%s of model '%s' could not be fetched in %d attempts: %s. What came is kept: the same"
                + " command goes on there. If the hub cannot be reached from here, %s")
            .formatted(file.name(), model.id(), ATTEMPTS, describe(last, address), byHand(model)),
        last);
  }

  /** Connection failures of the HTTP client often have no message. */
  private static String describe(IOException failure, URI address) {
    return failure instanceof StatusException || failure.getMessage() != null
        ? failure.getMessage()
        : "no connection to " + address.getAuthority();
  }

  private ModelException refused(
      ModelDescription model, HubLocation location, StatusException refusal) {
    URI page = location.page(hub.address());
    String remedy =
        switch (refusal.status()) {
          case 401, 403 ->
              hub.token().isPresent()
                  ? "the token in HF_TOKEN is not let in: accept the terms at %s with its account, and check that it may read gated repositories"
                      .formatted(page)
                  : "it is gated: accept the terms at %s, make an access token there, and put it in the environment variable HF_TOKEN"
                      .formatted(page);
          case 404 ->
              "there is no such file at this revision; the catalogue in conf/models may be out of"
                  + " date";
          default -> "the hub does not say more";
        };
    return new ModelException(
        "model '%s': %s; %s".formatted(model.id(), refusal.getMessage(), remedy), refusal);
  }

  /** What to do where the hub is out of reach. */
  private String byHand(ModelDescription model) {
    String files =
        model.files().stream()
            .flatMap(file -> file.source().stream())
            .map(location -> location.address(hub.address()).toString())
            .collect(Collectors.joining(" "));
    return "get these files where it can be reached, put them in one folder, and run 'rhapsode models import FOLDER --id %s': %s"
        .formatted(model.id(), files);
  }

  private static HubLocation location(ModelFile file, Consent consent) {
    Optional<HubLocation> open = consent.withoutCloning() ? file.openSource() : Optional.empty();
    return open.or(file::source).orElseThrow();
  }

  private static Optional<String> expected(ModelFile file, Consent consent) {
    boolean open = consent.withoutCloning() && file.openSource().isPresent();
    return open ? file.openSha256() : file.sha256();
  }
}
