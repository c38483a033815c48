package io.rhapsode.pipeline.store.folder;

import static java.util.Objects.requireNonNull;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/** A folder reached through one of Beam's file systems; the other end sees to it that it lasts. */
final class RemoteStoreFolder implements StoreFolder {
  private static final long serialVersionUID = 1L;

  private final String root;

  /**
   * @param root URI without the signs of patterns, which {@link FileSystemUri} refuses
   */
  RemoteStoreFolder(String root) {
    requireNonNull(root, "root is null");
    this.root = root.endsWith("/") ? root : root + "/";
  }

  @Override
  public List<StoredFile> list(String folder) throws IOException {
    return FileSystems.match(root + folder + "**", EmptyMatchTreatment.ALLOW).metadata().stream()
        .map(this::stored)
        .sorted(Comparator.comparing(StoredFile::path))
        .toList();
  }

  private StoredFile stored(MatchResult.Metadata file) {
    String path = file.resourceId().toString().substring(resource("").toString().length());
    return new StoredFile(path, file.sizeBytes(), file.lastModifiedMillis());
  }

  @Override
  public Optional<byte[]> read(String path) throws IOException {
    try (InputStream in = Channels.newInputStream(FileSystems.open(resource(path)))) {
      return Optional.of(in.readAllBytes());
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  public void write(String path, byte[] content) throws IOException {
    ResourceId incoming = resource(INCOMING + UUID.randomUUID());
    try (OutputStream out =
        Channels.newOutputStream(FileSystems.create(incoming, "application/octet-stream"))) {
      out.write(content);
    }
    FileSystems.rename(List.of(incoming), List.of(resource(path)));
  }

  /** Object stores have no such step: the file is written again. */
  @Override
  public void touch(String path, Duration age) throws IOException {
    MatchResult.Metadata file = FileSystems.matchSingleFileSpec(resource(path).toString());
    if (System.currentTimeMillis() - file.lastModifiedMillis() > age.toMillis()) {
      Optional<byte[]> content = read(path);
      if (content.isPresent()) {
        write(path, content.get());
      }
    }
  }

  @Override
  public void delete(String path) throws IOException {
    FileSystems.delete(List.of(resource(path)), StandardMoveOptions.IGNORE_MISSING_FILES);
  }

  @Override
  public String describe(String path) {
    return root + path;
  }

  private ResourceId resource(String path) {
    ResourceId resource = FileSystems.matchNewResource(root, true);
    if (path.isEmpty()) {
      return resource;
    }
    String[] names = path.split("/");
    for (int i = 0; i < names.length - 1; i++) {
      resource = resource.resolve(names[i], StandardResolveOptions.RESOLVE_DIRECTORY);
    }
    return resource.resolve(names[names.length - 1], StandardResolveOptions.RESOLVE_FILE);
  }
}
