package io.rhapsode.workflows.cluster;

import io.rhapsode.pipeline.coder.Json;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.accumulators.ListAccumulator;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/**
 * Has each slot say what is wrong with its worker, when it is opened. Its form is a single text, so
 * that workers of any version can read it.
 */
final class ExamineWorkerFunction extends RichMapFunction<Long, Long> {
  private static final long serialVersionUID = 1L;

  /** Accumulator with the {@link Map} of each slot, as JSON: the worker, and its problems. */
  static final String ANSWERS = "answers";

  private final String question;

  /**
   * @param question a {@link WorkerQuestion} as JSON
   */
  ExamineWorkerFunction(String question) {
    this.question = question;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    List<String> problems =
        WorkerExamination.problems(Json.MAPPER.readValue(question, WorkerQuestion.class));
    ListAccumulator<String> answers = new ListAccumulator<>();
    answers.add(Json.MAPPER.writeValueAsString(Map.of(worker(), problems)));
    getRuntimeContext().addAccumulator(ANSWERS, answers);
  }

  private static String worker() throws UnknownHostException {
    return "%s, process %d"
        .formatted(InetAddress.getLocalHost().getHostName(), ProcessHandle.current().pid());
  }

  @Override
  public Long map(Long number) {
    return number;
  }
}
