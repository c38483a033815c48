package io.rhapsode.pipeline.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IoProblemTest {
  @TempDir Path folder;

  @Test
  void messagesThatAreOnlyAPathGetAReason() {
    Path absent = folder.resolve("absent");
    IOException problem = assertThrows(IOException.class, () -> Files.readAllBytes(absent));
    assertEquals("there is no such file or folder", IoProblem.reason(problem));
    assertEquals(absent + ": there is no such file or folder", IoProblem.describe(problem));
    assertEquals("permission denied", IoProblem.reason(new AccessDeniedException("/a")));
  }

  @Test
  void reasonsOfTheSystemAndOfThisProgramAreKept() {
    assertEquals(
        "/a: Is a directory",
        IoProblem.describe(new FileSystemException("/a", null, "Is a directory")));
    assertEquals("book is damaged", IoProblem.describe(new IOException("book is damaged")));
  }
}
