package io.rhapsode.workflows.run.graph;

import io.rhapsode.pipeline.progress.JobAddress;
import io.rhapsode.pipeline.progress.JobProgress;
import io.rhapsode.synth.compute.NeuralRuntime;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Runs graphs in this process.
 *
 * @param parallelism how much is done at once
 * @param runtime where and how neural voices compute
 */
public record LocalRunner(
    PipelineOptions options, int parallelism, NeuralRuntime runtime, String jobId)
    implements GraphRunner {
  @Override
  public JobAddress job() {
    return JobAddress.here(jobId);
  }

  @Override
  public void run(Pipeline pipeline, JobProgress progress) {
    pipeline.run().waitUntilFinish();
  }

  @Override
  public String submit(Pipeline pipeline) {
    throw new IllegalStateException("nothing runs when this process is gone");
  }

  @Override
  public void close() {}
}
