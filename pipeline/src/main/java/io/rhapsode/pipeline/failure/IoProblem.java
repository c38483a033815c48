package io.rhapsode.pipeline.failure;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Says why a file could not be used; the JDK's own messages are often nothing but its path. */
public final class IoProblem {
  private IoProblem() {}

  /** The reason alone: "permission denied". */
  public static String reason(IOException problem) {
    if (problem instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (problem instanceof NoSuchFileException) {
      return "there is no such file or folder";
    }
    if (problem instanceof FileAlreadyExistsException) {
      return "a file is in its place";
    }
    if (problem instanceof NotDirectoryException) {
      return "it is not a folder";
    }
    if (problem instanceof FileSystemException known && known.getReason() != null) {
      return known.getReason();
    }
    return problem.getMessage() == null ? problem.toString() : problem.getMessage();
  }

  /** The file, where the problem tells it, and the reason: "/srv/out: permission denied". */
  public static String describe(IOException problem) {
    return problem instanceof FileSystemException known && known.getFile() != null
        ? known.getFile() + ": " + reason(problem)
        : reason(problem);
  }
}
