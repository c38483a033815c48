package io.rhapsode.workflows.run.graph;

import io.rhapsode.pipeline.failure.IoProblem;
import io.rhapsode.pipeline.progress.JobAddress;
import io.rhapsode.pipeline.progress.JobProgress;
import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.workflows.cluster.CarriedFiles;
import io.rhapsode.workflows.cluster.ClusterException;
import io.rhapsode.workflows.cluster.ClusterRun;
import io.rhapsode.workflows.cluster.FlinkAddress;
import io.rhapsode.workflows.cluster.FlinkCluster;
import io.rhapsode.workflows.cluster.WorkerCheck;
import io.rhapsode.workflows.cluster.WorkerQuestion;
import io.rhapsode.workflows.run.folder.SharedFolders;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs graphs on a cluster whose workers can do the job. */
final class ClusterRunner implements GraphRunner {
  private static final Logger LOGGER = LoggerFactory.getLogger(ClusterRunner.class);

  /** Folder of the work folder with models and voices for workers that have not the same. */
  private static final String CARRIED = "carried";

  private final FlinkCluster cluster;
  private final JobAddress job;
  private final ClusterRun graphs;
  private final int parallelism;
  private final NeuralRuntime runtime;

  private ClusterRunner(
      FlinkCluster cluster, JobAddress job, int parallelism, NeuralRuntime runtime) {
    this.runtime = runtime;
    this.cluster = cluster;
    this.job = job;
    this.parallelism = parallelism;
    this.graphs = new ClusterRun(cluster, parallelism, "rhapsode " + job.id());
  }

  /**
   * Looks at the cluster and at each of its workers.
   *
   * @throws UsageException when one of them cannot do the job
   */
  static ClusterRunner open(FlinkAddress address, JobNeeds needs, String jobId)
      throws UsageException {
    Path work =
        needs
            .folders()
            .localWork()
            .orElseThrow(
                () ->
                    new UsageException(
                        "--work: %s: on a cluster the work folder is on storage that all its machines have mounted; name the path there"
                            .formatted(needs.folders().work())));
    try {
      FlinkCluster cluster = FlinkCluster.connect(address);
      try {
        int slots = cluster.requireSlots(needs.settings().run().flink().parallelism());
        NeuralRuntime runtime = requireWorkers(cluster, needs, work, jobId);
        JobAddress job = new JobAddress(jobId, needs.folders().work());
        return new ClusterRunner(cluster, job, slots, runtime);
      } catch (ClusterException | UsageException e) {
        cluster.close();
        throw e;
      }
    } catch (ClusterException e) {
      throw new UsageException("--flink: " + e.getMessage(), e);
    }
  }

  private static NeuralRuntime requireWorkers(
      FlinkCluster cluster, JobNeeds needs, Path work, String jobId)
      throws ClusterException, UsageException {
    NeuralRuntime runtime = needs.settings().neuralRuntime();
    try (SharedFolders shared = SharedFolders.probe(needs.folders(), jobId)) {
      CarriedFiles carried = CarriedFiles.of(needs.voices(), needs.settings().listen(), runtime);
      WorkerQuestion question =
          WorkerQuestion.of(
              shared.probes(),
              needs.sources(),
              carried.needsModels() ? List.of() : needs.voices(),
              runtime);
      return new WorkerCheck(cluster)
          .require(question, carried, needs.voices(), work.resolve(CARRIED));
    } catch (IOException e) {
      throw new UsageException("--flink: " + IoProblem.describe(e), e);
    }
  }

  @Override
  public NeuralRuntime runtime() {
    return runtime;
  }

  @Override
  public JobAddress job() {
    return job;
  }

  @Override
  public int parallelism() {
    return parallelism;
  }

  @Override
  public PipelineOptions options() {
    return graphs.options();
  }

  @Override
  public void run(Pipeline pipeline, JobProgress progress) throws ClusterException {
    graphs.run(
        pipeline,
        flink -> {
          LOGGER.info("job {} is {} on {}", job.id(), flink, cluster.address());
          return new Cancellation(cluster, flink, progress);
        });
  }

  @Override
  public String submit(Pipeline pipeline) throws ClusterException {
    return graphs.submit(pipeline).toHexString();
  }

  @Override
  public void close() {
    cluster.close();
  }
}
