package io.rhapsode.workflows.console;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.failure.IoProblem;
import io.rhapsode.workflows.run.JobResult;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Locale;

/**
 * Standard output that remembers why it could not be written, which a {@link PrintStream} over it
 * keeps to itself: a result that got lost on a full disk must not end in exit code 0.
 */
public final class StandardOutput extends OutputStream {
  /** What the operating system says when the reader has left, as {@code head} does. */
  private static final String READER_LEFT = "broken pipe";

  private final OutputStream target;
  private volatile IOException problem;

  public StandardOutput(OutputStream target) {
    this.target = requireNonNull(target, "target is null");
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    try {
      target.write(bytes, from, count);
    } catch (IOException e) {
      problem = e;
      throw e;
    }
  }

  /** The exit code of a command, which has failed if what it said was lost. */
  public int exitCode(int exitCode, PrintStream err) {
    if (problem == null || problem.toString().toLowerCase(Locale.ROOT).contains(READER_LEFT)) {
      return exitCode;
    }
    err.println("rhapsode: standard output cannot be written: " + IoProblem.reason(problem));
    return exitCode == JobResult.COMPLETE ? JobResult.FAILED : exitCode;
  }
}
