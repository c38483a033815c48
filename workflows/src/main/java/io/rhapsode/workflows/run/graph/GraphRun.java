package io.rhapsode.workflows.run.graph;

import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.progress.JobProgress;
import io.rhapsode.pipeline.progress.ProgressReader;
import io.rhapsode.pipeline.report.JobReports;
import io.rhapsode.workflows.cluster.ClusterException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.apache.beam.sdk.Pipeline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a graph to its end, whatever the end is. */
public final class GraphRun {
  private static final Logger LOGGER = LoggerFactory.getLogger(GraphRun.class);

  private GraphRun() {}

  /**
   * Runs a graph whose works are reported.
   *
   * @param stage what is attempted, for failures
   * @return why the graph broke, if it did
   */
  public static Optional<Failure> run(
      GraphRunner runner,
      Pipeline pipeline,
      String stage,
      JobReports<?> reports,
      JobProgress progress) {
    if (!runner.job().remote()) {
      return run(runner, pipeline, stage, progress);
    }
    ProgressReader<?> told = new ProgressReader<>(runner.job(), reports, progress);
    try (ProgressFollower follower = new ProgressFollower(told)) {
      return run(runner, pipeline, stage, progress);
    }
  }

  /** Runs a graph whose stages tell this process how far they are. */
  public static Optional<Failure> run(
      GraphRunner runner, Pipeline pipeline, String stage, JobProgress progress) {
    JobProgress.register(runner.job().id(), progress);
    try {
      runner.run(pipeline, progress);
      return Optional.empty();
    } catch (RuntimeException | ClusterException e) {
      Throwable root = e;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      if (root instanceof CancellationException) {
        LOGGER.info("the graph was cancelled");
      } else {
        LOGGER.error("the graph broke", e);
      }
      if (root instanceof OutOfMemoryError) {
        String message = "the job takes more memory than there is; start with a larger -Xmx";
        return Optional.of(Failure.of(FailureCode.OUT_OF_MEMORY, stage, "", message, e));
      }
      String message = root.getMessage() == null ? root.toString() : root.getMessage();
      return Optional.of(Failure.of(FailureCode.INTERNAL, stage, "", message, e));
    } finally {
      JobProgress.unregister(runner.job().id());
    }
  }

  /** The failure of a work that a broken graph left without a report. */
  public static Failure unfinished(String stage, String source, Optional<Failure> broken) {
    String message =
        broken.map(Failure::message).orElse("the job ended without a report on this document");
    return new Failure(
        broken.map(Failure::code).orElse(FailureCode.INTERNAL),
        stage,
        source,
        Optional.empty(),
        "not finished: " + message,
        broken.map(Failure::details).orElse(""),
        Optional.empty());
  }
}
