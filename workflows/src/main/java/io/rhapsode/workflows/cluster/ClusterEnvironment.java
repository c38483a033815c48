package io.rhapsode.workflows.cluster;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.restartstrategy.RestartStrategies;
import org.apache.flink.api.java.ExecutionEnvironment;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.PipelineExecutorServiceLoader;

/**
 * The environment that Beam's runner finds as the one it was started in. Its own for a remote
 * cluster takes neither a restart strategy nor tells the job's id, and stages every library.
 */
@SuppressWarnings("deprecation") // Beam translates batch graphs to this interface of Flink.
final class ClusterEnvironment extends ExecutionEnvironment {
  private final Submission submission;

  private ClusterEnvironment(
      PipelineExecutorServiceLoader executors, Configuration configuration, Submission submission) {
    super(executors, configuration, Thread.currentThread().getContextClassLoader());
    this.submission = submission;
    // A batch graph carries its strategy in the execution config alone; the other keys are not
    // read.
    setRestartStrategy(
        RestartStrategies.fixedDelayRestart(
            configuration.get(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS),
            configuration.get(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY)));
  }

  /** Takes over once a job is on its cluster. */
  interface Submission {
    /**
     * @throws ExecutionException when the job was waited for and failed
     */
    void submitted(JobClient job) throws ExecutionException, InterruptedException, IOException;
  }

  /** Has whatever is run on "[auto]" meanwhile go to a cluster. */
  static void during(
      PipelineExecutorServiceLoader executors,
      Configuration configuration,
      Submission submission,
      Runnable run) {
    initializeContextEnvironment(
        () -> new ClusterEnvironment(executors, configuration, submission));
    try {
      run.run();
    } finally {
      resetContextEnvironment();
    }
  }

  @Override
  public JobExecutionResult execute(String name) throws Exception {
    JobClient job = executeAsync(name);
    submission.submitted(job);
    return new JobExecutionResult(job.getJobID(), 0, Map.of());
  }
}
