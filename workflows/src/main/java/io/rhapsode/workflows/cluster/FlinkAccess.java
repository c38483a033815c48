package io.rhapsode.workflows.cluster;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.api.java.ExecutionEnvironment;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.PipelineOptionsInternal;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.DefaultExecutorServiceLoader;
import org.apache.flink.core.execution.PipelineExecutorServiceLoader;

/**
 * The way to a cluster: by the address of its job manager, or by what Flink gave this program when
 * it started it, as the job of {@code flink run} or of an application cluster.
 */
@SuppressWarnings("deprecation") // Beam translates batch graphs to this interface of Flink.
public final class FlinkAccess {
  private static volatile Optional<FlinkAccess> surrounding = Optional.empty();

  private final FlinkAddress address;
  private final Configuration configuration;
  private final PipelineExecutorServiceLoader executors;
  private final Duration patience;

  /** The id that a job must have, until there is a job that has it. */
  private final AtomicReference<Optional<String>> jobId;

  private FlinkAccess(
      FlinkAddress address,
      Configuration configuration,
      PipelineExecutorServiceLoader executors,
      Duration patience) {
    this.address = address;
    this.executors = executors;
    this.patience = patience;
    this.jobId =
        new AtomicReference<>(
            configuration.getOptional(PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID));
    this.configuration = new Configuration(configuration);
    // Every worker has the program already.
    this.configuration.removeConfig(PipelineOptions.JARS);
    this.configuration.removeConfig(PipelineOptions.CLASSPATHS);
    this.configuration.removeConfig(PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID);
    // Who submits waits for what comes of it.
    this.configuration.set(DeploymentOptions.ATTACHED, true);
  }

  /** The way to a cluster that is there already. */
  static FlinkAccess to(FlinkAddress address) {
    requireNonNull(address, "address is null");
    return surrounding
        .filter(access -> access.address.equals(address))
        .orElseGet(
            () ->
                new FlinkAccess(
                    address,
                    new Configuration()
                        .set(DeploymentOptions.TARGET, "remote")
                        .set(RestOptions.ADDRESS, address.host())
                        .set(RestOptions.PORT, address.port()),
                    new DefaultExecutorServiceLoader(),
                    Duration.ZERO));
  }

  /**
   * Has the jobs of this process go to the Flink that called it; its task managers may come up
   * meanwhile and are waited for as long as Flink waits for slots.
   *
   * @throws IllegalStateException when Flink did not
   */
  public static void startedByFlink() {
    if (ExecutionEnvironment.areExplicitEnvironmentsAllowed()) {
      throw new IllegalStateException("this program is to be started by Flink");
    }
    ExecutionEnvironment context = ExecutionEnvironment.getExecutionEnvironment();
    Configuration given = new Configuration();
    given.addAll(context.getConfiguration());
    String host =
        given
            .getOptional(RestOptions.ADDRESS)
            .orElseGet(() -> given.get(JobManagerOptions.ADDRESS));
    surrounding =
        Optional.of(
            new FlinkAccess(
                new FlinkAddress(host, given.get(RestOptions.PORT)),
                given,
                context.getExecutorServiceLoader(),
                Duration.ofMillis(given.get(JobManagerOptions.SLOT_REQUEST_TIMEOUT))));
  }

  /** The cluster that started this program, if one did. */
  public static Optional<FlinkAddress> surrounding() {
    return surrounding.map(FlinkAccess::address);
  }

  FlinkAddress address() {
    return address;
  }

  /** What a client is told; a new copy. */
  Configuration configuration() {
    return new Configuration(configuration);
  }

  /** What the client of a graph is told: the first has the id that Flink asked for, if it did. */
  Configuration graphConfiguration() {
    Configuration copy = configuration();
    jobId
        .getAndSet(Optional.empty())
        .ifPresent(id -> copy.set(PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID, id));
    return copy;
  }

  /** Who submits. */
  PipelineExecutorServiceLoader executors() {
    return executors;
  }

  /** How long slots are waited for. */
  Duration patience() {
    return patience;
  }

  /** How many slots Flink was asked for; 0 when it was not asked. */
  int parallelism() {
    return configuration.getOptional(CoreOptions.DEFAULT_PARALLELISM).orElse(0);
  }
}
