package io.rhapsode.pipeline.store;

import io.rhapsode.pipeline.coder.Json;
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
    this.folder = new StoreFolder(root);
  }

  /** Stores the content and returns its address. */
  public String put(byte[] content) throws IOException {
    String address = Sha256.hex(content);
    folder.write(path(address), content);
    return address;
  }

  /** Removes the blobs that no job has put for a week; a job that needs one puts it again. */
  public void removeUnused() throws IOException {
    folder.removeOlderThan("blobs/*/*", UNUSED_AFTER);
  }

  /**
   * @throws FileNotFoundException when there is no such blob
   */
  public byte[] get(String address) throws IOException {
    return folder
        .read(path(address))
        .orElseThrow(() -> new FileNotFoundException("no blob " + address + " in the store"));
  }

  /** Stores a domain value as JSON. */
  public <T> String putJson(T value) throws IOException {
    return put(Json.MAPPER.writeValueAsBytes(value));
  }

  /** Reads a domain value that was stored as JSON. */
  public <T> T getJson(String address, Class<T> type) throws IOException {
    return Json.MAPPER.readValue(get(address), type);
  }

  private static String path(String address) {
    return "blobs/" + address.substring(0, 2) + "/" + address;
  }
}
