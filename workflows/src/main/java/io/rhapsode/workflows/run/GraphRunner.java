package io.rhapsode.workflows.run;

import io.rhapsode.workflows.cluster.ClusterException;
import io.rhapsode.workflows.settings.NarrateSettings.RunSettings;
import io.rhapsode.workflows.settings.UsageException;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;

/** What the graphs of a job are run by, in this process or on a cluster. */
interface GraphRunner extends AutoCloseable {
  /**
   * The runner of the settings.
   *
   * @param documents how many works there are
   * @throws UsageException when its cluster cannot be used
   */
  static GraphRunner open(RunSettings run, int documents, String jobId) throws UsageException {
    if (run.cluster().isEmpty()) {
      return new LocalRunner(RunnerOptions.of(run, documents), run.parallelism(documents));
    }
    return ClusterRunner.open(run.cluster().get(), run.flink().parallelism(), jobId);
  }

  /** How much is done at once. */
  int parallelism();

  /** What a pipeline is created with that is run here. */
  PipelineOptions options();

  /**
   * Runs a pipeline to its end.
   *
   * @throws RuntimeException when the graph breaks
   * @throws ClusterException when the cluster does not answer
   */
  void run(Pipeline pipeline) throws ClusterException;

  @Override
  void close();
}
