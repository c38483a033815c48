package io.rhapsode.pipeline.progress;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.report.WorkReport;
import java.util.Locale;
import org.apache.beam.sdk.metrics.Metrics;

/**
 * Counts what a worker tells, for the metrics of the runner (under "rhapsode") and {@link
 * WorkerCounts}: utterances made, reused and said once more, milliseconds of audio, characters and
 * works, failures by code, and for each engine milliseconds of audio, of its synthesis (the first
 * by the second is how many times faster than real time it is) and of waiting for it. Counts only
 * on threads of the runner.
 */
final class MeteredProgress implements JobProgress {
  private static final String NAMESPACE = "rhapsode";
  private static final double MILLIS = 1_000;

  private final JobProgress told;

  MeteredProgress(JobProgress told) {
    this.told = requireNonNull(told, "told is null");
  }

  private static void count(String name, long amount) {
    Metrics.counter(NAMESPACE, name).inc(amount);
    WorkerCounts.add(name, amount);
  }

  @Override
  public void reading(String workId, String source) {
    told.reading(workId, source);
  }

  @Override
  public void planned(String workId, String title, int utterances, long spokenCharacters) {
    count("works.planned", 1);
    count("characters", spokenCharacters);
    told.planned(workId, title, utterances, spokenCharacters);
  }

  @Override
  public void repeated(String workId, int utterances) {
    count("utterances.repeated", utterances);
    told.repeated(workId, utterances);
  }

  @Override
  public void unreadable(String workId, String message) {
    count("works.unreadable", 1);
    told.unreadable(workId, message);
  }

  @Override
  public void spoken(int utterances, double audioSeconds, boolean reused) {
    String kind = reused ? "reused" : "made";
    count("utterances." + kind, utterances);
    count("audio.millis." + kind, Math.round(audioSeconds * MILLIS));
    told.spoken(utterances, audioSeconds, reused);
  }

  @Override
  public void synthesised(
      String engine, double audioSeconds, double synthesisSeconds, double queuedSeconds) {
    count("engine." + engine + ".audio.millis", Math.round(audioSeconds * MILLIS));
    count("engine." + engine + ".synthesis.millis", Math.round(synthesisSeconds * MILLIS));
    count("engine." + engine + ".queued.millis", Math.round(queuedSeconds * MILLIS));
    told.synthesised(engine, audioSeconds, synthesisSeconds, queuedSeconds);
  }

  @Override
  public void assembling(String workId, double fraction) {
    told.assembling(workId, fraction);
  }

  @Override
  public void warned(String message) {
    count("warnings", 1);
    told.warned(message);
  }

  @Override
  public void finished(WorkReport report) {
    count("works." + report.status().name().toLowerCase(Locale.ROOT), 1);
    for (Failure failure : report.failures()) {
      count("failures." + failure.code().name().toLowerCase(Locale.ROOT), 1);
    }
    told.finished(report);
  }
}
