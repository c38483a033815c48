package io.rhapsode.pipeline.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.report.BookReport;
import io.rhapsode.pipeline.report.JobReports;
import io.rhapsode.pipeline.report.WorkReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a worker in another process tells, as whoever started the job hears it. */
class ProgressReaderTest {
  @TempDir private Path work;

  private final List<String> heard = new ArrayList<>();
  private JobAddress job;
  private JobReports<BookReport> reports;
  private ProgressReader<BookReport> reader;

  @BeforeEach
  void open() {
    job = new JobAddress("job", work.toString());
    reports = new JobReports<>(work.toString(), "job", BookReport.class);
    reader = new ProgressReader<>(job, reports, new Heard(heard));
  }

  @Test
  void everythingIsHeardOnceAndAsItWasTold() throws IOException {
    JobProgress told = job.progress();
    told.planned("a", "A \"title\"\n", 3, 40);
    told.unreadable("b", "no");
    told.spoken(2, 1.5, false);
    reader.poll();
    told.assembling("a", 0.25);
    told.warned("careful");
    finish(told, "a");
    reader.poll();
    reader.poll();
    assertEquals(
        List.of(
            "planned a A \"title\"\n 3 40",
            "unreadable b no",
            "spoken 2 1.5 false",
            "assembling a 0.25",
            "warned careful",
            "finished a"),
        heard);
  }

  @Test
  void aHalfWrittenLineIsLeftForTheNextTime() throws IOException {
    job.progress().spoken(1, 1, true);
    Path file = onlyFile();
    Files.writeString(file, "{\"event\":\"warned\",", StandardOpenOption.APPEND);
    reader.poll();
    assertEquals(List.of("spoken 1 1.0 true"), heard);
    Files.writeString(file, "\"message\":\"late\"}\n", StandardOpenOption.APPEND);
    reader.poll();
    assertEquals("warned late", heard.get(1));
  }

  @Test
  void aGraphThatIsRunAgainIsARestartAndFinishesNothingTwice() throws IOException {
    JobProgress told = job.progress();
    told.planned("a", "A", 3, 40);
    told.planned("b", "B", 4, 50);
    finish(told, "a");
    told.planned("b", "B", 4, 50);
    told.planned("a", "A", 3, 40);
    finish(told, "a");
    reader.poll();
    assertEquals(
        List.of(
            "planned a A 3 40",
            "planned b B 4 50",
            "finished a",
            "restarted",
            "planned b B 4 50",
            "planned a A 3 40"),
        heard);
  }

  @Test
  void nothingIsLeft() throws IOException {
    job.progress().warned("x");
    reader.poll();
    reader.clear();
    assertFalse(Files.exists(work.resolve("progress").resolve("job")));
  }

  @Test
  void aJobOfThisProcessTellsItsListener() {
    assertSame(JobProgress.SILENT, JobAddress.here("job").progress());
    Heard listener = new Heard(heard);
    JobProgress.register("job", listener);
    try {
      assertSame(listener, JobAddress.here("job").progress());
    } finally {
      JobProgress.unregister("job");
    }
  }

  private void finish(JobProgress told, String workId) throws IOException {
    Failure failure = Failure.of(FailureCode.NO_TEXT, "read", "a.txt", "empty");
    BookReport report = BookReport.failed(workId, "A", failure);
    reports.write(report);
    told.finished(report);
  }

  private Path onlyFile() throws IOException {
    try (Stream<Path> files = Files.list(work.resolve("progress").resolve("job"))) {
      return files.findFirst().orElseThrow();
    }
  }

  /** Notes each call. */
  private record Heard(List<String> lines) implements JobProgress {
    @Override
    public void planned(String workId, String title, int utterances, long characters) {
      lines.add("planned %s %s %d %d".formatted(workId, title, utterances, characters));
    }

    @Override
    public void unreadable(String workId, String message) {
      lines.add("unreadable %s %s".formatted(workId, message));
    }

    @Override
    public void spoken(int utterances, double audioSeconds, boolean reused) {
      lines.add("spoken %d %s %s".formatted(utterances, audioSeconds, reused));
    }

    @Override
    public void assembling(String workId, double fraction) {
      lines.add("assembling %s %s".formatted(workId, fraction));
    }

    @Override
    public void warned(String message) {
      lines.add("warned " + message);
    }

    @Override
    public void restarted() {
      lines.add("restarted");
    }

    @Override
    public void finished(WorkReport report) {
      lines.add("finished " + report.workId());
    }
  }
}
