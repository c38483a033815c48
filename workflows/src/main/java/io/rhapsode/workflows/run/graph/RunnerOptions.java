package io.rhapsode.workflows.run.graph;

import io.rhapsode.workflows.settings.NarrateSettings.RunSettings;
import java.util.List;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** Says how a graph is run, in the words of its runner. */
public final class RunnerOptions {
  private RunnerOptions() {}

  public static PipelineOptions of(RunSettings run, int documents) {
    return switch (run.runner()) {
      case DIRECT -> direct(run.parallelism(documents));
      case FLINK -> flink(run.parallelism(documents));
    };
  }

  public static PipelineOptions direct(int parallelism) {
    DirectOptions options = PipelineOptionsFactory.create().as(DirectOptions.class);
    options.setRunner(DirectRunner.class);
    options.setTargetParallelism(parallelism);
    // The coders are tested; checking every element again costs a copy of each.
    options.setEnforceEncodability(false);
    options.setEnforceImmutability(false);
    return options;
  }

  private static PipelineOptions flink(int parallelism) {
    FlinkPipelineOptions options = PipelineOptionsFactory.create().as(FlinkPipelineOptions.class);
    options.setRunner(FlinkRunner.class);
    options.setFlinkMaster("[local]");
    options.setParallelism(parallelism);
    options.setFasterCopy(true);
    // The cluster is in this process and has its classes already.
    options.setFilesToStage(List.of());
    return options;
  }
}
