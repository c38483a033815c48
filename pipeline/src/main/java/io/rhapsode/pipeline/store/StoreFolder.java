package io.rhapsode.pipeline.store;

import static java.util.Objects.requireNonNull;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.channels.Channels;
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
 * shared by any number of threads and processes.
 */
final class StoreFolder implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String INCOMING = "incoming";

  private final String root;

  /**
   * @param root path or URI of the folder; made on first write
   */
  StoreFolder(String root) {
    this.root = requireNonNull(root, "root is null");
  }

  /** Content of a file, or empty when there is none. */
  Optional<byte[]> read(String path) throws IOException {
    try (InputStream in = Channels.newInputStream(FileSystems.open(resource(path)))) {
      return Optional.of(in.readAllBytes());
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  boolean exists(String path) throws IOException {
    return !list(path).isEmpty();
  }

  /** Files whose path matches a glob, relative to the root. */
  List<MatchResult.Metadata> list(String glob) throws IOException {
    return FileSystems.match(root().toString() + glob, EmptyMatchTreatment.ALLOW).metadata();
  }

  /** Writes a file, replacing what was there in one step. */
  void write(String path, byte[] content) throws IOException {
    ResourceId incoming = resource(INCOMING + "/" + UUID.randomUUID());
    try (OutputStream out =
        Channels.newOutputStream(FileSystems.create(incoming, "application/octet-stream"))) {
      out.write(content);
    }
    FileSystems.rename(List.of(incoming), List.of(resource(path)));
  }

  void delete(List<ResourceId> files) throws IOException {
    FileSystems.delete(files, StandardMoveOptions.IGNORE_MISSING_FILES);
  }

  private ResourceId root() {
    return FileSystems.matchNewResource(root, true);
  }

  private ResourceId resource(String path) {
    ResourceId resource = root();
    String[] names = path.split("/");
    for (int i = 0; i < names.length - 1; i++) {
      resource = resource.resolve(names[i], StandardResolveOptions.RESOLVE_DIRECTORY);
    }
    return resource.resolve(names[names.length - 1], StandardResolveOptions.RESOLVE_FILE);
  }
}
