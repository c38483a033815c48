package io.rhapsode.workflows.progress;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.report.WorkReport;
import io.rhapsode.pipeline.report.WorkStatus;
import java.io.PrintStream;
import java.util.function.Consumer;

/** Plain lines, for logs and terminals that cannot move the cursor. */
public final class LineView implements ProgressView {
  private static final long INTERVAL_MILLIS = 10_000;

  private final PrintStream out;
  private final Consumer<WorkReport> errors;
  private String last = "";

  /**
   * @param errors says what is wrong with a book, if anything is
   */
  public LineView(PrintStream out, Consumer<WorkReport> errors) {
    this.out = requireNonNull(out, "out is null");
    this.errors = requireNonNull(errors, "errors is null");
  }

  @Override
  public void planned(String source, String title, int utterances, long spokenCharacters) {
    out.println("read '%s': %d utterances".formatted(shown(title), utterances));
  }

  @Override
  public void finished(WorkReport report) {
    if (report.status() != WorkStatus.FAILED) {
      out.println(
          "%s '%s', %s of audio"
              .formatted(
                  report.status() == WorkStatus.COMPLETE ? "finished" : "finished with gaps",
                  shown(report.title()),
                  Snapshot.clock(report.audioSeconds())));
    }
    errors.accept(report);
  }

  @Override
  public void warned(String message) {
    out.println("warning: " + OneLine.of(message));
  }

  private static String shown(String title) {
    return OneLine.of(title, Snapshot.LONGEST_TITLE);
  }

  @Override
  public synchronized void update(Snapshot snapshot) {
    String line = snapshot.describe();
    if (!line.equals(last)) {
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
