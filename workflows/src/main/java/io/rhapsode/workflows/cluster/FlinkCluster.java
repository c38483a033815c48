package io.rhapsode.workflows.cluster;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.messages.webmonitor.ClusterOverview;
import org.apache.flink.runtime.rest.handler.legacy.messages.ClusterOverviewWithVersion;
import org.apache.flink.runtime.rest.messages.ClusterConfigurationInfoHeaders;
import org.apache.flink.runtime.rest.messages.ConfigurationInfo;
import org.apache.flink.runtime.rest.messages.ConfigurationInfoEntry;
import org.apache.flink.runtime.rest.messages.EmptyMessageParameters;
import org.apache.flink.runtime.rest.messages.EmptyRequestBody;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.flink.util.TimeUtils;

/** A standalone or session cluster that answers and has the version of this program's Flink. */
public final class FlinkCluster implements AutoCloseable {
  private static final long POLL_MILLIS = 1_000;
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);

  private final FlinkAccess access;
  private final FlinkAddress address;
  private final RestClusterClient<StandaloneClusterId> client;

  private FlinkCluster(FlinkAccess access, RestClusterClient<StandaloneClusterId> client) {
    this.access = access;
    this.address = access.address();
    this.client = client;
  }

  /**
   * Connects to a cluster.
   *
   * @throws ClusterException when nobody answers there, something else does, or its version is
   *     another
   */
  public static FlinkCluster connect(FlinkAddress address) throws ClusterException {
    FlinkAccess access = FlinkAccess.to(address);
    FlinkCluster cluster;
    try {
      cluster =
          new FlinkCluster(
              access,
              new RestClusterClient<>(
                  impatient(access.configuration()), StandaloneClusterId.getInstance()));
    } catch (UnknownHostException e) {
      throw unknownHost(address, e);
    } catch (Exception e) {
      throw new ClusterException("no client for %s can be made: %s".formatted(address, e), e);
    }
    try {
      cluster.requireVersion();
      return cluster;
    } catch (ClusterException e) {
      cluster.close();
      throw e;
    }
  }

  /** Somebody waits in front of a terminal; the usual client tries for a minute. */
  private static Configuration impatient(Configuration configuration) {
    return configuration
        .set(RestOptions.CONNECTION_TIMEOUT, ANSWER_WITHIN.toMillis() / 2)
        .set(RestOptions.RETRY_MAX_ATTEMPTS, 3)
        .set(RestOptions.RETRY_DELAY, 500L);
  }

  private void requireVersion() throws ClusterException {
    String theirs = overview().getVersion();
    String ours = EnvironmentInformation.getVersion();
    if (!theirs.equals(ours)) {
      throw new ClusterException(
          "the cluster at %s runs Flink %s and this program has %s; make the cluster's machines from this program with `rhapsode cluster pack`"
              .formatted(address, theirs, ours));
    }
  }

  private ClusterOverviewWithVersion overview() throws ClusterException {
    return answer(client.getClusterOverview());
  }

  public FlinkAddress address() {
    return address;
  }

  FlinkAccess access() {
    return access;
  }

  /**
   * How many slots a job gets.
   *
   * @param asked 0 for as many as Flink was asked for, and all that are free where it was not
   * @return at least one
   * @throws ClusterException when fewer are free than wanted, or none
   */
  public int requireSlots(int asked) throws ClusterException {
    int wanted = asked == 0 ? access.parallelism() : asked;
    long deadline = System.nanoTime() + access.patience().toNanos();
    ClusterOverview overview = overview();
    while (overview.getNumSlotsAvailable() < Math.max(1, wanted) && System.nanoTime() < deadline) {
      pause();
      overview = overview();
    }
    int free = overview.getNumSlotsAvailable();
    if (free < Math.max(1, wanted)) {
      throw new ClusterException(
          "the cluster at %s has %d free slots of %d on %d task managers, and %s; start more task managers, or wait for its other jobs"
              .formatted(
                  address,
                  free,
                  overview.getNumSlotsTotal(),
                  overview.getNumTaskManagersConnected(),
                  wanted > 1 ? wanted + " are asked for" : "one is needed"));
    }
    return wanted == 0 ? free : wanted;
  }

  /** How many slots are free, from 1. */
  int requireFreeSlots() throws ClusterException {
    return Math.max(requireSlots(1), overview().getNumSlotsAvailable());
  }

  private void pause() throws ClusterException {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("interrupted while %s gets slots".formatted(address), e);
    }
  }

  /** How long a lost task manager is believed to be alive. */
  public Duration heartbeatTimeout() throws ClusterException {
    ConfigurationInfo entries =
        answer(
            client.sendRequest(
                ClusterConfigurationInfoHeaders.getInstance(),
                EmptyMessageParameters.getInstance(),
                EmptyRequestBody.getInstance()));
    String key = HeartbeatManagerOptions.HEARTBEAT_TIMEOUT.key();
    return entries.stream()
        .filter(entry -> entry.getKey().equals(key))
        .map(ConfigurationInfoEntry::getValue)
        .map(TimeUtils::parseDuration)
        .findFirst()
        .orElse(Duration.ofMillis(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT.defaultValue()));
  }

  /**
   * Where a job stands.
   *
   * @throws ClusterException also when the cluster does not know the job
   */
  public JobStatus status(JobID job) throws ClusterException {
    return answer(client.getJobStatus(job));
  }

  /**
   * Waits for the end of a job, however long that takes.
   *
   * @return why it failed, if it did
   */
  public Optional<String> failure(JobID job) throws ClusterException, InterruptedException {
    JobStatus status = status(job);
    while (!status.isGloballyTerminalState()) {
      Thread.sleep(POLL_MILLIS);
      status = status(job);
    }
    if (status == JobStatus.FINISHED) {
      return Optional.empty();
    }
    JobResult result = answer(client.requestJobResult(job));
    return Optional.of(
        result
            .getSerializedThrowable()
            .map(FlinkCluster::rootOf)
            .map(Throwable::getMessage)
            .orElse("the job was cancelled on the cluster"));
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** Has a job end. */
  public void cancel(JobID job) throws ClusterException {
    answer(client.cancel(job));
  }

  private <T> T answer(CompletableFuture<T> question) throws ClusterException {
    try {
      return question.get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("interrupted while %s was asked".formatted(address), e);
    } catch (TimeoutException e) {
      throw new ClusterException(
          "nobody answers at %s within %d s".formatted(address, ANSWER_WITHIN.toSeconds()), e);
    } catch (ExecutionException e) {
      throw unanswered(e);
    }
  }

  private ClusterException unanswered(ExecutionException failure) {
    Throwable cause = failure;
    while (cause.getCause() != null
        && (cause instanceof ExecutionException
            || cause instanceof CompletionException
            || !(cause instanceof IOException))) {
      cause = cause.getCause();
    }
    if (cause instanceof UnknownHostException) {
      return unknownHost(address, failure);
    }
    if (cause instanceof ConnectException) {
      return new ClusterException(
          "nobody answers at %s; start the cluster, or name the REST port of its job manager"
              .formatted(address),
          failure);
    }
    return new ClusterException(
        "%s does not answer as a Flink job manager does: %s"
            .formatted(address, firstLine(cause.getMessage())),
        failure);
  }

  private static ClusterException unknownHost(FlinkAddress address, Exception cause) {
    return new ClusterException("there is no host " + address.host(), cause);
  }

  private static String firstLine(String message) {
    return message == null ? "no reason given" : message.strip().lines().findFirst().orElse("");
  }

  @Override
  public void close() {
    client.close();
  }
}
