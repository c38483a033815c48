package io.rhapsode.workflows.run;

import io.rhapsode.workflows.cluster.ClusterException;
import io.rhapsode.workflows.cluster.ClusterRun;
import io.rhapsode.workflows.cluster.FlinkAddress;
import io.rhapsode.workflows.cluster.FlinkCluster;
import io.rhapsode.workflows.settings.UsageException;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs graphs on a cluster. */
final class ClusterRunner implements GraphRunner {
  private static final Logger LOGGER = LoggerFactory.getLogger(ClusterRunner.class);

  private final FlinkCluster cluster;
  private final int parallelism;
  private final String jobId;

  private ClusterRunner(FlinkCluster cluster, int parallelism, String jobId) {
    this.cluster = cluster;
    this.parallelism = parallelism;
    this.jobId = jobId;
  }

  /**
   * @param slots 0 for all that are free
   * @throws UsageException when the cluster cannot be used
   */
  static ClusterRunner open(FlinkAddress address, int slots, String jobId) throws UsageException {
    try {
      FlinkCluster cluster = FlinkCluster.connect(address);
      try {
        return new ClusterRunner(cluster, cluster.requireSlots(slots), jobId);
      } catch (ClusterException e) {
        cluster.close();
        throw e;
      }
    } catch (ClusterException e) {
      throw new UsageException("--flink: " + e.getMessage(), e);
    }
  }

  @Override
  public int parallelism() {
    return parallelism;
  }

  @Override
  public PipelineOptions options() {
    return graph().options();
  }

  @Override
  public void run(Pipeline pipeline) throws ClusterException {
    graph().run(pipeline, job -> LOGGER.info("job {} is {} on {}", jobId, job, cluster.address()));
  }

  private ClusterRun graph() {
    return new ClusterRun(cluster, parallelism, "rhapsode " + jobId);
  }

  @Override
  public void close() {
    cluster.close();
  }
}
