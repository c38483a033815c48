package io.rhapsode.workflows.progress;

import static java.util.Objects.requireNonNull;

import java.io.PrintStream;
import me.tongfei.progressbar.InteractiveConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar on a terminal: first over the utterances, then over the book that is assembled. */
public final class BarView implements ProgressView {
  private static final String ASSEMBLING = "Assembling";
  private static final int INTERVAL_MILLIS = 250;
  private static final int PER_CENT = 100;
  private static final int LONGEST_TITLE = 24;

  private final PrintStream out;
  private final int columns;
  private String phase = "";
  private ProgressBar bar;

  /**
   * @param columns width of the terminal
   */
  public BarView(PrintStream out, int columns) {
    this.out = requireNonNull(out, "out is null");
    this.columns = columns;
    this.bar = open("Reading");
  }

  @Override
  public synchronized void update(Snapshot snapshot) {
    if (snapshot.reading()) {
      String document =
          snapshot.document().map(file -> ", " + OneLine.of(file, LONGEST_TITLE)).orElse("");
      show("Reading", snapshot.readBooks(), snapshot.books(), " books" + document);
      return;
    }
    if (snapshot.spoken() && snapshot.assembling().isPresent()) {
      Snapshot.Assembly assembly = snapshot.assembling().get();
      long done = (long) (PER_CENT * assembly.fraction());
      String title = " " + OneLine.of(assembly.title(), LONGEST_TITLE);
      show(ASSEMBLING, done, PER_CENT, title + left(snapshot));
      return;
    }
    if (snapshot.spoken() && phase.equals(ASSEMBLING)) {
      return;
    }
    show("Speaking", snapshot.spokenUtterances(), snapshot.utterances(), speed(snapshot));
  }

  /** Short enough for 80 columns: "0:12:33 audio, 35x, 0:03:10 left". */
  private static String speed(Snapshot snapshot) {
    return Snapshot.clock(snapshot.audioSeconds())
        + " audio"
        + snapshot.multipleOfRealTime().map(", %.0fx"::formatted).orElse("")
        + left(snapshot);
  }

  private static String left(Snapshot snapshot) {
    return snapshot.secondsLeft().map(Snapshot::clock).map(", %s left"::formatted).orElse("");
  }

  private void show(String task, long done, long of, String message) {
    if (!task.equals(phase)) {
      bar.close();
      bar = open(task);
    }
    bar.maxHint(of);
    bar.stepTo(done);
    bar.setExtraMessage(message);
  }

  private ProgressBar open(String task) {
    phase = task;
    return new ProgressBarBuilder()
        .setConsumer(new InteractiveConsoleProgressBarConsumer(out, Math.max(40, columns - 1)))
        .setStyle(ProgressBarStyle.ASCII)
        .setTaskName(task)
        .setInitialMax(-1)
        .setUpdateIntervalMillis(INTERVAL_MILLIS)
        .hideEta()
        .clearDisplayOnFinish()
        .build();
  }

  @Override
  public synchronized void warned(String message) {
    bar.close();
    out.println("warning: " + OneLine.of(message));
    bar = open(phase);
  }

  @Override
  public long intervalMillis() {
    return INTERVAL_MILLIS;
  }

  @Override
  public synchronized void close() {
    bar.close();
  }
}
