package io.rhapsode.workflows.command.model;

import static java.util.Objects.requireNonNull;

import io.rhapsode.synth.model.ModelDescription;
import io.rhapsode.synth.model.pull.ModelPuller;
import io.rhapsode.workflows.console.Installation;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import me.tongfei.progressbar.InteractiveConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows how far the download of a model is: on a terminal a bar over all its files with speed and
 * time left, elsewhere a line for each source and nothing more.
 */
final class TransferView implements ModelPuller.Progress, AutoCloseable {
  private static final int INTERVAL_MILLIS = 250;
  private static final long BYTES_PER_MEGABYTE = 1_000_000;

  private final PrintStream err;
  private final ProgressBar bar;
  private final Set<String> failedSources = new HashSet<>();
  private String shownSource = "";
  private String shownFile = "";
  private long finishedBytes;
  private long fileBytes;

  /**
   * @param terminal whether {@code err} is one
   */
  TransferView(PrintStream err, boolean terminal, ModelDescription model) {
    this.err = requireNonNull(err, "err is null");
    this.bar = terminal ? open(err, model.bytes()) : null;
  }

  private static ProgressBar open(PrintStream err, OptionalLong bytes) {
    return new ProgressBarBuilder()
        .setConsumer(
            new InteractiveConsoleProgressBarConsumer(
                err, Math.max(40, Installation.columns() - 1)))
        .setStyle(ProgressBarStyle.ASCII)
        .setTaskName("fetching")
        .setInitialMax(bytes.orElse(-1))
        .setUnit(" MB", BYTES_PER_MEGABYTE)
        .setSpeedUnit(java.time.temporal.ChronoUnit.SECONDS)
        .showSpeed()
        .setUpdateIntervalMillis(INTERVAL_MILLIS)
        .clearDisplayOnFinish()
        .build();
  }

  @Override
  public void begins(String file, String source, OptionalLong bytes) {
    if (!file.equals(shownFile)) {
      finishedBytes += fileBytes;
    }
    fileBytes = 0;
    shownFile = file;
    if (bar != null) {
      bar.setExtraMessage(" " + file);
    }
    if (!source.equals(shownSource) && !failedSources.contains(source)) {
      say("fetching %s from %s".formatted(file, source));
      shownSource = source;
    }
  }

  @Override
  public void received(String file, long bytes) {
    fileBytes = bytes;
    if (bar != null) {
      bar.stepTo(finishedBytes + bytes);
    }
  }

  @Override
  public void failed(String file, String source, String reason) {
    // What one source did not give is told once: the next file may well fail there alike.
    if (failedSources.add(source)) {
      say("%s did not give %s: %s".formatted(source, file, reason));
    }
  }

  /** A line above the bar, if there is one. */
  private void say(String line) {
    if (bar != null) {
      err.print("\r\033[2K");
    }
    err.println(line);
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
