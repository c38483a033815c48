package io.rhapsode.workflows.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.pipeline.report.WorkStatus;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobResultTest {
  @ParameterizedTest
  @CsvSource({
    "COMPLETE, 0",
    "FAILED, 1",
    "PARTIAL, 3",
    "COMPLETE PARTIAL, 3",
    "COMPLETE FAILED, 3",
    "PARTIAL FAILED, 3",
    "COMPLETE PARTIAL FAILED, 3",
  })
  void exitCodeTellsWhetherAnythingIsMissing(String statuses, int exitCode) {
    assertEquals(
        exitCode,
        JobResult.exitCode(
            Arrays.stream(statuses.split(" "))
                .map(WorkStatus::valueOf)
                .collect(Collectors.toSet())));
  }
}
