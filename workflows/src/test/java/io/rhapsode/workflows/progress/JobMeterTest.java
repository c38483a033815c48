package io.rhapsode.workflows.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rhapsode.pipeline.failure.Failure;
import io.rhapsode.pipeline.failure.FailureCode;
import io.rhapsode.pipeline.report.BookReport;
import io.rhapsode.pipeline.report.StageTimes;
import io.rhapsode.pipeline.report.WorkFacts;
import io.rhapsode.pipeline.report.WorkStatus;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class JobMeterTest {
  private static final long SECOND = 1_000_000_000L;

  private static final Failure DAMAGED =
      Failure.of(FailureCode.MALFORMED_DOCUMENT, "read", "c.epub", "it is damaged");

  private final AtomicLong clock = new AtomicLong();
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

  @Test
  void speedAndTimeLeftCountOnlyWhatWasMade() {
    JobMeter meter = new JobMeter(1, ProgressView.SILENT, clock::get);
    clock.set(5 * SECOND);
    meter.planned("b", "Book", 100, 5_000);
    meter.spoken(40, 400, true);
    clock.set(15 * SECOND);
    meter.spoken(10, 100, false);
    Snapshot snapshot = meter.snapshot();
    assertEquals(50, snapshot.spokenUtterances());
    assertEquals(Optional.of(10.0), snapshot.multipleOfRealTime());
    assertEquals(Optional.of(50.0), snapshot.secondsLeft());
    assertEquals(
        "utterances 50/100, audio 0:08:20, 10.0x real time, 0:00:50 left", snapshot.describe());
  }

  @Test
  void audioThatIsReusedCounts() {
    JobMeter meter = new JobMeter(1, ProgressView.SILENT, clock::get);
    meter.planned("b", "Book", 2, 20);
    clock.set(9 * SECOND);
    meter.spoken(2, 30, true);
    assertEquals("utterances 2/2, audio 0:00:30", meter.snapshot().describe());
  }

  @Test
  void timeLeftOfAssemblingGoesByTheLengthOfBooks() {
    JobMeter meter = new JobMeter(3, ProgressView.SILENT, clock::get);
    meter.planned("a", "Short", 1, 1_000);
    meter.planned("b", "Long", 1, 3_000);
    meter.planned("c", "Up to date", 1, 50_000);
    meter.spoken(3, 300, true);
    meter.finished(report("c", "Up to date"));
    meter.assembling("a", 0);
    assertEquals(Optional.empty(), meter.snapshot().secondsLeft());
    clock.set(10 * SECOND);
    meter.assembling("a", 1);
    meter.finished(report("a", "Short"));
    assertEquals(Optional.empty(), meter.snapshot().assembling());
    meter.assembling("b", 0);
    assertEquals(Optional.of(30.0), meter.snapshot().secondsLeft());
    clock.set(20 * SECOND);
    meter.assembling("b", 1 / 3.0);
    assertEquals(
        "books 2/3, utterances 3/3, audio 0:05:00, assembling 'Long' 33 %, 0:00:20 left",
        meter.snapshot().describe());
  }

  @Test
  void readingIsShownUntilSomethingIsSpoken() {
    JobMeter meter = new JobMeter(3, ProgressView.SILENT, clock::get);
    assertEquals("reading, books 0/3", meter.snapshot().describe());
    meter.reading("a", "/in/a.epub");
    meter.reading("b", "/in/b.epub");
    assertEquals("reading 'a.epub', books 0/3", meter.snapshot().describe());
    meter.planned("a", "Book", 100, 1_000);
    meter.unreadable("b", "b.epub: it is damaged");
    assertEquals("reading, books 2/3", meter.snapshot().describe());
  }

  @Test
  void assemblingDoesNotSlowTheSpeedOfSynthesis() {
    JobMeter meter = new JobMeter(1, ProgressView.SILENT, clock::get);
    meter.planned("b", "Book", 10, 500);
    clock.set(4 * SECOND);
    meter.spoken(10, 40, false);
    clock.set(100 * SECOND);
    assertEquals(Optional.of(10.0), meter.snapshot().multipleOfRealTime());
  }

  @Test
  void timeLeftIsUnknownWhileBooksAreUnread() {
    JobMeter meter = new JobMeter(2, ProgressView.SILENT, clock::get);
    meter.planned("b", "Book", 10, 500);
    clock.set(10 * SECOND);
    meter.spoken(5, 50, false);
    assertEquals(
        "books 0/2, utterances 5/10, audio 0:00:50, 5.0x real time", meter.snapshot().describe());
  }

  @Test
  void linesTellBooksAndRepeatNothing() {
    LineView view = new LineView(out, book -> book.failures().forEach(this::tell));
    JobMeter meter = new JobMeter(2, view, clock::get);
    view.update(meter.snapshot());
    meter.planned("b", "Book", 2, 20);
    meter.unreadable("c", "c.epub: it is damaged");
    meter.finished(BookReport.failed("c", "c.epub", DAMAGED));
    view.update(meter.snapshot());
    view.update(meter.snapshot());
    meter.spoken(2, 3, false);
    meter.assembling("b", 0.5);
    view.update(meter.snapshot());
    meter.finished(report("b", "Book"));
    assertEquals(
        List.of(
            "reading, books 0/2",
            "read 'Book': 2 utterances",
            "error: c.epub: it is damaged",
            "books 1/2, utterances 0/2, audio 0:00:00",
            "books 1/2, utterances 2/2, audio 0:00:03, assembling 'Book' 50 %",
            "finished 'Book', 0:01:00 of audio"),
        lines());
  }

  @Test
  void jsonLinesAreOneObjectEach() {
    JsonLinesView view = new JsonLinesView(out);
    JobMeter meter = new JobMeter(1, view, clock::get);
    meter.planned("b", "A \"Book\"", 4, 20);
    clock.set(4 * SECOND);
    meter.spoken(2, 8, false);
    view.update(meter.snapshot());
    assertEquals(
        List.of(
            "{\"event\":\"planned\",\"source\":\"b\",\"title\":\"A \\\"Book\\\"\",\"utterances\":4,"
                + "\"spokenCharacters\":20}",
            "{\"event\":\"progress\",\"books\":1,\"readBooks\":1,\"finishedBooks\":0,"
                + "\"utterances\":4,\"spokenUtterances\":2,\"madeUtterances\":2,"
                + "\"audioSeconds\":8.0,\"madeAudioSeconds\":8.0,\"elapsedSeconds\":4.0,\"multipleOfRealTime\":2.0,"
                + "\"secondsLeft\":4.0}"),
        lines());
  }

  @Test
  void barShowsPhases() {
    JobMeter meter = new JobMeter(1, ProgressView.SILENT, clock::get);
    try (BarView bar = new BarView(out, 80)) {
      bar.update(meter.snapshot());
      meter.planned("b", "Book", 4, 20);
      clock.set(4 * SECOND);
      meter.spoken(2, 8, false);
      bar.update(meter.snapshot());
      meter.spoken(2, 8, false);
      meter.assembling("b", 0.25);
      bar.update(meter.snapshot());
    }
    String shown = written.toString(StandardCharsets.UTF_8);
    for (String part :
        List.of("Reading", "Speaking", "2/4", "0:00:08 audio, 2x, 0:00:04 left", "Assembling")) {
      assertEquals(true, shown.contains(part), part + " is not in " + shown);
    }
  }

  private void tell(Failure failure) {
    out.println("error: " + failure.describe());
  }

  private static BookReport report(String id, String title) {
    return BookReport.withoutAudio(
        new WorkFacts(
            id,
            id + ".epub",
            title,
            WorkStatus.COMPLETE,
            Optional.empty(),
            60,
            1,
            1,
            0,
            false,
            "",
            new StageTimes(0, 0, 0),
            List.of(),
            List.of(),
            List.of(),
            List.of()));
  }

  private List<String> lines() {
    return written.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void eventsNameTheDocument() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JobMeter meter =
        new JobMeter(
            2, new JsonLinesView(new PrintStream(out, true, StandardCharsets.UTF_8)), clock::get);
    meter.reading("a", "/in/a.epub");
    meter.planned("a", "Book", 3, 9);
    meter.reading("b", "/in/b.epub");
    meter.unreadable("b", "/in/b.epub: it is damaged");
    assertEquals(
        """
        {"event":"planned","source":"/in/a.epub","title":"Book","utterances":3,"spokenCharacters":9}
        {"event":"unreadable","source":"/in/b.epub","message":"/in/b.epub: it is damaged"}
        """,
        out.toString(StandardCharsets.UTF_8));
  }
}
