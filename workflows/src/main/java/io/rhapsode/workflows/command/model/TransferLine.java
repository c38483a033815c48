package io.rhapsode.workflows.command.model;

import io.rhapsode.synth.model.ModelPuller;
import io.rhapsode.workflows.console.Installation;
import java.io.PrintStream;

/**
 * Shows how far a download is: one line that is rewritten on a terminal, a line per file elsewhere.
 */
final class TransferLine implements ModelPuller.Progress {
  private static final long STEP_BYTES = 4_000_000;
  private static final double BYTES_PER_MEGABYTE = 1e6;

  private final PrintStream err;
  private String shownFile = "";
  private long shownBytes;

  TransferLine(PrintStream err) {
    this.err = err;
  }

  @Override
  public void received(String file, long bytes) {
    boolean next = !file.equals(shownFile);
    if (!Installation.terminal()) {
      if (next) {
        err.println("fetching " + file);
      }
    } else if (next || bytes - shownBytes >= STEP_BYTES) {
      String line = "fetching %s: %,.0f MB".formatted(file, bytes / BYTES_PER_MEGABYTE);
      err.print((next && !shownFile.isEmpty() ? "\n" : "\r") + line);
      err.flush();
      shownBytes = bytes;
    }
    shownFile = file;
  }
}
