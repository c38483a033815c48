package io.rhapsode.workflows.progress;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Updates a view from a meter until it is closed. */
public final class ProgressTicker implements AutoCloseable {
  private final JobMeter meter;
  private final ProgressView view;
  private final ScheduledExecutorService ticks;

  public ProgressTicker(JobMeter meter, ProgressView view) {
    this.meter = requireNonNull(meter, "meter is null");
    this.view = requireNonNull(view, "view is null");
    this.ticks =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "progress");
              thread.setDaemon(true);
              return thread;
            });
    ticks.scheduleAtFixedRate(
        () -> view.update(meter.snapshot()),
        view.intervalMillis(),
        view.intervalMillis(),
        TimeUnit.MILLISECONDS);
  }

  /** Shows the last state and closes the view. */
  @Override
  public void close() {
    ticks.shutdownNow();
    view.update(meter.snapshot());
    view.close();
  }
}
