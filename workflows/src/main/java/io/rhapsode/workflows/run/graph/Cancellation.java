package io.rhapsode.workflows.run.graph;

import io.rhapsode.pipeline.progress.JobProgress;
import io.rhapsode.workflows.cluster.ClusterException;
import io.rhapsode.workflows.cluster.FlinkCluster;
import java.io.Closeable;
import org.apache.flink.api.common.JobID;

/** Has a job end on its cluster when this process is stopped while it waits for it. */
final class Cancellation implements Closeable {
  private final Thread hook;

  Cancellation(FlinkCluster cluster, JobID job, JobProgress progress) {
    this.hook = new Thread(() -> cancel(cluster, job, progress), "cancellation");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private static void cancel(FlinkCluster cluster, JobID job, JobProgress progress) {
    try {
      cluster.cancel(job);
      progress.warned("job %s on %s is cancelled".formatted(job, cluster.address()));
    } catch (ClusterException e) {
      progress.warned(
          "job %s on %s is not cancelled: %s".formatted(job, cluster.address(), e.getMessage()));
    }
  }

  /** Nothing is to be cancelled any more. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is being stopped: the hook runs already.
    }
  }
}
