package io.rhapsode.workflows.cluster;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.rhapsode.pipeline.coder.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * A tiny job that goes to every slot a graph may get, before the graph does: what is wrong with a
 * machine is said in a second and with its name, not by some utterances hours later.
 */
public final class WorkerCheck {
  private static final TypeReference<Map<String, List<String>>> ANSWER = new TypeReference<>() {};

  private final FlinkCluster cluster;

  public WorkerCheck(FlinkCluster cluster) {
    this.cluster = requireNonNull(cluster, "cluster is null");
  }

  /**
   * Asks every free slot.
   *
   * @throws ClusterException when a worker cannot do the job; the message names each that cannot
   */
  public void require(WorkerQuestion question) throws ClusterException {
    int slots = cluster.requireFreeSlots();
    Map<String, Set<String>> problems = new TreeMap<>();
    try {
      JobExecutionResult result = ask(Json.MAPPER.writeValueAsString(question), slots);
      List<String> answers = result.getAccumulatorResult(ExamineWorkerFunction.ANSWERS);
      for (String answer : answers) {
        Json.MAPPER
            .readValue(answer, ANSWER)
            .forEach(
                (host, found) ->
                    problems.computeIfAbsent(host, any -> new TreeSet<>()).addAll(found));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a question that cannot be written: " + question, e);
    }
    problems.values().removeIf(Set::isEmpty);
    if (!problems.isEmpty()) {
      throw new ClusterException(
          problems.entrySet().stream()
              .map(
                  worker ->
                      "%s: %s".formatted(worker.getKey(), String.join("; ", worker.getValue())))
              .collect(Collectors.joining("\n", "workers that cannot do this job:\n", "")));
    }
  }

  private JobExecutionResult ask(String question, int slots) throws ClusterException {
    FlinkAccess access = cluster.access();
    try (StreamExecutionEnvironment flink =
        new StreamExecutionEnvironment(
            access.executors(),
            access.configuration(),
            Thread.currentThread().getContextClassLoader())) {
      flink.setParallelism(slots);
      flink
          .fromSequence(0, slots)
          .map(new ExamineWorkerFunction(question))
          .sinkTo(new DiscardingSink<>());
      return flink.execute("rhapsode looks at the workers");
    } catch (Exception e) {
      Throwable root = e;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      throw new ClusterException(
          "the workers at %s cannot be examined, so their libraries are not this program's; make them with `rhapsode cluster pack`: %s"
              .formatted(cluster.address(), root.getMessage()),
          e);
    }
  }
}
