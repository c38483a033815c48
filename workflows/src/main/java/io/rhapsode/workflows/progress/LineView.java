package io.rhapsode.workflows.progress;

import static java.util.Objects.requireNonNull;

import java.io.PrintStream;

/** Plain lines, for logs and terminals that cannot move the cursor. */
public final class LineView implements ProgressView {
  private static final long INTERVAL_MILLIS = 10_000;

  private final PrintStream out;
  private String last = "";

  public LineView(PrintStream out) {
    this.out = requireNonNull(out, "out is null");
  }

  @Override
  public void planned(String title, int utterances, long spokenCharacters) {
    out.println("read '%s': %d utterances".formatted(title, utterances));
  }

  @Override
  public void unreadable(String message) {
    out.println("cannot read " + message);
  }

  @Override
  public void finished(String title) {
    out.println("finished '%s'".formatted(title));
  }

  @Override
  public synchronized void update(Snapshot snapshot) {
    String line = snapshot.describe();
    if (!line.equals(last) && snapshot.utterances() > 0) {
      out.println(line);
    }
    last = line;
  }

  @Override
  public long intervalMillis() {
    return INTERVAL_MILLIS;
  }

  @Override
  public void close() {
    out.flush();
  }
}
