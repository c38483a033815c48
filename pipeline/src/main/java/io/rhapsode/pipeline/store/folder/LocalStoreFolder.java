package io.rhapsode.pipeline.store.folder;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.failure.IoProblem;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A folder on a local or mounted file system. Whatever characters its path has, it is that path:
 * Beam's file systems would take it for a pattern, and they do not sync what they write.
 */
public final class LocalStoreFolder implements StoreFolder {
  private static final long serialVersionUID = 1L;

  private final String root;
  private final DurableFiles files;

  public LocalStoreFolder(String root, DurableFiles files) {
    this.root = requireNonNull(root, "root is null");
    this.files = requireNonNull(files, "files is null");
  }

  @Override
  public List<StoredFile> list(String folder) throws IOException {
    List<StoredFile> found = new ArrayList<>();
    Files.walkFileTree(
        file(folder),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
            if (facts.isRegularFile()) {
              String path = Path.of(root).relativize(file).toString().replace('\\', '/');
              found.add(new StoredFile(path, facts.size(), facts.lastModifiedTime().toMillis()));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException problem)
              throws IOException {
            if (problem instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE; // not made yet, or removed meanwhile
            }
            throw problem;
          }
        });
    found.sort(Comparator.comparing(StoredFile::path));
    return found;
  }

  @Override
  public Optional<byte[]> read(String path) throws IOException {
    try {
      return Optional.of(Files.readAllBytes(file(path)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw named(file(path), "read", e);
    }
  }

  @Override
  public void write(String path, byte[] content) throws IOException {
    Path incoming = file(INCOMING + UUID.randomUUID());
    Path file = file(path);
    try {
      files.createFolders(incoming.getParent());
      files.write(incoming, content);
      files.createFolders(file.getParent());
      files.move(incoming, file);
      files.syncFolder(file.getParent());
    } catch (IOException e) {
      discard(incoming, e);
      throw named(file, "written", e);
    }
  }

  /** The system's own messages name no file, or one that nobody knows. */
  private static IOException named(Path file, String attempt, IOException problem) {
    return new IOException(
        "%s cannot be %s: %s".formatted(file, attempt, IoProblem.reason(problem)), problem);
  }

  /** On a full disk the room is needed; should it fail too, the next job tidies up. */
  private void discard(Path incoming, IOException problem) {
    try {
      files.delete(incoming);
    } catch (IOException e) {
      problem.addSuppressed(e);
    }
  }

  @Override
  public void touch(String path, Duration age) throws IOException {
    Path file = file(path);
    long now = System.currentTimeMillis();
    if (now - Files.getLastModifiedTime(file).toMillis() > age.toMillis()) {
      Files.setLastModifiedTime(file, FileTime.fromMillis(now));
    }
  }

  @Override
  public void delete(String path) throws IOException {
    files.delete(file(path));
  }

  @Override
  public String describe(String path) {
    return file(path).toString();
  }

  private Path file(String path) {
    return Path.of(root).resolve(path);
  }
}
