package io.rhapsode.ingest.subtitle;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.failure.FailureCode;
import java.nio.file.Path;

/** A file that cannot be read as subtitles, with its place and cause. */
public final class UnreadableSubtitleException extends Exception {
  private static final long serialVersionUID = 1L;

  private final FailureCode code;
  private final transient Path file;
  private final int line;

  /**
   * @param line where the fault is, from 1; 0 when the whole file is meant
   * @param problem one line: what is wrong and what to do about it
   */
  public UnreadableSubtitleException(FailureCode code, Path file, int line, String problem) {
    this(code, file, line, problem, null);
  }

  public UnreadableSubtitleException(
      FailureCode code, Path file, int line, String problem, Throwable cause) {
    super(file + (line > 0 ? ", line " + line : "") + ": " + problem, cause);
    this.code = requireNonNull(code, "code is null");
    this.file = file;
    this.line = line;
  }

  public FailureCode code() {
    return code;
  }

  public Path file() {
    return file;
  }

  /** The line, from 1, or 0 for the whole file. */
  public int line() {
    return line;
  }
}
