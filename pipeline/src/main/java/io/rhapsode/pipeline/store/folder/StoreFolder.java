package io.rhapsode.pipeline.store.folder;

import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A folder of files that appear whole or not at all: they are written under "incoming/" and moved
 * into place. May be shared by any number of threads and processes. Paths are relative, with '/'
 * between names.
 */
public sealed interface StoreFolder extends Serializable
    permits LocalStoreFolder, RemoteStoreFolder {
  /** Where files are until they are whole. */
  String INCOMING = "incoming/";

  /** Nobody takes that long over a file. */
  Duration UNFINISHED_AFTER = Duration.ofDays(1);

  /**
   * @param root path of the folder, or URI of one on a file system that Beam knows; made on first
   *     write
   */
  static StoreFolder at(String root) {
    return FileSystemUri.local(root)
        .<StoreFolder>map(path -> new LocalStoreFolder(path.toString(), DurableFiles.STANDARD))
        .orElseGet(() -> new RemoteStoreFolder(root));
  }

  /**
   * A file of the folder.
   *
   * @param path relative path
   * @param bytes size in bytes
   * @param lastModifiedMillis time of the last change, in milliseconds since 1970
   */
  record StoredFile(String path, long bytes, long lastModifiedMillis) {
    /** The last element of the path. */
    public String name() {
      return path.substring(path.lastIndexOf('/') + 1);
    }
  }

  /** The files in a folder and in those below it, in order of path. */
  List<StoredFile> list(String folder) throws IOException;

  /** Content of a file, or empty when there is none. */
  Optional<byte[]> read(String path) throws IOException;

  /** Writes a file, replacing what was there in one step. */
  void write(String path, byte[] content) throws IOException;

  /** Makes now the time of the last change of a file that was unchanged for longer than an age. */
  void touch(String path, Duration age) throws IOException;

  /** Removes a file, if it is there. */
  void delete(String path) throws IOException;

  /** What a file is called outside, for messages. */
  String describe(String path);

  /** Removes what jobs that were killed have left between their workers and who started them. */
  default void removeUnfinished() throws IOException {
    removeOlderThan(INCOMING, UNFINISHED_AFTER);
    removeOlderThan("reports/", UNFINISHED_AFTER);
    removeOlderThan("progress/", UNFINISHED_AFTER);
    removeOlderThan("underway/", UNFINISHED_AFTER);
  }

  /** Removes the files of a folder that nobody has written for a while. */
  default void removeOlderThan(String folder, Duration age) throws IOException {
    long oldest = System.currentTimeMillis() - age.toMillis();
    for (StoredFile file : list(folder)) {
      if (file.lastModifiedMillis() < oldest) {
        delete(file.path());
      }
    }
  }
}
