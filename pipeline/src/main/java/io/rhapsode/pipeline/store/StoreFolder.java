package io.rhapsode.pipeline.store;

import static java.util.Objects.requireNonNull;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.channels.Channels;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * A folder reached through Beam's file systems: a local or mounted folder, HDFS, S3 or GCS. Files
 * appear whole or not at all: they are written under "incoming/" and moved into place. May be
 * shared by any number of threads and processes. Paths are relative, with '/' between names.
 */
public final class StoreFolder implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String INCOMING = "incoming/";

  /** Nobody takes that long over a file. */
  private static final Duration UNFINISHED_AFTER = Duration.ofDays(1);

  private final String root;

  /**
   * @param root path or URI of the folder; made on first write
   */
  public StoreFolder(String root) {
    this.root = requireNonNull(root, "root is null");
  }

  /** Content of a file, or empty when there is none. */
  public Optional<byte[]> read(String path) throws IOException {
    try (InputStream in = Channels.newInputStream(FileSystems.open(resource(path)))) {
      return Optional.of(in.readAllBytes());
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Names, without their folders, of the files that a glob matches; in order. */
  public List<String> names(String glob) throws IOException {
    return list(glob).stream().map(file -> file.resourceId().getFilename()).sorted().toList();
  }

  /** Writes a file, replacing what was there in one step. */
  public void write(String path, byte[] content) throws IOException {
    ResourceId incoming = resource(INCOMING + UUID.randomUUID());
    try (OutputStream out =
        Channels.newOutputStream(FileSystems.create(incoming, "application/octet-stream"))) {
      out.write(content);
    }
    FileSystems.rename(List.of(incoming), List.of(resource(path)));
  }

  /** Removes a file, if it is there. */
  public void delete(String path) throws IOException {
    FileSystems.delete(List.of(resource(path)), StandardMoveOptions.IGNORE_MISSING_FILES);
  }

  /** Removes what jobs that were killed have left under "incoming/" and "reports/". */
  public void removeUnfinished() throws IOException {
    removeOlderThan(INCOMING + "*", UNFINISHED_AFTER);
    removeOlderThan("reports/*/*", UNFINISHED_AFTER);
  }

  /** Removes the files that a glob matches and that nobody has written for a while. */
  void removeOlderThan(String glob, Duration age) throws IOException {
    long oldest = System.currentTimeMillis() - age.toMillis();
    List<ResourceId> old =
        list(glob).stream()
            .filter(file -> file.lastModifiedMillis() < oldest)
            .map(MatchResult.Metadata::resourceId)
            .toList();
    FileSystems.delete(old, StandardMoveOptions.IGNORE_MISSING_FILES);
  }

  List<MatchResult.Metadata> list(String glob) throws IOException {
    String separator = root.endsWith("/") ? "" : "/";
    return FileSystems.match(root + separator + glob, EmptyMatchTreatment.ALLOW).metadata();
  }

  private ResourceId resource(String path) {
    ResourceId resource = FileSystems.matchNewResource(root, true);
    String[] names = path.split("/");
    for (int i = 0; i < names.length - 1; i++) {
      resource = resource.resolve(names[i], StandardResolveOptions.RESOLVE_DIRECTORY);
    }
    return resource.resolve(names[names.length - 1], StandardResolveOptions.RESOLVE_FILE);
  }
}
