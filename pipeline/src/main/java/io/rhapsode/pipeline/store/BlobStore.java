package io.rhapsode.pipeline.store;

import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.pipeline.store.folder.StoreFolder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;

/**
 * Keeps plans and covers under the SHA-256 of their content, so that the graph carries addresses
 * instead. May be shared by any number of threads and processes.
 */
public final class BlobStore implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final Duration UNUSED_AFTER = Duration.ofDays(7);

  private final StoreFolder folder;

  /**
   * @param root path or URI of the store; the blobs are under "blobs/"
   */
  public BlobStore(String root) {
    this(StoreFolder.at(root));
  }

  public BlobStore(StoreFolder folder) {
    this.folder = folder;
  }

  /** Stores the content and returns its address. */
  public String put(byte[] content) throws IOException {
    String address = Sha256.hex(content);
    folder.write(path(address), content);
    return address;
  }

  /** Removes the blobs that no job has put for a week; a job that needs one puts it again. */
  public void removeUnused() throws IOException {
    folder.removeOlderThan("blobs/", UNUSED_AFTER);
  }

  /**
   * @throws FileNotFoundException when there is no such blob
   * @throws IOException when it is damaged; a job that puts it again repairs it
   */
  public byte[] get(String address) throws IOException {
    String path = path(address);
    byte[] content =
        folder
            .read(path)
            .orElseThrow(
                () -> new FileNotFoundException("there is no file " + folder.describe(path)));
    if (!Sha256.hex(content).equals(address)) {
      throw new IOException(
          "%s is damaged: its %d bytes are not those that were written"
              .formatted(folder.describe(path), content.length));
    }
    return content;
  }

  /** Stores a domain value as JSON. */
  public <T> String putJson(T value) throws IOException {
    return put(Json.MAPPER.writeValueAsBytes(value));
  }

  /** Reads a domain value that was stored as JSON. */
  public <T> T getJson(String address, Class<T> type) throws IOException {
    return Json.MAPPER.readValue(get(address), type);
  }

  /**
   * Reads a part of a domain value that was stored as JSON.
   *
   * @param place JSON pointer of the part, such as "/script"
   */
  public <T> T getJson(String address, String place, Class<T> type) throws IOException {
    return Json.MAPPER.readerFor(type).at(place).readValue(get(address));
  }

  private static String path(String address) {
    return "blobs/" + address.substring(0, 2) + "/" + address;
  }
}
