package io.rhapsode.workflows.run.graph;

import io.rhapsode.pipeline.progress.JobAddress;
import io.rhapsode.pipeline.progress.JobProgress;
import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.workflows.cluster.ClusterException;
import io.rhapsode.workflows.settings.NarrateSettings.RunSettings;
import io.rhapsode.workflows.settings.UsageException;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;

/** What the graphs of a job are run by, in this process or on a cluster. */
public interface GraphRunner extends AutoCloseable {
  /**
   * The runner of the settings.
   *
   * @throws UsageException when its cluster, or a machine of it, cannot do the job
   */
  static GraphRunner open(JobNeeds needs, String jobId) throws UsageException {
    RunSettings run = needs.settings().run();
    return run.cluster().isPresent()
        ? ClusterRunner.open(run.cluster().get(), needs, jobId)
        : new LocalRunner(
            RunnerOptions.of(run, needs.works()),
            run.parallelism(needs.works()),
            needs.settings().neuralRuntime(),
            jobId);
  }

  /** What the stages know the job by. */
  JobAddress job();

  /** Where and how neural voices compute, and with which files. */
  NeuralRuntime runtime();

  /** How much is done at once. */
  int parallelism();

  /** What a pipeline is created with that is run here. */
  PipelineOptions options();

  /**
   * Runs a pipeline to its end; when this process is stopped, the pipeline is as well.
   *
   * @param progress hears what is to be said about the runner itself
   * @throws RuntimeException when the graph breaks
   * @throws ClusterException when the cluster does not answer
   */
  void run(Pipeline pipeline, JobProgress progress) throws ClusterException;

  /**
   * Has a pipeline run when this process is gone.
   *
   * @return what the cluster calls the job
   * @throws ClusterException when it does not answer
   */
  String submit(Pipeline pipeline) throws ClusterException;

  @Override
  void close();
}
