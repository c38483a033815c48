package io.rhapsode.pipeline.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobStoreTest {
  @TempDir Path root;

  @Test
  void givesBackWhatWasPutUnderTheHashOfItsContent() throws IOException {
    byte[] content = "abc".getBytes(StandardCharsets.UTF_8);

    String address = new BlobStore(root.toString()).put(content);

    // The test vector of FIPS 180-2 for "abc".
    assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", address);
    assertArrayEquals(content, new BlobStore(root.toString()).get(address));
  }

  @Test
  void saysWhichBlobIsMissing() {
    FileNotFoundException error =
        assertThrows(
            FileNotFoundException.class, () -> new BlobStore(root.toString()).get("0".repeat(64)));

    assertEquals("there is no file " + file("0".repeat(64)), error.getMessage());
  }

  @Test
  void removesWhatNoJobHasPutForAWeek() throws IOException {
    BlobStore blobs = new BlobStore(root.toString());
    String old = blobs.put(new byte[] {1});
    String again = blobs.put(new byte[] {2});
    age(file(old), Duration.ofDays(8));
    age(file(again), Duration.ofDays(8));
    blobs.put(new byte[] {2});

    blobs.removeUnused();

    assertFalse(Files.exists(file(old)));
    assertTrue(Files.exists(file(again)));
  }

  @Test
  void aDamagedBlobIsNamedAndRepairedByPuttingItAgain() throws IOException {
    BlobStore blobs = new BlobStore(root.toString());
    String address = blobs.put(new byte[] {1, 2, 3});
    Files.write(file(address), new byte[] {1, 2});

    IOException error = assertThrows(IOException.class, () -> blobs.get(address));
    assertEquals(
        file(address) + " is damaged: its 2 bytes are not those that were written",
        error.getMessage());
    blobs.put(new byte[] {1, 2, 3});
    assertArrayEquals(new byte[] {1, 2, 3}, blobs.get(address));
  }

  private Path file(String address) {
    return root.resolve("blobs").resolve(address.substring(0, 2)).resolve(address);
  }

  private static void age(Path file, Duration age) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
  }
}
