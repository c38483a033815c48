package io.rhapsode.workflows.run;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.script.ReadOutcome;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.beam.sdk.transforms.DoFn;

/** Keeps the outcomes of a dry run, which never leaves this process, for whoever started it. */
final class KeepOutcomeFn extends DoFn<ReadOutcome, Void> {
  private static final long serialVersionUID = 1L;
  private static final Map<String, Map<String, ReadOutcome>> KEPT = new ConcurrentHashMap<>();

  private final String jobId;

  KeepOutcomeFn(String jobId) {
    this.jobId = requireNonNull(jobId, "jobId is null");
  }

  @ProcessElement
  public void keep(@Element ReadOutcome outcome) {
    KEPT.computeIfAbsent(jobId, job -> new ConcurrentHashMap<>()).put(outcome.workId(), outcome);
  }

  /** The outcomes of a job by book. */
  static Map<String, ReadOutcome> kept(String jobId) {
    return Map.copyOf(KEPT.getOrDefault(jobId, Map.of()));
  }

  static void forget(String jobId) {
    KEPT.remove(jobId);
  }
}
