package io.rhapsode.workflows.cluster;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.java.ExecutionEnvironment;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;

/**
 * The environment that Beam's runner finds as the one it was started in. Its own for a remote
 * cluster takes neither a restart strategy nor tells the job's id, and stages every library.
 */
@SuppressWarnings("deprecation") // Beam translates batch graphs to this interface of Flink.
final class ClusterEnvironment extends ExecutionEnvironment {
  private final Submission submission;

  private ClusterEnvironment(Configuration configuration, Submission submission) {
    super(configuration);
    this.submission = submission;
    configure(configuration, getUserCodeClassLoader());
  }

  /** Takes over once a job is on its cluster. */
  interface Submission {
    /**
     * @throws ExecutionException when the job was waited for and failed
     */
    void submitted(JobClient job) throws ExecutionException, InterruptedException;
  }

  /** Has whatever is run on "[auto]" meanwhile go to a cluster. */
  static void during(Configuration configuration, Submission submission, Runnable run) {
    initializeContextEnvironment(() -> new ClusterEnvironment(configuration, submission));
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
