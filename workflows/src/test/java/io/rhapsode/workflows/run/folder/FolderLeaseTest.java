package io.rhapsode.workflows.run.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLeaseTest {
  @TempDir private Path folder;

  @Test
  void anotherMachineIsKeptOutUntilTheLeaseIsGivenBack() throws IOException, UsageException {
    try (FolderLease first = FolderLease.take(folder, "--work", "anna")) {
      UsageException refusal =
          assertThrows(
              UsageException.class, () -> FolderLease.take(folder, "--work", "berta").close());
      assertEquals(
          "another job is running in %s on anna; wait for it, or give this one its own --work folder"
              .formatted(folder),
          refusal.getMessage());
    }
    assertFalse(Files.exists(folder.resolve(FolderLease.NAME)));
    FolderLease.take(folder, "--work", "berta").close();
  }

  @Test
  void aLeaseThatNobodyRenewsIsTakenOver() throws IOException, UsageException {
    leave("anna", Instant.now().minus(FolderLease.VALID));
    try (FolderLease lease = FolderLease.take(folder, "--work", "berta")) {
      assertEquals("berta", Files.readString(folder.resolve(FolderLease.NAME)));
    }
  }

  @Test
  void aKilledJobOfTheSameMachineIsNotWaitedFor() throws IOException, UsageException {
    leave("anna", Instant.now());
    FolderLease.take(folder, "--work", "anna").close();
  }

  private void leave(String host, Instant renewed) throws IOException {
    Path file = Files.writeString(folder.resolve(FolderLease.NAME), host);
    Files.setLastModifiedTime(file, FileTime.from(renewed));
  }
}
