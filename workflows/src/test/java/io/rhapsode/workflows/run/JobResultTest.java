package io.rhapsode.workflows.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.pipeline.report.BookReport;
import io.rhapsode.pipeline.report.BookStatus;
import io.rhapsode.pipeline.report.StageTimes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobResultTest {
  private static final BookStatus COMPLETE = BookStatus.COMPLETE;
  private static final BookStatus PARTIAL = BookStatus.PARTIAL;
  private static final BookStatus FAILED = BookStatus.FAILED;

  @Test
  void theExitCodeSaysWhetherAllOfEveryBookIsThere() {
    assertEquals(0, exitCode(COMPLETE));
    assertEquals(0, exitCode(COMPLETE, COMPLETE));
    assertEquals(1, exitCode(FAILED));
    assertEquals(1, exitCode(FAILED, FAILED));
    assertEquals(3, exitCode(PARTIAL));
    assertEquals(3, exitCode(PARTIAL, PARTIAL));
    assertEquals(3, exitCode(COMPLETE, PARTIAL));
    assertEquals(3, exitCode(COMPLETE, FAILED));
    assertEquals(3, exitCode(PARTIAL, FAILED));
  }

  private static int exitCode(BookStatus... statuses) {
    return new JobResult(Arrays.stream(statuses).map(JobResultTest::book).toList(), 1).exitCode();
  }

  private static BookReport book(BookStatus status) {
    return new BookReport(
        "book",
        "book.epub",
        "Book",
        status,
        Optional.empty(),
        1,
        1,
        1,
        0,
        false,
        "",
        Optional.empty(),
        new StageTimes(0, 0, 0),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }
}
