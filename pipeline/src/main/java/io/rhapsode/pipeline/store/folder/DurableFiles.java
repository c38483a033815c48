package io.rhapsode.pipeline.store.folder;

import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The steps by which files of this machine are changed. A step that has returned is on the disk, so
 * that a power cut leaves no file that is there by name and empty by content. Files that others may
 * read are written under another name and moved into place; nobody ever sees one half written.
 * Holds no state: threads may share one. May be extended by tests, to let a step fail.
 */
public class DurableFiles implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The file system as it is. */
  public static final DurableFiles STANDARD = new DurableFiles();

  protected DurableFiles() {}

  /** Makes a folder and those above it, as far as they are missing. */
  public void createFolders(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.toAbsolutePath().getParent();
    if (parent != null) {
      createFolders(parent);
    }
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
      // Somebody else was quicker.
    }
    if (parent != null) {
      syncFolder(parent);
    }
  }

  /** Writes a file that nobody reads yet, over what was there. */
  public void write(Path file, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /** Waits until a file that others have written is on the disk. */
  public void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /**
   * Moves a file to another name of the same file system, over what was there, in one step. {@link
   * #syncFolder} makes it last.
   */
  public void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Waits until the names in a folder are on the disk, where the system lets a folder be synced.
   */
  public void syncFolder(Path folder) throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(folder, StandardOpenOption.READ);
    } catch (IOException e) {
      // Windows opens no folders; its file systems keep the order of changes themselves.
      return;
    }
    try (channel) {
      channel.force(true);
    }
  }

  /** Removes a file, if it is there. */
  public void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }
}
