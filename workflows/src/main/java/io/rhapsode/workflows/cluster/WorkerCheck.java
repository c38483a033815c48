package io.rhapsode.workflows.cluster;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.synth.compute.NeuralRuntime;
import java.io.IOException;
import java.nio.file.Path;
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
   * Asks every free slot whether its worker can do a job, and has models and voices copied to the
   * work folder where that is what a worker lacks.
   *
   * @param question of all but what speaks and listens
   * @param carried what speaks and listens
   * @param voices who speaks
   * @param folder where copies may be made, on storage that all workers see
   * @return where and how neural voices compute there, and with which files
   * @throws ClusterException when a worker cannot do the job; the message names each that cannot
   * @throws IOException when copies cannot be made
   */
  public NeuralRuntime require(
      WorkerQuestion question, CarriedFiles carried, List<Voice> voices, Path folder)
      throws ClusterException, IOException {
    require(question);
    if (!carried.needsModels()) {
      return question.runtime();
    }
    Map<String, String> models = carried.fingerprints();
    NeuralRuntime runtime = carried.carryVoices(question.runtime(), folder.resolve("voices"));
    if (!problems(question.speaking(models, voices, runtime)).isEmpty()) {
      runtime = carried.carryModels(runtime, folder.resolve("models"));
      require(question.speaking(models, voices, runtime));
    }
    return runtime;
  }

  private void require(WorkerQuestion question) throws ClusterException {
    Map<String, Set<String>> problems = problems(question);
    if (!problems.isEmpty()) {
      throw new ClusterException(
          problems.entrySet().stream()
              .map(
                  worker ->
                      "%s: %s".formatted(worker.getKey(), String.join("; ", worker.getValue())))
              .collect(Collectors.joining("\n", "workers that cannot do this job:\n", "")));
    }
  }

  /** By worker; none of those that can do the job. */
  private Map<String, Set<String>> problems(WorkerQuestion question) throws ClusterException {
    Map<String, Set<String>> problems = new TreeMap<>();
    try {
      JobExecutionResult result =
          ask(Json.MAPPER.writeValueAsString(question), cluster.requireFreeSlots());
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
    return problems;
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
