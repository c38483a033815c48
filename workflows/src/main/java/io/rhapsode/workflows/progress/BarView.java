package io.rhapsode.workflows.progress;

import java.io.PrintStream;
import me.tongfei.progressbar.InteractiveConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar on a terminal: first over the utterances, then over the book that is assembled. */
public final class BarView implements ProgressView {
  private static final int INTERVAL_MILLIS = 250;
  private static final int PER_CENT = 100;
  private static final int LONGEST_TITLE = 30;

  private final ProgressBar bar;

  /**
   * @param columns width of the terminal
   */
  public BarView(PrintStream out, int columns) {
    this.bar =
        new ProgressBarBuilder()
            .setConsumer(new InteractiveConsoleProgressBarConsumer(out, Math.max(40, columns - 1)))
            .setStyle(ProgressBarStyle.ASCII)
            .setTaskName("Reading")
            .setInitialMax(-1)
            .setUpdateIntervalMillis(INTERVAL_MILLIS)
            .hideEta()
            .clearDisplayOnFinish()
            .build();
  }

  @Override
  public void planned(String title, int utterances, long spokenCharacters) {}

  @Override
  public void unreadable(String message) {}

  @Override
  public void finished(String title) {}

  @Override
  public void update(Snapshot snapshot) {
    boolean allSpoken = snapshot.spokenUtterances() >= snapshot.utterances();
    if (snapshot.utterances() == 0) {
      bar.setExtraMessage(" books %d/%d".formatted(snapshot.readBooks(), snapshot.books()));
      return;
    }
    if (allSpoken && snapshot.assembling().isPresent()) {
      Snapshot.Assembly assembly = snapshot.assembling().get();
      bar.setTaskName("Assembling");
      bar.maxHint(PER_CENT);
      bar.stepTo((long) (PER_CENT * assembly.fraction()));
      bar.setExtraMessage(" " + shortened(assembly.title()));
      return;
    }
    bar.setTaskName("Speaking");
    bar.maxHint(snapshot.utterances());
    bar.stepTo(snapshot.spokenUtterances());
    bar.setExtraMessage(snapshot.speed());
  }

  @Override
  public long intervalMillis() {
    return INTERVAL_MILLIS;
  }

  @Override
  public void close() {
    bar.close();
  }

  private static String shortened(String title) {
    return title.length() <= LONGEST_TITLE ? title : title.substring(0, LONGEST_TITLE - 3) + "...";
  }
}
