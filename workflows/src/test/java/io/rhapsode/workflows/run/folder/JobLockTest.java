package io.rhapsode.workflows.run.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobLockTest {
  @TempDir Path folder;

  @Test
  void twoJobsDoNotShareAFolder() throws UsageException {
    JobFolders one = folders("work", "out");
    try (JobLock lock = JobLock.acquire(one)) {
      assertEquals(
          "another job is running in %s; wait for it, or give this one its own --out folder"
              .formatted(folder.resolve("out")),
          assertThrows(UsageException.class, () -> JobLock.acquire(folders("other", "out")))
              .getMessage());
      assertThrows(UsageException.class, () -> JobLock.acquire(folders("work", "elsewhere")));
    }
    JobLock.acquire(one).close();
  }

  @Test
  void refusedLockHoldsNothing() throws UsageException {
    try (JobLock lock = JobLock.acquire(folders("work", "out"))) {
      assertThrows(UsageException.class, () -> JobLock.acquire(folders("free", "out")));
      JobLock.acquire(folders("free", "other")).close();
    }
  }

  @Test
  void filesLeftByAKilledJobMeanNothing() throws IOException, UsageException {
    Files.createDirectories(folder.resolve("work"));
    Files.writeString(folder.resolve("work").resolve(".rhapsode.lock"), "");
    JobLock.acquire(folders("work", "out")).close();
  }

  private JobFolders folders(String work, String output) {
    return new JobFolders(folder.resolve(work) + "/", folder.resolve(output));
  }
}
