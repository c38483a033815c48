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
import java.util.List;
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

    assertEquals("no blob " + "0".repeat(64) + " in the store", error.getMessage());
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
  void removesWhatKilledJobsLeft() throws IOException {
    Path incoming = Files.createDirectories(root.resolve("incoming"));
    Files.write(incoming.resolve("abandoned"), new byte[] {1});
    Files.write(incoming.resolve("under-way"), new byte[] {1});
    age(incoming.resolve("abandoned"), Duration.ofDays(2));
    Path reports = Files.createDirectories(root.resolve("reports").resolve("job"));
    age(Files.write(reports.resolve("book.json"), new byte[] {1}), Duration.ofDays(2));

    new StoreFolder(root.toString()).removeUnfinished();

    assertFalse(Files.exists(reports.resolve("book.json")));

    assertEquals(List.of("under-way"), new StoreFolder(root.toString()).names("incoming/*"));
  }

  private Path file(String address) {
    return root.resolve("blobs").resolve(address.substring(0, 2)).resolve(address);
  }

  private static void age(Path file, Duration age) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
  }
}
