package io.rhapsode.workflows.cluster;

import static java.util.Objects.requireNonNull;

import java.io.Closeable;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.RestartStrategyOptions;

/**
 * Runs graphs on a cluster whose machines have this program's libraries: nothing is staged, since
 * native libraries would be loaded a second time by the second job.
 */
public final class ClusterRun {
  /** From one attempt to the next. */
  private static final Duration DELAY = Duration.ofSeconds(5);

  /** Attempts beyond those that go to a lost task manager until its heartbeat is missed. */
  private static final int TRUE_ATTEMPTS = 10;

  private final FlinkCluster cluster;
  private final int parallelism;
  private final String name;

  /**
   * @param parallelism slots that the job takes, from 1
   * @param name what the cluster calls the job
   */
  public ClusterRun(FlinkCluster cluster, int parallelism, String name) {
    this.cluster = requireNonNull(cluster, "cluster is null");
    this.parallelism = parallelism;
    this.name = requireNonNull(name, "name is null");
  }

  /** What a pipeline is created with that is run here. */
  public PipelineOptions options() {
    FlinkPipelineOptions options = PipelineOptionsFactory.create().as(FlinkPipelineOptions.class);
    options.setRunner(FlinkRunner.class);
    options.setFlinkMaster("[auto]");
    options.setJobName(name);
    options.setParallelism(parallelism);
    options.setFasterCopy(true);
    return options;
  }

  /**
   * Submits a graph, and waits for its end.
   *
   * @param submitted is told the job's id on the cluster; what it gives is closed at the end
   * @throws RuntimeException when the job fails; a cause says why
   */
  public void run(Pipeline pipeline, Function<JobID, ? extends Closeable> submitted)
      throws ClusterException {
    during(
        pipeline,
        job -> {
          try (Closeable meanwhile = submitted.apply(job.getJobID())) {
            job.getJobExecutionResult().get();
          }
        });
  }

  /**
   * Submits a graph, and leaves it.
   *
   * @return the job's id on the cluster
   */
  public JobID submit(Pipeline pipeline) throws ClusterException {
    AtomicReference<JobID> id = new AtomicReference<>();
    during(pipeline, job -> id.set(job.getJobID()));
    return id.get();
  }

  private void during(Pipeline pipeline, ClusterEnvironment.Submission submission)
      throws ClusterException {
    ClusterEnvironment.during(
        cluster.access().executors(), configuration(), submission, pipeline::run);
  }

  /**
   * Attempts that last longer than the cluster takes to see that a task manager is lost: until then
   * each of them goes to its dead slots.
   */
  private Configuration configuration() throws ClusterException {
    long untilLost = cluster.heartbeatTimeout().toSeconds() / DELAY.toSeconds();
    return cluster
        .access()
        .graphConfiguration()
        .set(CoreOptions.DEFAULT_PARALLELISM, parallelism)
        .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, DELAY)
        .set(
            RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS,
            Math.toIntExact(untilLost) + TRUE_ATTEMPTS);
  }
}
